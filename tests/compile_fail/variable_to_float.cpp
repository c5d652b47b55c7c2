// SPDX-License-Identifier: MIT
// expects: cannot convert|assigning to .float. from incompatible type
#include <autodiff/var.hpp>

void store(const wengert::Var& x, float& where) {
#ifdef WENGERT_MISUSE
  where = x;
#else
  where = static_cast<float>(x.value());
#endif
}
