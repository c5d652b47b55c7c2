// SPDX-License-Identifier: MIT
// Small formulas made by the checker, and formulas as text again.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_FORMULA_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_FORMULA_HPP

#include <string>
#include <string_view>
#include <unordered_map>

#include "../../derivation/derivation.hpp"

namespace wengert::detail {

// How the derivation writes things, so that what is proposed looks like what is there.
struct Dialect {
  bool python = false;          // deriv_f(u), ** instead of f'(u), ^
  bool bare_exponents = false;  // e^-x instead of e^(-x)
  // Derivatives as their claims spell them: d_ypred_d_w5 of dy_pred/dw5.
  std::unordered_map<std::string, std::string> spelled = {};
};

Expression number_formula(double value);
Expression name_formula(std::string name);
Expression derivative_formula(const std::string& of, const std::string& by);
// What the operation makes of the operands; placed where `at` is.
Expression operation_formula(Operation operation, Expression a, const wengert::Place& at);
Expression operation_formula(Operation operation, Expression a, Expression b,
                             const wengert::Place& at);

bool is_operation(const Expression& e, Operation operation);
bool is_call(const Expression& e);  // sigmoid(u), f(u), or a slope of one
bool is_slope(const Expression& e);

// With as few parentheses as the meaning allows.
std::string formula_text(const Expression& e, const Dialect& dialect = {});

// The same text for what differs only by the order of terms and factors and the place of a sign.
std::string canonical_text(const Expression& e);

}  // namespace wengert::detail

#endif
