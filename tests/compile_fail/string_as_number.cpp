// SPDX-License-Identifier: MIT
// expects: cannot convert|no known conversion|cannot initialize
#include <autodiff/tape.hpp>

wengert::Var weight(wengert::Tape& tape) {
#ifdef WENGERT_MISUSE
  return tape.variable("0.5", "w");
#else
  return tape.variable(0.5, "w");
#endif
}
