// SPDX-License-Identifier: MIT
// Both libraries in one translation unit, the other one's headers last.
#include <autodiff/gradient.hpp>
#include <autodiff/tape.hpp>
#include <autodiff/var.hpp>
//
#include <autodiff/forward/dual.hpp>
#include <autodiff/reverse/var.hpp>

double use(wengert::Tape& tape) {
  const autodiff::dual theirs{.val = 2, .grad = 1};
  const autodiff::var also_theirs{.expr = 3};
  const wengert::Var x = tape.variable(theirs.val + also_theirs.expr, "x");
  return tape.gradient(x * x)[x];
}
