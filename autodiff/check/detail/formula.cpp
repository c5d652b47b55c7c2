// SPDX-License-Identifier: MIT
#include "formula.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <utility>
#include <vector>

namespace wengert::detail {
namespace {

enum Binding {
  sum_binding = 1,
  product_binding = 2,
  sign_binding = 3,
  power_binding = 4,
  atom = 5
};

Binding binding(const Expression& e) {
  if (e.kind == Expression::Kind::number && e.number < 0.0) return sign_binding;
  if (e.kind != Expression::Kind::operation) return atom;
  switch (e.operation) {
    case Operation::Add:
    case Operation::Subtract:
      return sum_binding;
    case Operation::Multiply:
    case Operation::Divide:
      return product_binding;
    case Operation::Negate:
      return sign_binding;
    case Operation::Pow:
      return power_binding;
    default:
      return atom;
  }
}

class Printer {
 public:
  explicit Printer(const Dialect& dialect) : dialect_(dialect) {}

  std::string print(const Expression& e) const {
    switch (e.kind) {
      case Expression::Kind::number:
        return e.text.empty() ? fmt::format("{}", e.number) : e.text;
      case Expression::Kind::name:
        return e.text;
      case Expression::Kind::derivative:
        return spelled(e.text);
      case Expression::Kind::list:
        return fmt::format("[{}]", listed(e));
      case Expression::Kind::operation:
        return operation(e);
      case Expression::Kind::function:
        return fmt::format("{}({})", e.text, listed(e));
      case Expression::Kind::operation_slope:
      case Expression::Kind::function_slope:
        return fmt::format(fmt::runtime(dialect_.python ? "deriv_{}({})" : "{}'({})"), e.text,
                           listed(e));
    }
    return {};
  }

 private:
  std::string operation(const Expression& e) const {
    switch (e.operation) {
      case Operation::Add:
        return fmt::format("{} + {}", left(e, sum_binding), right(e, sum_binding));
      case Operation::Subtract:
        return fmt::format("{} - {}", left(e, sum_binding), right(e, product_binding));
      case Operation::Multiply:
        return fmt::format("{}*{}", left(e, product_binding), right(e, power_binding));
      case Operation::Divide:
        return fmt::format("{}/{}", left(e, product_binding), right(e, power_binding));
      case Operation::Negate:
        return fmt::format("-{}", grouped(e.operands[0], product_binding));
      case Operation::Pow:
        return fmt::format("{}{}{}", left(e, atom), dialect_.python ? "**" : "^", exponent(e));
      case Operation::Square:
        return fmt::format("{}{}2", left(e, atom), dialect_.python ? "**" : "^");
      default:
        return fmt::format("{}({})", name_of(e), listed(e));
    }
  }

  static std::string name_of(const Expression& e) {
    if (!e.text.empty()) return e.text;
    return visit_row(e.operation,
                     [](auto type) { return std::string(decltype(type)::type::facts.name); });
  }

  std::string exponent(const Expression& e) const {
    const bool is_bare = dialect_.bare_exponents &&
                         is_operation(e.operands[1], Operation::Negate) &&
                         e.operands[1].operands[0].operands.empty();
    return is_bare ? print(e.operands[1]) : right(e, power_binding);
  }
  std::string left(const Expression& e, Binding needed) const {
    return grouped(e.operands[0], needed);
  }
  std::string right(const Expression& e, Binding needed) const {
    return grouped(e.operands[1], needed);
  }
  std::string grouped(const Expression& e, Binding needed) const {
    return binding(e) < needed ? fmt::format("({})", print(e)) : print(e);
  }

  std::string listed(const Expression& e) const {
    std::vector<std::string> texts;
    for (const Expression& operand : e.operands) texts.push_back(print(operand));
    return fmt::format("{}", fmt::join(texts, ", "));
  }

  const std::string& spelled(const std::string& text) const {
    const auto found = dialect_.spelled.find(text);
    return found == dialect_.spelled.end() ? text : found->second;
  }

