// SPDX-License-Identifier: MIT
// The notation of the facts: + - / ^ and parentheses, products by juxtaposition, functions with
// (sigmoid'(a)) or without parentheses (log a), "1 where a > b", one part per operand between
// semicolons. The facts are short constants of the table: reading them may recurse.
#include "shown_slope.hpp"

#include <optional>
#include <string>

#include "../../detail/spelling.hpp"
#include "written.hpp"

namespace wengert::detail {

namespace {

bool is_number(const Source& x, double number) { return x.is_constant() && *x.value() == number; }

class Reader {
 public:
  Reader(Sheet& sheet, std::string_view text, char letters_from, const SlopeOperands& v)
      : sheet_(sheet), rest_(text), first_letter_(letters_from), v_(v) {}

  Source read() {
    const Source value = sum();
    if (!take("where")) return value;
    const Source a = sum();
    const bool greater = take(">");
    if (!greater) take("<");
    const Source b = sum();
    const Source mask = greater ? Number<Source>::less(b, a) : Number<Source>::less(a, b);
    return Number<Source>::select(mask, value, 0.0);
  }

 private:
  void skip_blanks() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }
  bool take(std::string_view token) {
    skip_blanks();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  // Whether another factor follows; the word `where` is none.
  bool at_factor() {
    skip_blanks();
    if (rest_.empty() || rest_.starts_with("where")) return false;
    return std::string_view("+-/^)<>;").find(rest_[0]) == std::string_view::npos;
  }

  Source sum() {
    Source total = signed_product();
    while (true) {
      if (take("+")) {
        total = written_sum(total, product());
      } else if (take("-")) {
        total = total - product();
      } else {
        return total;
      }
    }
  }

  Source signed_product() {
    if (!take("-")) return product();
    return written_product(sheet_, -1.0, product());
  }

  Source product() {
    Source value = power();
    while (true) {
      if (take("/")) {
        value = written_quotient(sheet_, value, power());
      } else if (at_factor()) {
        const Source factor = power();
        value = is_number(value, 1.0) ? factor : is_number(factor, 1.0) ? value : value * factor;
      } else {
        return value;
      }
    }
  }

  Source power() {
    const Source base = atom();
    if (!take("^")) return base;
    const Source exponent = atom();
    if (is_number(exponent, 1.0)) return base;
    return is_number(exponent, 2.0) ? square(base) : pow(base, exponent);
  }

  Source atom() {
    if (take("(")) {
      const Source inside = sum();
      take(")");
      return inside;
    }
    if (rest_[0] >= '0' && rest_[0] <= '9') {
      const double digit = rest_[0] - '0';
      rest_.remove_prefix(1);
      return rest_.starts_with('0') ? (rest_.remove_prefix(1), 10.0 * digit) : digit;
    }
    return word();
  }

  Source word() {
    const std::size_t end = rest_.find_first_of(" +-/^()<>;");
    const std::string_view name = rest_.substr(0, end);
    rest_.remove_prefix(name.size());
    if (name == "y") return v_.result;
    if (name.size() == 1) return v_.operands[static_cast<std::size_t>(name[0] - first_letter_)];
    if (name == "pi") return sheet_.name("pi", 3.14159265358979323846);
    return function(name, atom());
  }

  Source function(std::string_view name, const Source& x) {
    if (name == "ln") name = "log";
    if (name == "log" && is_number(x, 2.0)) return sheet_.call("log", {&x, 1});
    std::optional<Source> result;
    for_each_row([&](auto type) {
      constexpr Operation operation = operation_of<typename decltype(type)::type>;
      const std::string_view known = spelling_of(operation).name;
      if (!name.starts_with(known) || known.size() < 2) return;
      if (name.size() == known.size()) result = sheet_.apply(operation, {&x, 1}, std::nullopt);
      if (name.substr(known.size()) == "'") result = sheet_.primed(operation, x);
    });
    return result ? *result : sheet_.call(name, {&x, 1});
  }

  Sheet& sheet_;
  std::string_view rest_;
  char first_letter_;
  const SlopeOperands& v_;
};

std::string_view part(std::string_view text, std::size_t k) {
  for (; k > 0; --k) {
    const std::size_t end = text.find("; ");
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 2);
  }
  return text.substr(0, text.find(';'));
}

std::string_view fact_of(Operation operation) {
  return visit_row(operation, [](auto type) { return decltype(type)::type::facts.shown_slope; });
}

// Weights, inputs, bias: each weight has its input's part, and the other way round.
Source slope_of_dot(std::size_t k, const SlopeOperands& v) {
  const std::size_t n = v.operands.size() / 2;
  if (k == 2 * n) return 1.0;
  return v.operands[k < n ? n + k : k - n];
}

Source slope_of_select(std::size_t k, const SlopeOperands& v) {
  const Source taken = k == 1 ? 1.0 : 0.0;
  return Number<Source>::select(v.operands[0], taken, 1.0 - taken);
}

}  // namespace

Source written_out_slope(Sheet& sheet, Operation operation, const Source& a, const Source& y) {
  return Reader(sheet, fact_of(operation), 'a', {{&a, 1}, y}).read();
}

Source shown_slope(Sheet& sheet, Operation operation, std::size_t k, const SlopeOperands& v) {
  if (is_activation(operation)) return sheet.primed(operation, v.operands[0]);
  if (operation == Operation::Dot) return slope_of_dot(k, v);
  if (operation == Operation::Select) return slope_of_select(k, v);
  const std::string_view fact = fact_of(operation);
  const Kind kind = spelling_of(operation).kind;
  if (kind != Kind::nary) return Reader(sheet, part(fact, k), 'a', v).read();
  const Source& own = v.operands[k];
  return Reader(sheet, fact, 'a', {{&own, 1}, v.result}).read();
}

}  // namespace wengert::detail
