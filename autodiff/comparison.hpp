// SPDX-License-Identifier: MIT
// What comparing two Vars gives: not yet a bool.
//
//   if (x < y) ...                 converted to bool, it records a guard: evaluating the recording
//                                  where the comparison comes out otherwise is an error, never a
//                                  silently wrong number
//   select(x < y, a, b)            handed to select, it is a mask: both sides are recorded, and the
//                                  recording holds on either side
#ifndef WENGERT_AUTODIFF_COMPARISON_HPP
#define WENGERT_AUTODIFF_COMPARISON_HPP

#include "detail/export.hpp"
#include "detail/recording.hpp"

namespace wengert {

class Var;

class WENGERT_EXPORT Comparison {
 public:
  Comparison(Operation mask_row, const Var& a, const Var& b, bool negated = false);

  // Records a guard, unless both sides are constants. False when either side is NaN, except `!=`.
  operator bool() const;

  // Records a row of value 0 or 1, unless both sides are constants.
  Var mask() const;

 private:
  Operation mask_row_;
  bool negated_;
  detail::Operand a_, b_;
};

namespace detail {
// Records that a branch was taken on `mask`, and gives its truth.
WENGERT_EXPORT bool record_guard(const Operand& mask);
}  // namespace detail

}  // namespace wengert

#endif
