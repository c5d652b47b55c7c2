// SPDX-License-Identifier: MIT
// The variables of a tape point to it; to which copy should they?
// expects: use of deleted function|call to (implicitly-)?deleted
#include <autodiff/tape.hpp>
#include <utility>

wengert::Tape handed_over(wengert::Tape& tape) {
#ifdef WENGERT_MISUSE
  return tape;
#else
  return std::move(tape);
#endif
}
