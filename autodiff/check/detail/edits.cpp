// SPDX-License-Identifier: MIT
#include "edits.hpp"

#include <fmt/format.h>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace wengert::detail {
namespace {

using Kind = Expression::Kind;

// What a piece is to the formula around it.
struct Role {
  bool starts_product = true;  // it is not a factor of a larger product
  bool starts_sum = true;      // it is not a term of a larger sum
  bool takes_sign = true;      // no sign further out or in would be the same
};

bool is_sum(const Expression& e) {
  return is_operation(e, Operation::Add) || is_operation(e, Operation::Subtract);
}
bool is_product(const Expression& e) {
  return is_operation(e, Operation::Multiply) || is_operation(e, Operation::Divide);
}

bool has_leading_sign(const Expression& e) {
  return is_operation(e, Operation::Negate) || (is_product(e) && has_leading_sign(e.operands[0]));
}

// e, pi: a number that has a name.
bool is_constant(const Expression& number) {
  return number.text.find_first_of("0123456789") == std::string::npos;
}

// Without what rounding left behind: 0.2 for 1.2 - 1.
double short_number(double x) { return std::strtod(fmt::format("{:.12g}", x).c_str(), nullptr); }
bool is_short(double x) { return std::strtod(fmt::format("{:.6g}", x).c_str(), nullptr) == x; }

class Walk {
 public:
  Walk(const Vocabulary& words, EditTrial& trial) : words_(words), trial_(trial) {}

  void visit(Expression& node, const Role& role) {
    if (done_) return;
    visit_operands(node);
    try_token(node, role);
    if (role.takes_sign) try_sign(node);
    if (role.starts_product) try_missing_factors(node);
    if (role.starts_sum) try_missing_terms(node);
    if (node.kind != Kind::number && node.kind != Kind::list) try_wrapped(node);
  }

 private:
  void visit_operands(Expression& node) {
    for (std::size_t k = 0; k < node.operands.size(); ++k) {
      visit(node.operands[k], role_of_operand(node, k));
    }
  }

  static Role role_of_operand(const Expression& node, std::size_t k) {
    if (is_product(node)) return {false, is_sum(node.operands[k]), false};
    if (is_operation(node, Operation::Negate)) return {false, is_sum(node.operands[k]), false};
    if (is_sum(node))
      return {true, false, k == 0 && !is_operation(node.operands[k], Operation::Negate)};
    return {};
  }

  // `piece`: what is put in or left out, to be named in the report.
  void attempt(Slip slip, Expression& node, Expression replacement,
               const Expression* piece = nullptr) {
    if (done_) return;
    std::swap(node, replacement);
    done_ = !trial_.tries({slip, &replacement, &node, piece});
    std::swap(node, replacement);
  }

  void try_token(Expression& node, const Role& role) {
    switch (node.kind) {
      case Kind::number:
        return try_numbers(node, role);
      case Kind::name:
      case Kind::derivative:
        return try_names(node);
      case Kind::operation:
        return try_operations(node, role);
      case Kind::function:
      case Kind::operation_slope:
      case Kind::function_slope:
        return try_calls(node);
      case Kind::list:
        return;
    }
  }

  void try_numbers(Expression& node, const Role& role) {
    const double n = node.number;
    if (n != 1.0 && role.starts_product) attempt(Slip::number, node, placed_number(1.0, node));
    for (const double other : {0.0, 2.0, 3.0, 4.0}) try_number(node, other);
    // What stands beside e or pi is no slip of a pen.
    if (!is_constant(node)) {
      for (const double other : {n + 1, n - 1, 2 * n, n / 2}) try_number(node, short_number(other));
      try_reciprocal(node);
    }
    for (const Expression& name : words_.names) {
      if (name.kind == Kind::name) attempt(Slip::name_for_value, node, placed(name, node));
    }
  }

  void try_number(Expression& node, double other) {
    if (other == node.number || other == 1.0 || !std::isfinite(other)) return;
    attempt(Slip::number, node, placed_number(other, node));
  }

  // 0.5 for 2, and 1/3 for 3, which nobody writes as 0.3333333333333333.
  void try_reciprocal(Expression& node) {
    const double other = short_number(1.0 / node.number);
    if (is_short(other)) return try_number(node, other);
    if (!std::isfinite(other)) return;
    attempt(Slip::number, node,
            operation_formula(Operation::Divide, number_formula(1.0), node, node.place));
  }

