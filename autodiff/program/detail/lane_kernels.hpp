// SPDX-License-Identifier: MIT
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_LANE_KERNELS_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_LANE_KERNELS_HPP
#include <string_view>
#include "kernel.hpp"
namespace wengert::detail {
using PairKernel = void (*)(const double* operand, std::size_t lanes, double* value, double* slope);
struct LaneKernels {
  std::string_view target;
  std::size_t width;
  Kernel (*row)(Operation, Part);
  PairKernel (*value_and_slope)(Operation);
  Kernel (*row_of_one)(Operation, Part);
  PairKernel (*value_and_slope_of_one)(Operation);
};
WENGERT_EXPORT const LaneKernels& lane_kernels();
}  // namespace wengert::detail
#endif
