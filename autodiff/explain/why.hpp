// SPDX-License-Identifier: MIT
// why: what made a derivative zero, tiny, huge or NaN.
//
//   why(tape, loss, b1).text
//   // "dL/db1 = 6.4e-15 is tiny: at h1 = sigmoid(sum_h1) = sigmoid(31) = 1 it is multiplied by
//   //  3.4e-14: sigmoid is saturated."
#ifndef WENGERT_AUTODIFF_EXPLAIN_WHY_HPP
#define WENGERT_AUTODIFF_EXPLAIN_WHY_HPP

#include <cstddef>
#include <string>
#include <vector>

#include "../tape.hpp"

namespace wengert {

enum class DerivativeState { no_path, zero, tiny, ordinary, huge, infinite, not_a_number };

struct WhyOptions {
  double tiny = 1e-6;      // below this absolute value
  double huge = 1e6;       // above this
  std::size_t causes = 3;  // at most so many are told
  bool unicode = false;    // the partial sign; else the letter d
};

// A row that multiplied the adjoint by 0, or by something tiny, huge or not finite.
struct Cause {
  std::size_t row;
  std::string name;     // of the row
  std::string operand;  // to which the product was handed
  double adjoint;       // of the row
  double partial;       // of the row by the operand
  std::string text;     // all of it, in a part of a sentence
};

struct Why {
  DerivativeState state;
  double derivative;
  std::vector<Cause> causes;  // zero: where all the ways were cut; tiny, huge: the largest path's
                              // most extreme factors; NaN, infinite: where it first arose
  std::string text;           // in a sentence or two
};

// Of d y / d x. Throws as explain does. O(rows up to y).
WENGERT_EXPORT Why why(const Tape& tape, const Var& y, const Var& x,
                       const WhyOptions& options = {});

}  // namespace wengert

#endif
