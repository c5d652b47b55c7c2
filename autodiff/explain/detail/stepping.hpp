// SPDX-License-Identifier: MIT
// Where a Stepper stands: the order of the steps, the adjoints so far, and what undoes them.
#ifndef WENGERT_AUTODIFF_EXPLAIN_DETAIL_STEPPING_HPP
#define WENGERT_AUTODIFF_EXPLAIN_DETAIL_STEPPING_HPP

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "local_partials.hpp"

namespace wengert::detail {

class Stepping {
 public:
  // What a step added to an operand's adjoint, and what that was before.
  struct Gift {
    Index operand;
    double before;
    double partial;
    double contribution;
  };

  Stepping(const Recording& recording, Index y);

  bool forward();
  bool back();

  std::size_t position() const { return position_; }
  std::size_t size() const { return forward_.size() + backward_.size(); }
  std::size_t forward_size() const { return forward_.size(); }
  bool is_backward() const { return position_ > forward_.size(); }
  // Of the step made last.
  Index row() const {
    return is_backward() ? backward_[position_ - 1 - forward_.size()] : forward_[position_ - 1];
  }
  std::span<const Gift> gifts() const { return std::span(gifts_).subspan(starts_.back()); }
  bool is_nonfinite() const;
  // Whether the step computed row i, handed its adjoint on, or, of a leaf, completed its adjoint.
  bool is_about(Index i) const;

  bool has(Index i) const { return i < uses_.size() && uses_[i] != not_below; }
  bool is_computed(Index i) const;
  bool is_sweeping() const { return position_ >= forward_.size(); }
  bool is_complete(Index i) const { return position_ >= forward_.size() + uses_[i]; }
  double adjoint(Index i) const { return i < adjoints_.size() ? adjoints_[i] : 0.0; }
  std::span<const Index> rows() const { return forward_; }

  const Recording& recording() const { return recording_; }
  Index output() const { return static_cast<Index>(adjoints_.size() - 1); }

 private:
  static constexpr std::size_t not_below = std::numeric_limits<std::size_t>::max();

  void collect(Index y);
  void hand_on(Index i);
  void take_back();

  const Recording& recording_;
  LocalPartials partials_;
  std::vector<double> adjoints_;
  std::vector<Index> forward_, backward_;
  std::vector<std::size_t> uses_;  // after so many backward steps the adjoint is complete
  std::vector<Gift> gifts_;        // of all backward steps
  std::vector<std::size_t> starts_;
  std::size_t position_ = 0;
};

}  // namespace wengert::detail

#endif
