// SPDX-License-Identifier: MIT
#include "stepping.hpp"

#include <algorithm>
#include <cmath>

namespace wengert::detail {

Stepping::Stepping(const Recording& recording, Index y)
    : recording_(recording),
      partials_(recording),
      adjoints_(std::size_t{y} + 1, 0.0),
      uses_(std::size_t{y} + 1, not_below) {
  adjoints_[y] = 1.0;
  collect(y);
}

void Stepping::collect(Index y) {
  uses_[y] = 0;
  Index scratch[2];
  for (Index i = y + 1; i-- > 0;) {
    if (!has(i)) continue;
    const Row& row = recording_.row(i);
    const bool is_number = row.operation() == Operation::constant && !is_named(recording_, i);
    const bool is_active = row.active() != 0;
    if (!is_number) forward_.push_back(i);
    if (is_active) backward_.push_back(i);
    for (const Index k : recording_.operands(row, scratch)) {
      if (is_active || !has(k)) uses_[k] = is_active ? backward_.size() : 0;
    }
  }
  std::reverse(forward_.begin(), forward_.end());
}

bool Stepping::forward() {
  if (position_ == size()) return false;
  if (position_ >= forward_.size()) hand_on(backward_[position_ - forward_.size()]);
  ++position_;
  return true;
}

bool Stepping::back() {
  if (position_ == 0) return false;
  --position_;
  if (position_ >= forward_.size()) take_back();
  return true;
}

bool Stepping::is_nonfinite() const {
  if (!is_backward()) return !std::isfinite(recording_.row(row()).value);
  return !std::isfinite(adjoints_[row()]) ||
         std::any_of(gifts().begin(), gifts().end(),
                     [](const Gift& gift) { return !std::isfinite(gift.contribution); });
}

bool Stepping::is_about(Index i) const {
  if (row() == i) return true;
  const bool is_leaf = recording_.row(i).operation() == Operation::variable;
  return is_leaf && is_backward() && position_ == forward_.size() + uses_[i];
}

bool Stepping::is_computed(Index i) const {
  return is_sweeping() || (position_ > 0 && i <= forward_[position_ - 1]);
}

// The sweep itself adds to the adjoints, so that they are its very bits.
void Stepping::hand_on(Index i) {
  starts_.push_back(gifts_.size());
  partials_.each(i, 1.0, [&](Index k, double partial) {
    gifts_.push_back({k, adjoints_[k], partial, 0.0});
  });
  std::size_t at = starts_.back();
  partials_.each(i, adjoints_[i],
                 [&](Index, double contribution) { gifts_[at++].contribution = contribution; });
  if (adjoints_[i] == 0.0) return;
  const RecordedValues values{recording_.rows()};
  Sweep<double, RecordedValues>(recording_, values, adjoints_.data()).pull(i);
}

void Stepping::take_back() {
  for (std::size_t k = gifts_.size(); k-- > starts_.back();) {
    adjoints_[gifts_[k].operand] = gifts_[k].before;
  }
  gifts_.resize(starts_.back());
  starts_.pop_back();
}

}  // namespace wengert::detail