  // -2 for the name whose value it is.
  void try_negative_number(Expression& node) {
    if (node.operands[0].kind != Kind::number) return;
    for (const Expression& name : words_.names) {
      if (name.kind == Kind::name) attempt(Slip::name_for_value, node, placed(name, node));
    }
  }

  void try_names(Expression& node) {
    for (const Expression& other : words_.names) {
      if (other.text != node.text) attempt(Slip::other_name, node, placed(other, node));
    }
    for (const double number : {0.0, 1.0, 2.0}) {
      attempt(Slip::value_for_name, node, placed_number(number, node));
    }
    for (const auto& [name, argument] : words_.arguments) {
      if (name == node.text) attempt(Slip::argument, node, argument);
    }
  }

  void try_operations(Expression& node, const Role& role) {
    switch (node.operation) {
      case Operation::Add:
      case Operation::Subtract:
      case Operation::Multiply:
      case Operation::Divide:
      case Operation::Pow:
        return try_binary(node, role);
      case Operation::Negate:
        attempt(Slip::sign, node, node.operands[0]);
        return try_negative_number(node);
      case Operation::Square:
        attempt(Slip::exponent, node, node.operands[0]);
        return attempt(Slip::number, node, power(node.operands[0], 3.0));
      default:
        if (is_call(node)) try_calls(node);
    }
  }

  void try_binary(Expression& node, const Role& role) {
    for (const Operation other : {Operation::Add, Operation::Subtract, Operation::Multiply,
                                  Operation::Divide, Operation::Pow}) {
      if (other == node.operation) continue;
      Expression changed = node;
      changed.operation = other;
      changed.text.clear();
      const bool is_sign = is_sum(node) && is_sum(changed);
      attempt(is_sign ? Slip::sign : Slip::operation, node, std::move(changed));
    }
    if (node.operation != Operation::Add && node.operation != Operation::Multiply) {
      Expression changed = node;
      std::swap(changed.operands[0], changed.operands[1]);
      attempt(Slip::swapped, node, std::move(changed));
    }
    try_dropped(node);
    try_regrouped(node);
    if (is_sum(node)) try_sum_as_product(node);
    if (is_product(node) && role.starts_product) try_product_as_sum(node);
  }

  // a + b + c for a + b*c: the sign written otherwise binds otherwise.
  void try_sum_as_product(Expression& node) {
    if (!is_sum(node.operands[0])) return;
    for (const Operation operation : {Operation::Multiply, Operation::Divide}) {
      Expression changed = node.operands[0];
      changed.operands[1] =
          operation_formula(operation, changed.operands[1], node.operands[1], node.place);
      const Expression sign = changed_sign(node, operation);
      attempt(Slip::operation, node, std::move(changed), &sign);
    }
  }

  // An operation in place of another: what it becomes, with what it was as its operand.
  static Expression changed_sign(const Expression& old, Operation operation) {
    Expression was;
    was.kind = Kind::operation;
    was.operation = old.operation;
    return operation_formula(operation, std::move(was), old.place);
  }

  // a*b*c*d for a*b + c*d.
  void try_product_as_sum(Expression& node) {
    std::vector<const Expression*> spine;  // products from the outside in
    for (const Expression* at = &node; is_product(*at); at = &at->operands[0]) spine.push_back(at);
    for (std::size_t k = 1; k < spine.size(); ++k) {
      // The factors behind the k-th sign become a product of their own.
      Expression right = spine[k]->operands[1];
      for (std::size_t i = k; i-- > 0;) {
        right = operation_formula(spine[i]->operation, std::move(right), spine[i]->operands[1],
                                  spine[i]->place);
      }
      for (const Operation operation : {Operation::Add, Operation::Subtract}) {
        const Expression sign = changed_sign(*spine[k], operation);
        attempt(Slip::operation, node,
                operation_formula(operation, spine[k]->operands[0], right, spine[k]->place), &sign);
      }
    }
  }

  void try_dropped(Expression& node) {
    const Slip slip = is_sum(node)       ? Slip::extra_term
                      : is_product(node) ? Slip::extra_factor
                                         : Slip::exponent;
    const Expression& a = node.operands[0];
    const Expression& b = node.operands[1];
    attempt(slip, node, a, &b);
    if (is_operation(node, Operation::Pow)) return;
    if (is_operation(node, Operation::Subtract)) {
      attempt(slip, node, operation_formula(Operation::Negate, b, node.place), &a);
    } else if (is_operation(node, Operation::Divide)) {
      attempt(slip, node, operation_formula(Operation::Reciprocal, b, node.place), &a);
    }
    if (!is_operation(node, Operation::Divide)) attempt(slip, node, b, &a);
  }

