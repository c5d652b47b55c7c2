// SPDX-License-Identifier: MIT
// expects: cannot convert|no viable conversion
#include <autodiff/var.hpp>

int cell(const wengert::Var& x) {
#ifdef WENGERT_MISUSE
  int i = x;
#else
  int i = static_cast<int>(x.value());
#endif
  return i;
}
