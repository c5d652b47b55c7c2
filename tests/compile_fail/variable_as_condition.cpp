// SPDX-License-Identifier: MIT
// A branch must be a comparison, which the recording can guard.
// expects: could not convert|not contextually convertible
#include <autodiff/var.hpp>

wengert::Var reciprocal_or_zero(const wengert::Var& x) {
#ifdef WENGERT_MISUSE
  if (x) return 1 / x;
#else
  if (x != 0) return 1 / x;
#endif
  return 0;
}
