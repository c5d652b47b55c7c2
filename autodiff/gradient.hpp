// SPDX-License-Identifier: MIT
// The answer of a reverse sweep: the derivative of one output with respect to every node.
//
//   Gradient g = tape.gradient(loss);
//   g[w1];  g[h1];                     // any node of the recording, not only the leaves
//
// A Gradient is a value of its own, but to be read only while its tape lives. Asking the tape twice
// gives the same answer twice: nothing has to be zeroed between, and nothing accumulates.
#ifndef WENGERT_AUTODIFF_GRADIENT_HPP
#define WENGERT_AUTODIFF_GRADIENT_HPP

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "var.hpp"

namespace wengert {

class WENGERT_EXPORT Gradient {
 public:
  // Empty, to be filled by tape.gradient(y, gradient) in a hot loop.
  Gradient() = default;

  // d output / d x. A node recorded after the output has 0. Throws Error where x is a constant, on
  // another tape, or stale. O(1).
  double operator[](const Var& x) const {
    const detail::Operand& v = operand_of(x);
    if (v.recording == recording_ && leaves_.contain(v.id)) [[likely]]
      return adjoints_[v.id - leaves_.first];
    return of_any_node(v);
  }

  // d output / d each of the variables with which the tape begins, in the order of their recording:
  // all parameters, where they are recorded before anything else. Empty where the tape begins with
  // something else. To be read before this Gradient is filled again. Throws Error where it is
  // empty. O(1), without a check each.
  std::span<const double> leaves() const {
    if (recording_ == nullptr) [[unlikely]]
      throw_empty();
    return {adjoints_.data(), static_cast<std::size_t>(leaves_.count)};
  }

 private:
  friend class Tape;

  double of_any_node(const detail::Operand& v) const;
  // A live descendant of a variable, while the tape is in the recording that was swept.
  WENGERT_ALWAYS_INLINE bool is_plainly_known(const detail::Operand& v) const {
    if (v.recording != recording_) [[unlikely]]
      return false;
    if (v.active() == 0) [[unlikely]]
      return false;
    if (detail::recording_number(recording_->stamp()) != number_) [[unlikely]]
      return false;
    return recording_->is_live(v);
  }
  [[noreturn]] static void throw_empty();
  // Throws unless v was on the tape when it was swept, as a variable's descendant.
  void require_known(const detail::Operand& v) const;

  // All zero and unreadable, as it stays where the sweep throws; then readable.
  void begin(const detail::Recording& recording, detail::Index last) {
    recording_ = nullptr;
    if (leaves_ != recording.leaves()) leaves_ = recording.leaves();
    size_ = std::max(std::size_t{last} + 1, static_cast<std::size_t>(leaves_.count));
    if (adjoints_.size() < size_) adjoints_.resize(size_);
    std::fill_n(adjoints_.data(), size_, 0.0);
  }
  void finish(const detail::Recording& recording) {
    recording_ = &recording;
    number_ = detail::recording_number(recording.stamp());
  }

  std::vector<double> adjoints_;  // the first size_ are in use
  std::size_t size_ = 0;
  const detail::Recording* recording_ = nullptr;
  detail::Leaves leaves_;     // at the time
  detail::Index number_ = 0;  // of the recording at the time
};

// An output with the weight that it has in the sum to be differentiated.
struct Seed {
  Var output;
  double weight = 1.0;
};

// The gradient as nodes: every derivative is a Var on the tape that can be differentiated again.
class WENGERT_EXPORT GradientNodes {
 public:
  // d output / d x as a node; the constant 0 where the output does not depend on x. Throws as
  // Gradient does.
  Var operator[](const Var& x) const;

 private:
  friend class Tape;

  std::vector<Var> adjoints_;
  const detail::Recording* recording_ = nullptr;
  detail::Index number_ = 0;  // of the recording at the time
};

}  // namespace wengert

#endif
