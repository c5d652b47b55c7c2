// SPDX-License-Identifier: MIT
// A function of double given a variable does not slip through by way of its value.
// expects: cannot convert|no known conversion|no matching function
#include <autodiff/var.hpp>

double halved(double x) { return x / 2; }
template <class T>
T halved_of_any(const T& x) {
  return x / 2;
}

wengert::Var half(const wengert::Var& x) {
#ifdef WENGERT_MISUSE
  return halved(x);
#else
  return halved_of_any(x);
#endif
}
