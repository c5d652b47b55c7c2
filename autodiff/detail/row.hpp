// SPDX-License-Identifier: MIT
#ifndef WENGERT_AUTODIFF_DETAIL_ROW_HPP
#define WENGERT_AUTODIFF_DETAIL_ROW_HPP

#include <cstdint>

#include "../operations.hpp"

namespace wengert::detail {

using Index = std::uint32_t;

// The operation and which of its operands want partials (bit 0: the first, ...) in one number, so
// that the sweep needs one dispatch for both.
using Code = std::uint16_t;
constexpr Code code_of(Operation operation, unsigned active) {
  return static_cast<Code>(static_cast<unsigned>(operation) << 3 | active);
}

// One row of the Wengert list.
//
//   row        0     1       2           3
//   value      x     y      x*y       sin(x*y)
//   a, b       -     -      0, 1        2, -
//
// Rows with three or more operands keep them in the recording's argument list: a is the first
// place there, b the count.
struct Row {
  double value;
  Index a, b;
  Index stamp;  // the recording's number, and in the lowest bit: depends on a variable
  Code code;

  Operation operation() const { return static_cast<Operation>(code >> 3); }
  unsigned active() const { return code & 7u; }
  bool depends_on_variable() const { return (stamp & 1u) != 0; }
};
static_assert(sizeof(Row) == 24);

}  // namespace wengert::detail

#endif
