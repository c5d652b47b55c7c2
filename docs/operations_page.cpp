// SPDX-License-Identifier: MIT
// Writes docs/operations.md from the table of operations.
#include <fmt/core.h>
#include <autodiff/operations.hpp>
#include <autodiff/program/detail/lanes/forms.hpp>
#include <autodiff/program/detail/vector_bounds.hpp>
#include <cmath>
#include <string>
#include <string_view>

namespace {

using namespace wengert;

std::string bound(double ulps, bool scaled) {
  if (ulps == 0) return "exact";
  return fmt::format("{}{}", ulps, scaled ? " of scale" : "");
}

std::string domain(const Interval& x) {
  if (std::isinf(x.low) && std::isinf(x.high)) return "all";
  if (std::isinf(x.high)) return fmt::format(">= {}", x.low);
  return fmt::format("{} to {}", x.low, x.high);
}

template <class R>
std::string call_name() {
#define WENGERT_OPERATOR1(Row, symbol) \
  if (operation_of<R> == Operation::Row) return #symbol "a";
#define WENGERT_OPERATOR2(Row, symbol) \
  if (operation_of<R> == Operation::Row) return "a " #symbol " b";
#include <autodiff/operations/list.inc>
  const std::string name(R::facts.name);
  switch (R::facts.arity) {
    case 1:
      return name + "(a)";
    case 2:
      return name + "(a, b)";
    case 3:
      return name + "(a, b, c)";
    default:
      return name + "(...)";
  }
}

// A bar would end the cell.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? "\\|" : std::string(1, c);
  return escaped;
}

// How a batch runs it: on vectors, with these bounds where they are others.
template <class R>
std::string on_vectors() {
  constexpr Operation operation = operation_of<R>;
  const bool has_value = detail::has_vector_form(operation, detail::Part::value);
  if (!has_value) return detail::has_vector_form(operation, detail::Part::da) ? "slope" : "no";
  const Facts vector = detail::vector_facts(operation, R::facts);
  const bool is_alike =
      vector.value_ulp == R::facts.value_ulp && vector.slope_ulp == R::facts.slope_ulp;
  return is_alike ? "yes" : fmt::format("{}; {}", vector.value_ulp, vector.slope_ulp);
}

template <class R>
void print_row() {
  const Facts& f = R::facts;
  if (f.mask) return;
  std::string hard;
  if constexpr (requires { R::hard_rule; }) hard = cell(R::hard_rule);
  constexpr bool value_scaled = requires(double x) { R::value_scale(x); }
  || R::facts.arity == 0;
  constexpr bool slope_scaled = requires(double x) { R::slope_scale(x); };
  fmt::print("| `{}` | {} | `{}` | {} | {} | {} | {} | {} |\n", call_name<R>(), domain(f.domain_a),
             f.shown_slope, bound(f.value_ulp, value_scaled), bound(f.slope_ulp, slope_scaled),
             on_vectors<R>(), f.complex_form ? "yes" : "no", hard);
}

}  // namespace

int main() {
  fmt::print(
      "# Operations\n\n"
      "<!-- written by ./dev docs from the table of operations; do not edit -->\n\n"
      "Every operation that a tape can record. The slope is in textbook notation, in the operands\n"
      "a, b, c and the result y; what the library computes is chosen for accuracy and stands in\n"
      "`autodiff/operations/`. The bounds are promises that the tests check against 100-digit\n"
      "arithmetic: units in the last place of the result, for normal operands and results, on the\n"
      "domain given; \"of scale\" means of the sum of the absolute terms, where the function has\n"
      "roots. \"On vectors\" says how a `Program` runs it over a batch: by the same bounds, by\n"
      "those given for value and slope, or lane by lane (\"no\", and \"slope\" where only the\n"
      "slope is on vectors).\n"
      "\"Complex\" says whether complex step can pass through.\n\n"
      "| operation | domain of a | slopes | value, ulps | slope, ulps | on vectors | complex "
      "| hard points |\n"
      "|---|---|---|---|---|---|---|---|\n");
  for_each_row([](auto type) { print_row<typename decltype(type)::type>(); });
  fmt::print(
      "\nComparisons (`<`, `<=`, `>`, `>=`, `==`, `!=`) of variables give masks for\n"
      "`select(mask, a, b)`, or guards where they are used as a bool.\n"
      "`custom(name, value, slope)` adds an operation of your own.\n");
}
