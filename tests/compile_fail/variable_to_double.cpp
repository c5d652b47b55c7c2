// SPDX-License-Identifier: MIT
// A variable that became a double would silently leave the recording.
// expects: cannot convert|no viable conversion
#include <autodiff/var.hpp>

double price(const wengert::Var& x) {
#ifdef WENGERT_MISUSE
  double value = x;
#else
  double value = x.value();
#endif
  return value;
}
