// SPDX-License-Identifier: MIT
// The rows of the table over SIMD vectors: kernels as kernel.hpp's, for the processor that runs.
//
// The rows are compiled once per set of instructions, and the best set that the processor has is
// chosen at run time. Vector functions answer as the scalar rows do: the same NaN, infinities and
// signs of zero, and else within the bounds of vector_bounds.hpp.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_LANE_KERNELS_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_LANE_KERNELS_HPP

#include <cstddef>
#include <span>
#include <string_view>

#include "../../detail/export.hpp"
#include "kernel.hpp"

namespace wengert::detail {

// Value and slope of an operation of one operand: they share what they have in common, as sigmoid
// and tanh do the exponential. Either may be written over the operand.
using PairKernel = void (*)(const double* operand, std::size_t lanes, double* value, double* slope);

// The lanes of a vector kernel: a multiple of this, from any address.
inline constexpr std::size_t lane_group = 8;

// Null stands where an operation has no vector form; take its scalar_kernel.
struct LaneKernels {
  std::string_view target;  // the set of instructions: "AVX2"
  std::size_t width;        // doubles in a vector
  Kernel (*row)(Operation, Part);
  PairKernel (*value_and_slope)(Operation);
};

// For the processor that runs.
WENGERT_EXPORT const LaneKernels& lane_kernels();
// All that it can run, the best first; the last have null everywhere where it has no fused
// multiply-add. For tests.
WENGERT_EXPORT std::span<const LaneKernels* const> all_lane_kernels();

}  // namespace wengert::detail

#endif
