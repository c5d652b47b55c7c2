// SPDX-License-Identifier: MIT
#ifndef WENGERT_AUTODIFF_DETAIL_ROW_HPP
#define WENGERT_AUTODIFF_DETAIL_ROW_HPP

#include <bit>
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

// The same for rows with a list of operands. Where all weights (with the bias) or all inputs of a
// dot are alike, constants or not, its partials come by halves; else each operand is asked.
constexpr unsigned active_weights = 1;
constexpr unsigned active_inputs = 2;
constexpr unsigned active_some = 4;

// A row and its stamp in one number: the index in the lower half, the stamp in the upper.
using NodeId = std::uint64_t;
constexpr Index index_of(NodeId id) { return static_cast<Index>(id); }
constexpr Index stamp_of(NodeId id) { return static_cast<Index>(id >> 32); }

// A stamp is the number of a recording, and in its highest bit whether the row depends on a
// variable.
constexpr NodeId depends_bit = NodeId{1} << 63;
constexpr NodeId recording_bits = NodeId{0x7fffffff} << 32;
constexpr Index recording_number(Index stamp) { return stamp & 0x7fffffffu; }

// One row of the Wengert list.
//
//   row        0     1       2           3
//   value      x     y      x*y       sin(x*y)
//   a, b       -     -      0, 1        2, -
//
// A row of one operand keeps what its rounding took in the place of b, where it knows that.
//
// Rows with three or more operands keep them in the recording's argument list: a is the first
// place there, b the count.
struct Row {
  double value;
  Index a, b;
  Index stamp;
  Code code;

  float rest() const { return std::bit_cast<float>(b); }
  Operation operation() const { return static_cast<Operation>(code >> 3); }
  unsigned active() const { return code & 7u; }
  bool depends_on_variable() const { return (stamp >> 31) != 0; }
};
static_assert(sizeof(Row) == 24);

}  // namespace wengert::detail

#endif
