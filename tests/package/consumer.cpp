// SPDX-License-Identifier: MIT
// What a user's first program looks like.
#include <autodiff/gradient.hpp>
#include <autodiff/tape.hpp>
#include <autodiff/var.hpp>
#include <cmath>
#include <cstdio>

int main() {
  wengert::Tape tape;
  const wengert::Var x = tape.variable(2.0, "x");
  const wengert::Var y = x * x + sin(x);
  const wengert::Gradient g = tape.gradient(y);
  const double want = 2 * 2 + std::cos(2.0);
  std::printf("dy/dx = %.17g, want %.17g\n", g[x], want);
  return std::abs(g[x] - want) <= 1e-15 ? 0 : 1;
}