  // a + b*c as (a + b)*c, and the other way round.
  void try_regrouped(Expression& node) {
    for (const std::size_t side : {0u, 1u}) {
      Expression outer = node;
      Expression inner = outer.operands[side];
      if (!is_sum(inner) && !is_product(inner) && !is_operation(inner, Operation::Pow)) continue;
      if (is_sum(inner) == is_sum(node) && is_operation(node, Operation::Add)) continue;
      if (is_operation(node, Operation::Multiply) && is_product(inner)) continue;
      // The operand of `inner` that is next to the other side of `outer` goes over.
      Expression& edge = inner.operands[1 - side];
      outer.operands[side] = std::exchange(edge, Expression{});
      edge = std::move(outer);
      attempt(Slip::regrouped, node, std::move(inner));
    }
  }

  void try_calls(Expression& node) {
    if (node.operands.size() != 1) return;
    Expression changed = node;
    if (node.kind == Kind::function || node.kind == Kind::operation) {
      changed.kind = node.kind == Kind::function ? Kind::function_slope : Kind::operation_slope;
    } else {
      changed.kind = node.kind == Kind::function_slope ? Kind::function : Kind::operation;
    }
    attempt(Slip::slope, node, std::move(changed));
    for (const Expression& other : words_.functions) {
      if (other.text != node.text) {
        attempt(Slip::function, node, call(other, node.operands[0], is_slope(node)));
      }
    }
    attempt(Slip::function, node, node.operands[0]);
    if (is_call(node.operands[0]) && node.operands[0].operands.size() == 1) {
      Expression inner = node;
      inner.operands[0] = Expression(node.operands[0].operands[0]);
      attempt(Slip::argument, node, std::move(inner));
    }
  }

  static Expression call(const Expression& function, const Expression& operand, bool slope) {
    Expression result = function;
    result.operands = {operand};
    result.place = operand.place;
    if (slope) {
      result.kind = function.kind == Kind::operation ? Kind::operation_slope : Kind::function_slope;
    }
    return result;
  }

  void try_sign(Expression& node) {
    if (has_leading_sign(node)) return;  // to drop it is the same
    attempt(Slip::sign, node, operation_formula(Operation::Negate, node, node.place));
  }

  void try_missing_factors(Expression& node) {
    if (node.kind == Kind::number && node.number == 1.0) return;  // another number, or a name
    for (const double factor : {2.0, 0.5}) {
      const Expression number = number_formula(factor);
      attempt(Slip::missing_factor, node, product(number, node), &number);
    }
    for (const Expression& factor : words_.factors) {
      attempt(Slip::missing_factor, node, product(node, factor), &factor);
      attempt(Slip::missing_factor, node,
              operation_formula(Operation::Divide, node, factor, node.place), &factor);
    }
  }

  void try_missing_terms(Expression& node) {
    const Expression one = number_formula(1.0);
    const auto add = [&](const Expression& term) {
      attempt(Slip::missing_term, node, operation_formula(Operation::Add, node, term, node.place),
              &term);
      attempt(Slip::missing_term, node,
              operation_formula(Operation::Subtract, node, term, node.place), &term);
    };
    add(one);
    for (const Expression& term : words_.names) add(term);
    for (const Expression& term : words_.terms) add(term);
  }

  void try_wrapped(Expression& node) {
    attempt(Slip::complement, node,
            operation_formula(Operation::Subtract, number_formula(1.0), node, node.place));
    attempt(Slip::exponent, node, power(node, 2.0));
    if (node.kind == Kind::number) return;
    for (const Expression& function : words_.functions) {
      attempt(Slip::function, node, call(function, node, false));
      attempt(Slip::function, node, call(function, node, true));
    }
  }

  static Expression product(const Expression& a, const Expression& b) {
    return operation_formula(Operation::Multiply, a, b, a.place);
  }
  static Expression power(const Expression& base, double exponent) {
    return operation_formula(Operation::Pow, base, number_formula(exponent), base.place);
  }
  static Expression placed(Expression e, const Expression& at) {
    e.place = at.place;
    return e;
  }
  static Expression placed_number(double value, const Expression& at) {
    return placed(number_formula(value), at);
  }

  const Vocabulary& words_;
  EditTrial& trial_;
  bool done_ = false;
};

}  // namespace

void try_edits(Expression& formula, const Vocabulary& words, EditTrial& trial) {
  Walk(words, trial).visit(formula, Role{});
}

}  // namespace wengert::detail
