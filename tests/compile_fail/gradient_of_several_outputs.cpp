// SPDX-License-Identifier: MIT
// expects: one output
#include <array>
#include <autodiff/functional.hpp>

double slope() {
  const std::array<double, 1> at = {2.0};
#ifdef WENGERT_MISUSE
  const auto f = [](auto x) { return std::array{x[0], x[0] * x[0]}; };
#else
  const auto f = [](auto x) { return x[0] * x[0]; };
#endif
  return wengert::gradient(f, at)[0];
}