  const Dialect& dialect_;
};

// A sum or a product taken apart: texts, sorted when put together again.
struct Parts {
  bool negative = false;
  double number = 1.0;
  std::vector<std::string> above;
  std::vector<std::string> below;
};

void factors(const Expression& e, bool inverse, Parts& parts) {
  if (is_operation(e, Operation::Multiply) || is_operation(e, Operation::Divide)) {
    factors(e.operands[0], inverse, parts);
    factors(e.operands[1], inverse != (e.operation == Operation::Divide), parts);
  } else if (is_operation(e, Operation::Negate)) {
    parts.negative = !parts.negative;
    factors(e.operands[0], inverse, parts);
  } else if (e.kind == Expression::Kind::number) {
    if (e.number < 0.0) parts.negative = !parts.negative;
    const double size = std::fabs(e.number);
    parts.number = inverse ? parts.number / size : parts.number * size;
  } else {
    std::string text = canonical_text(e);
    if (text.starts_with('-')) {
      parts.negative = !parts.negative;
      text.erase(0, 1);
    }
    (inverse ? parts.below : parts.above).push_back(std::move(text));
  }
}

std::string joined(std::vector<std::string> texts, std::string_view between) {
  std::sort(texts.begin(), texts.end());
  return fmt::format("{}", fmt::join(texts, between));
}

std::string product_text(const Expression& e) {
  Parts parts;
  factors(e, false, parts);
  if (parts.number != 1.0 || parts.above.empty()) {
    parts.above.push_back(fmt::format("{}", parts.number));
  }
  std::string text = joined(std::move(parts.above), "*");
  if (!parts.below.empty()) text += fmt::format("/({})", joined(std::move(parts.below), "*"));
  return fmt::format("{}{}", parts.negative ? "-" : "", text);
}

void terms(const Expression& e, bool negative, std::vector<std::string>& texts) {
  if (is_operation(e, Operation::Add) || is_operation(e, Operation::Subtract)) {
    terms(e.operands[0], negative, texts);
    terms(e.operands[1], negative != (e.operation == Operation::Subtract), texts);
    return;
  }
  std::string text = canonical_text(e);
  const bool minus = text.starts_with('-');
  if (minus) text.erase(0, 1);
  texts.push_back(fmt::format("{}{}", minus != negative ? "-" : "+", text));
}

// (a - b) and -(b - a) are one: the first term has a plus.
std::string sum_text(const Expression& e) {
  std::vector<std::string> texts;
  terms(e, false, texts);
  std::sort(texts.begin(), texts.end(), [](const std::string& a, const std::string& b) {
    return a.compare(1, std::string::npos, b, 1, std::string::npos) < 0;
  });
  const bool flip = texts.front().front() == '-';
  if (flip) {
    for (std::string& text : texts) text.front() = text.front() == '-' ? '+' : '-';
  }
  return fmt::format("{}({})", flip ? "-" : "", fmt::join(texts, ""));
}

}  // namespace

Expression number_formula(double value) {
  Expression e;
  e.text = fmt::format("{}", value);
  e.number = value;
  return e;
}

Expression name_formula(std::string name) {
  Expression e;
  e.kind = Expression::Kind::name;
  e.text = std::move(name);
  return e;
}

Expression derivative_formula(const std::string& of, const std::string& by) {
  Expression e;
  e.kind = Expression::Kind::derivative;
  e.text = "d" + of + "/d" + by;
  return e;
}

Expression operation_formula(Operation operation, Expression a, const wengert::Place& at) {
  Expression e;
  e.kind = Expression::Kind::operation;
  e.place = at;
  e.operation = operation;
  e.operands.push_back(std::move(a));
  return e;
}

Expression operation_formula(Operation operation, Expression a, Expression b,
                             const wengert::Place& at) {
  Expression e = operation_formula(operation, std::move(a), at);
  e.operands.push_back(std::move(b));
  return e;
}

bool is_operation(const Expression& e, Operation operation) {
  return e.kind == Expression::Kind::operation && e.operation == operation;
}

bool is_slope(const Expression& e) {
  return e.kind == Expression::Kind::operation_slope || e.kind == Expression::Kind::function_slope;
}

bool is_call(const Expression& e) {
  if (is_slope(e) || e.kind == Expression::Kind::function) return true;
  return e.kind == Expression::Kind::operation && binding(e) == atom &&
         e.operation != Operation::Square;
}

std::string formula_text(const Expression& e, const Dialect& dialect) {
  return Printer(dialect).print(e);
}

std::string canonical_text(const Expression& e) {
  if (e.kind == Expression::Kind::number) return fmt::format("{}", e.number);
  if (e.kind == Expression::Kind::name || e.kind == Expression::Kind::derivative) return e.text;
  switch (binding(e)) {
    case sum_binding:
      return sum_text(e);
    case product_binding:
    case sign_binding:
      return product_text(e);
    default:
      break;
  }
  std::string text = formula_text([&] {
    Expression head = e;
    head.operands.clear();
    head.kind = Expression::Kind::function;
    head.text += is_slope(e) ? "'" : "";
    if (is_operation(e, Operation::Pow)) head.text = "pow";
    if (is_operation(e, Operation::Square)) head.text = "square";
    return head;
  }());
  for (const Expression& operand : e.operands) text += canonical_text(operand) + ";";
  return text;
}

}  // namespace wengert::detail
