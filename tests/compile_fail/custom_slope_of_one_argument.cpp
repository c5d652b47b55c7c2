// SPDX-License-Identifier: MIT
// expects: the slope of a custom operation is called as slope\(x, y\) with doubles
#include <autodiff/custom.hpp>

wengert::Custom doubled() {
  const auto value = [](double x) { return 2 * x; };
#ifdef WENGERT_MISUSE
  const auto slope = [](double) { return 2.0; };
#else
  const auto slope = [](double, double) { return 2.0; };
#endif
  return wengert::custom("doubled", value, slope);
}
