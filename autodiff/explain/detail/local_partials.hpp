// SPDX-License-Identifier: MIT
// The partials of single rows, asked of the reverse sweep itself: its rules stand in one place.
#ifndef WENGERT_AUTODIFF_EXPLAIN_DETAIL_LOCAL_PARTIALS_HPP
#define WENGERT_AUTODIFF_EXPLAIN_DETAIL_LOCAL_PARTIALS_HPP

#include <algorithm>
#include <string_view>
#include <vector>

#include "../../detail/sweep.hpp"
#include "../../tape.hpp"

namespace wengert::detail {

// The different operands of a row through which a derivative can pass, the highest first.
class ActiveOperands {
 public:
  std::span<const Index> of(const Recording& recording, Index i) {
    found_.clear();
    const Row& row = recording.row(i);
    if (row.active() == 0) return found_;
    Index scratch[2];
    for (const Index k : recording.operands(row, scratch)) {
      if (recording.row(k).depends_on_variable()) found_.push_back(k);
    }
    std::sort(found_.rbegin(), found_.rend());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return found_;
  }

 private:
  std::vector<Index> found_;
};

// 8 bytes a row of the tape.
class LocalPartials {
 public:
  explicit LocalPartials(const Recording& recording)
      : recording_(recording), handed_(recording.size(), 0.0) {}

  // Calls take(operand, what the row hands to it) for each different active operand of row i. With
  // the adjoint 1 that is the partial, summed where an operand comes twice. A zero adjoint hands
  // on nothing, whatever the slope. O(operands).
  template <class Take>
  void each(Index i, double adjoint, Take take) {
    const std::span<const Index> operands = operands_.of(recording_, i);
    if (operands.empty()) return;
    if (adjoint != 0.0) {
      handed_[i] = adjoint;
      Sweep<double, RecordedValues>(recording_, RecordedValues{recording_.rows()}, handed_.data())
          .pull(i);
      handed_[i] = 0.0;
    }
    for (const Index k : operands) {
      const double product = handed_[k];
      handed_[k] = 0.0;
      take(k, product);
    }
  }

 private:
  const Recording& recording_;
  std::vector<double> handed_;
  ActiveOperands operands_;
};

// Which rows lie on a path from row x to row y; without x, on which a row depends that y depends
// on.
class Between {
 public:
  Between(const Recording& recording, Index y) : on_path_(std::size_t{y} + 1, 1) {
    mark_below(recording, y);
  }
  Between(const Recording& recording, Index y, Index x) : on_path_(std::size_t{y} + 1, 0) {
    if (x > y) return;
    on_path_[x] = 1;
    ActiveOperands operands;
    for (Index i = x + 1; i <= y; ++i) {
      for (const Index k : operands.of(recording, i)) on_path_[i] |= on_path_[k];
    }
    mark_below(recording, y);
  }
  bool operator()(Index i) const { return i < on_path_.size() && on_path_[i] != 0; }

 private:
  // Keeps those marked rows that y depends on.
  void mark_below(const Recording& recording, Index y) {
    std::vector<unsigned char> below(on_path_.size(), 0);
    below[y] = 1;
    ActiveOperands operands;
    for (Index i = y + 1; i-- > 0;) {
      if (below[i] == 0) continue;
      for (const Index k : operands.of(recording, i)) below[k] = 1;
    }
    for (std::size_t i = 0; i < below.size(); ++i) on_path_[i] &= below[i];
  }

  std::vector<unsigned char> on_path_;
};

// The row of a variable that `query` asks about. Throws Error where it is a plain number, stale, on
// another tape, or depends on no variable.
Index varying_row(const Recording& recording, const Var& v, std::string_view query);
// The adjoint of every row up to y. O(rows).
std::vector<double> adjoints_of(const Recording& recording, Index y);
// How a row is called in formulas: its name, or "#12".
std::string short_name(const Recording& recording, Index i);
// Whether a row is shown as a thing of its own: it has a name.
inline bool is_named(const Recording& recording, Index i) {
  return !recording.given_name(i).empty();
}

}  // namespace wengert::detail

#endif
