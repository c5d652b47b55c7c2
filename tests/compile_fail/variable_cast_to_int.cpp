// SPDX-License-Identifier: MIT
// A cast would cut the recording off without a word; value() says that it does.
// expects: invalid .?static_cast|cannot convert
#include <autodiff/var.hpp>

int cell(const wengert::Var& x) {
#ifdef WENGERT_MISUSE
  return static_cast<int>(x);
#else
  return static_cast<int>(x.value());
#endif
}
