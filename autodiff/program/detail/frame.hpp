// SPDX-License-Identifier: MIT
// Frame: the values of one block of samples while its steps run. A step is one instruction of a
// plan, with the function that runs it over the lanes of a frame.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_FRAME_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_FRAME_HPP

#include <cstddef>

#include "listing.hpp"

namespace wengert::detail {

// Where a value of every lane stands: the number of a slot, or of an input's column.
struct LanePlace {
  Index code = 0;

  static LanePlace slot(Index number) { return {2 * number}; }
  static LanePlace column(Index number) { return {2 * number + 1}; }
};

struct Frame {
  const double* base[2] = {};   // slots, columns of inputs
  std::size_t stride[2] = {};   // from one of them to the next
  double* slots = nullptr;      // the same as base[0], to write
  const double* uniforms = {};  // values that are the same for all samples
  double* sums = nullptr;       // over the batch, one per reduced output: added to
  std::size_t count = 0;        // samples of this block
  std::size_t lanes = 0;        // these and padding: a multiple of 8, or 1 for a batch of one
  const double* counted = {};   // per lane all bits set or none: what enters sums; null: all lanes

  // `code` is that of a LanePlace.
  const double* at(Index code) const { return base[code & 1] + (code >> 1) * stride[code & 1]; }
  double* result(Index code) const { return slots + (code >> 1) * stride[0]; }
};

// What a step does, with its operands in words. Each function states how it reads them.
using StepRun = void (*)(const Index* words, Index count, const Frame& frame);

}  // namespace wengert::detail

#endif
