// SPDX-License-Identifier: MIT
#include "resolver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numbers>

namespace wengert::detail {
namespace {

using Kind = Expression::Kind;

constexpr double max_cost = 1e4;       // of a statement: a check evaluates it many times
constexpr std::size_t max_calls = 50;  // of functions in functions

std::string hint(const Scope& scope, const std::string& name) {
  const auto similar = scope.similar(name);
  return similar ? fmt::format(" (did you mean {}?)", *similar) : "";
}

const char* plural(std::size_t n) { return n == 1 ? "" : "s"; }

}  // namespace

std::optional<std::string> only_match(const SourceText& text, Place place, const std::string& name,
                                      const std::vector<std::string>& matches) {
  if (matches.empty()) return {};
  if (matches.size() > 1) {
    text.fail(place, fmt::format("{} can mean {} and {}: write one of them out", name, matches[0],
                                 matches[1]));
  }
  return matches[0];
}

void explain_unknown(const SourceText& text, const Scope& scope, Place here,
                     const std::string& name) {
  if (const Place* passed = scope.find_passed_over(name)) {
    text.fail(here, fmt::format("{} is used here, but line {}, which defines it, could not be read "
                                "as a formula",
                                name, passed->line));
  }
  const Place* later = scope.find_foreseen(name);
  if (later == nullptr) return;
  if (later->line > here.line || (later->line == here.line && later->column > here.column)) {
    text.fail(here,
              fmt::format("{} is used here, but defined below, in line {}", name, later->line));
  }
}

Resolver::Resolver(const SourceText& text, const Scope& scope, std::vector<ReadingNote>& notes)
    : text_(text), scope_(scope), notes_(notes) {}

bool Resolver::is_parameter(const std::string& name) const {
  return std::find(parameters_.begin(), parameters_.end(), name) != parameters_.end();
}

void Resolver::resolve(Expression& e) {
  switch (e.kind) {
    case Kind::name:
      return resolve_name(e);
    case Kind::function:
      return resolve_call(e);
    case Kind::function_slope:
      resolve_operands(e);
      return resolve_slope(e, e.text);
    case Kind::operation:
    case Kind::list:
      return resolve_operands(e);
    default:
      return;
  }
}

// dL/dw where neither the claim nor names of that kind are there.
void Resolver::require_claim(const Expression& e) const {
  const bool is_quotient = e.kind == Kind::operation && e.operation == Operation::Divide &&
                           e.operands[0].kind == Kind::name && e.operands[1].kind == Kind::name;
  if (!is_quotient) return;
  const std::string& top = e.operands[0].text;
  const std::string& bottom = e.operands[1].text;
  const std::string_view of = differential(top);
  const std::string_view by = differential(bottom);
  if (of.empty() || by.empty() || scope_.find(top) != nullptr || is_parameter(top)) return;
  if (scope_.matches(of, true).empty() && scope_.matches(by, true).empty()) return;
  text_.fail(e.operands[0].place,
             fmt::format("{}/{} is used here, but nothing above claims it", top, bottom));
}

void Resolver::resolve_operands(Expression& e) {
  effort_.cost += 1.0;
  require_claim(e);
  for (Expression& operand : e.operands) resolve(operand);
  require_numbers(e);
}

void Resolver::require_numbers(const Expression& e) const {
  for (const Expression& operand : e.operands) {
    if (operand.kind == Kind::list) {
      text_.fail(operand.place, operand.text.empty()
                                    ? "a number was wanted, a list came"
                                    : fmt::format("a number was wanted, the list {} came: its "
                                                  "elements are {}[0], ...",
                                                  operand.text, operand.text));
    }
  }
}

void Resolver::make_name(Expression& e, const std::string& name) {
  const Meaning& meaning = *scope_.find(name);
  if (meaning.kind == Meaning::Kind::function) {
    text_.fail(e.place, fmt::format("{} is a function: a call was wanted, as {}(x)", name, name));
  }
  e.text = name;
  if (meaning.kind == Meaning::Kind::value) return;
  e.kind = Kind::list;
  for (std::size_t i = 0; i < meaning.count; ++i) {
    Expression element;
    element.kind = Kind::name;
    element.place = e.place;
    element.text = fmt::format("{}[{}]", name, i);
    e.operands.push_back(std::move(element));
  }
}

void Resolver::resolve_name(Expression& e) {
  if (is_parameter(e.text)) return;
  const std::size_t bracket = e.text.find('[');
  if (bracket != std::string::npos) return resolve_element(e, e.text.substr(0, bracket));
  if (scope_.find(e.text) != nullptr) return make_name(e, e.text);
  if (resolve_as_claim(e)) return;
  if (e.text == "e" || e.text == "pi" || e.text == "\xcf\x80") return resolve_as_constant(e);
  const auto match = only_match(text_, e.place, e.text, scope_.matches(e.text));
  if (!match || e.text == target_) fail_unknown(e);
  make_name(e, *match);
}

void Resolver::resolve_as_constant(Expression& e) {
  e.kind = Kind::number;
  e.number = e.text == "e" ? std::numbers::e : std::numbers::pi;
}

// dL_dw1, d_L_d_w1: a claim made before in one word.
bool Resolver::resolve_as_claim(Expression& e) {
  const auto claims = scope_.claims_spelled(e.text);
  if (claims.empty()) return false;
  if (claims.size() > 1) {
    text_.fail(e.place,
               fmt::format("{} can mean {} and {}", e.text, claims[0].shown(), claims[1].shown()));
  }
  e.kind = Kind::derivative;
  e.text = claims[0].shown();
  return true;
}

void Resolver::resolve_element(Expression& e, std::string_view list) {
  const std::string written(list);
  const auto match = only_match(text_, e.place, written, scope_.matches(written));
  if (is_parameter(written)) {
    text_.fail(e.place, fmt::format("the parameter {} is a number: it has no elements", written));
  }
  if (!match) {
    Expression name = e;
    name.text = written;
    fail_unknown(name);
  }
  const std::string element = *match + e.text.substr(list.size());
  const Meaning& meaning = *scope_.find(*match);
  if (meaning.kind != Meaning::Kind::list) {
    text_.fail(e.place,
               fmt::format("{} is {}: it has no element {}", *match,
                           meaning.kind == Meaning::Kind::value ? "a single number" : "a function",
                           element));
  }
  if (scope_.find(element) == nullptr) {
    text_.fail(e.place, fmt::format("{} has {} element{}, {}[0] to {}[{}]: there is no {}", *match,
                                    meaning.count, plural(meaning.count), *match, *match,
                                    meaning.count - 1, element));
  }
  e.text = element;
}

std::optional<std::string> Resolver::find_function(const Expression& e,
                                                   const std::string& name) const {
  auto match = only_match(text_, e.place, name, scope_.matches(name));
  if (!match || scope_.find(*match)->kind != Meaning::Kind::function) return {};
  return match;
}

void Resolver::resolve_call(Expression& e) {
  effort_.cost += 1.0;
  const std::string name = e.text;
  for (Expression& operand : e.operands) resolve(operand);
  if (name == target_) {
    text_.fail(e.place, fmt::format("{} is defined by itself: this is circular", name));
  }
  if (scope_.find(name) != nullptr) {
    if (const auto function = find_function(e, name)) return call_function(e, *function);
    text_.fail(e.place, fmt::format("{} is a number, not a function: a product needs a '*'", name));
  }
  const std::string sloped = slope_function(name);
  if (!sloped.empty() && (find_function(e, sloped) || operation_named(sloped))) {
    require_numbers(e);
    return resolve_slope(e, sloped);
  }
  if (name == "mean" || name == "average") return call_mean(e);
  if (const auto operation = operation_named(name)) return call_operation(e, *operation);
  if (const auto function = find_function(e, name)) return call_function(e, *function);
  fail_unknown_function(e, name);
}

// A list hands its elements to as many parameters.
void Resolver::spread_lists(Expression& e) const {
  std::vector<Expression> operands;
  for (Expression& operand : e.operands) {
    if (operand.kind != Kind::list) {
      operands.push_back(std::move(operand));
      continue;
    }
    for (Expression& element : operand.operands) operands.push_back(std::move(element));
  }
  e.operands = std::move(operands);
}

void Resolver::call_function(Expression& e, const std::string& function) {
  const Meaning& meaning = *scope_.find(function);
  if (e.operands.size() < meaning.count) spread_lists(e);
  require_numbers(e);
  e.text = function;
  if (e.operands.size() != meaning.count) fail_count(e, meaning.count);
  effort_.cost += meaning.cost;
  effort_.depth = std::max(effort_.depth, meaning.depth + 1);
  if (effort_.cost > max_cost || effort_.depth > max_calls) {
    text_.fail(e.place, fmt::format("{} calls functions that call functions, too many in turn: at "
                                    "most {} deep and {} operations in all were wanted",
                                    function, max_calls, max_cost));
  }
}

void Resolver::call_operation(Expression& e, Operation operation) {
  e.kind = Kind::operation;
  e.operation = operation;
  const int arity = arity_of(operation);
  if (arity == 0) return expand_lists(e);
  if (e.operands.size() != static_cast<std::size_t>(arity)) {
    fail_count(e, static_cast<std::size_t>(arity));
  }
  require_numbers(e);
}

// sum(a, b) is sum([a, b]).
void Resolver::expand_lists(Expression& e) {
  if (e.operation == Operation::Dot) return require_lists(e);
  if (e.operands.size() == 1 && e.operands[0].kind == Kind::list) return;
  require_numbers(e);
  Expression list;
  list.kind = Kind::list;
  list.place = e.place;
  list.operands = std::move(e.operands);
  e.operands.clear();
  e.operands.push_back(std::move(list));
}

void Resolver::require_lists(const Expression& e) const {
  const std::size_t n = e.operands.size();
  if (n < 2 || n > 3 || e.operands[0].kind != Kind::list || e.operands[1].kind != Kind::list ||
      (n == 3 && e.operands[2].kind == Kind::list)) {
    text_.fail(e.place, "dot wants two lists and perhaps a number: dot(w, x) or dot(w, x, b)");
  }
  const std::size_t left = e.operands[0].operands.size();
  const std::size_t right = e.operands[1].operands.size();
  if (left != right) {
    text_.fail(e.place,
               fmt::format("dot wants lists of one length, {} and {} elements came", left, right));
  }
}

void Resolver::call_mean(Expression& e) {
  if (e.operands.size() != 1) fail_count(e, 1);
  Expression operand = std::move(e.operands[0]);
  if (operand.kind != Kind::list) {
    notes_.push_back({e.place, "the mean of a single number is that number"});
    e = std::move(operand);
    return;
  }
  Expression count;
  count.kind = Kind::number;
  count.place = e.place;
  count.number = static_cast<double>(operand.operands.size());
  count.text = std::to_string(operand.operands.size());
  Expression sum;
  sum.kind = Kind::operation;
  sum.operation = Operation::Sum;
  sum.text = "sum";
  sum.place = e.place;
  sum.operands.push_back(std::move(operand));
  e.kind = Kind::operation;
  e.operation = Operation::Divide;
  e.text = "divide";
  e.operands.clear();
  e.operands.push_back(std::move(sum));
  e.operands.push_back(std::move(count));
}

void Resolver::resolve_slope(Expression& e, const std::string& name) {
  const auto function = find_function(e, name);
  if (e.operands.size() != 1) fail_count(e, 1);
  effort_.cost += 1.0;
  if (!function) {
    const auto operation = operation_named(name);
    if (!operation) fail_unknown_function(e, name);
    if (arity_of(*operation) != 1) {
      text_.fail(e.place, fmt::format("{} has no single derivative: it is a function of several "
                                      "numbers",
                                      name));
    }
    const std::string row(visit_row(
        *operation, [](auto r) { return std::string_view(decltype(r)::type::facts.name); }));
    const bool is_claimed = scope_.find_slope(row) != nullptr;
    e.kind = is_claimed ? Kind::function_slope : Kind::operation_slope;
    e.operation = *operation;
    e.text = row;
    return;
  }
  const Meaning& meaning = *scope_.find(*function);
  if (meaning.count != 1) {
    text_.fail(e.place, fmt::format("{}' is not defined: {} is a function of {} numbers", *function,
                                    *function, meaning.count));
  }
  e.kind = Kind::function_slope;
  e.text = *function;
  effort_.cost += 3.0 * meaning.cost;
  effort_.depth = std::max(effort_.depth, meaning.depth + 1);
}

void Resolver::fail_count(const Expression& e, std::size_t wanted) const {
  text_.fail(e.place, fmt::format("{} wants {} operand{}, {} came", e.text, wanted, plural(wanted),
                                  e.operands.size()));
}

void Resolver::fail_unknown_function(const Expression& e, const std::string& name) const {
  if (is_parameter(name)) {
    text_.fail(e.place, fmt::format("{} is a number, not a function: a product needs a '*'", name));
  }
  explain_unknown(text_, scope_, e.place, name);
  text_.fail(e.place, fmt::format("there is no function {}{}", name, hint(scope_, name)));
}

void Resolver::fail_unknown(const Expression& e) const {
  if (e.text == target_) {
    text_.fail(e.place, fmt::format("{} is defined by itself: this is circular", e.text));
  }
  explain_unknown(text_, scope_, e.place, e.text);
  if (operation_named(e.text)) {
    text_.fail(e.place,
               fmt::format("{} is a function: a call was wanted, as {}(x)", e.text, e.text));
  }
  const std::string of(differential(e.text));
  if (!of.empty() && !scope_.matches(of).empty()) {
    text_.fail(e.place, fmt::format("there is no {}, and nothing above claims a derivative of {}",
                                    e.text, of));
  }
  text_.fail(e.place, fmt::format("there is no {}{}", e.text, hint(scope_, e.text)));
}

}  // namespace wengert::detail
