// SPDX-License-Identifier: MIT
// expects: the value of a custom operation is called as value\(x\) with a double
#include <autodiff/custom.hpp>

wengert::Custom two() {
#ifdef WENGERT_MISUSE
  const auto value = [] { return 2.0; };
#else
  const auto value = [](double) { return 2.0; };
#endif
  return wengert::custom("two", value, [](double, double) { return 0.0; });
}
