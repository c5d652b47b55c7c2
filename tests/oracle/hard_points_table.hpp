// SPDX-License-Identifier: MIT
// The published conventions: value and slope wherever a function has a kink, a jump, a pole or an
// end, or where its plain formula overflows.
#ifndef WENGERT_TESTS_ORACLE_HARD_POINTS_TABLE_HPP
#define WENGERT_TESTS_ORACLE_HARD_POINTS_TABLE_HPP

#include <autodiff/dual.hpp>
#include <autodiff/nary.hpp>
#include <autodiff/var.hpp>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace wengert::test {

struct HardPointCase {
  std::string name;
  std::vector<double> operands;
  double value;
  std::vector<double> slopes;  // by each operand
  std::vector<double> slopes_on_duals;
  std::string listed;     // the operation that the tape lists as a hard point; empty: none
  std::string nonfinite;  // the operation that the tape names as the first that was not finite
  std::function<Var(std::span<const Var>)> on_vars;
  std::function<Dual<>(std::span<const Dual<>>)> on_duals;
};

std::vector<HardPointCase> hard_point_cases();

}  // namespace wengert::test

#endif
