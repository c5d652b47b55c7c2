// SPDX-License-Identifier: MIT
#include "frames.hpp"

#include "../../detail/spelling.hpp"
#include "local_partials.hpp"

namespace wengert::detail {

namespace {

bool is_leaf(const Row& row) {
  return row.operation() == Operation::variable || row.operation() == Operation::constant;
}

}  // namespace

std::vector<Index> frames(const Recording& recording, Index y) {
  std::vector<Index> frame(std::size_t{y} + 1, not_below);
  std::vector<unsigned char> has_own(std::size_t{y} + 1, 0);  // used by others than an activation
  frame[y] = y;
  has_own[y] = 1;
  Index scratch[2];
  for (Index i = y + 1; i-- > 0;) {
    if (frame[i] == not_below) continue;
    const Row& row = recording.row(i);
    const bool is_value = is_named(recording, i) && !is_leaf(row);
    if (is_value && (has_own[i] != 0 || frame[i] == no_frame)) frame[i] = i;
    for (const Index k : recording.operands(row, scratch)) {
      const bool fresh = frame[k] == not_below;
      frame[k] = fresh || frame[k] == frame[i] ? frame[i] : no_frame;
      if (!is_activation(row.operation())) has_own[k] = 1;
    }
  }
  return frame;
}

}  // namespace wengert::detail
