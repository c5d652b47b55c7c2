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

class WENGERT_EXPORT Comparison {
 public:
  Comparison(Operation mask_row, const detail::Operand& a, const detail::Operand& b,
             bool negated = false)
      : mask_row_(mask_row), negated_(negated), a_(a), b_(b) {}

  // Records a guard, unless both sides are constants. False when either side is NaN, except `!=`.
  operator bool() const;

  // Records a row of value 0 or 1, unless both sides are constants.
  detail::Operand mask() const;

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
