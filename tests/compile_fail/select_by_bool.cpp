// SPDX-License-Identifier: MIT
// A bool has forgotten what it was compared from: the recording would hold for one side only.
// expects: use of deleted function|call to deleted function
#include <autodiff/var.hpp>

wengert::Var larger(const wengert::Var& a, const wengert::Var& b) {
#ifdef WENGERT_MISUSE
  return select(a.value() < b.value(), b, a);
#else
  return select(a < b, b, a);
#endif
}
