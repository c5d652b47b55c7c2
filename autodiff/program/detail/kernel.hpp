// SPDX-License-Identifier: MIT
// Kernel: one instruction over the lanes of a block.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_KERNEL_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_KERNEL_HPP

#include <cstddef>

#include "listing.hpp"

namespace wengert::detail {

// operands[k] points to `lanes` numbers of operand k. The result may be written over an operand:
// lane i is read before lane i is written.
using Kernel = void (*)(const double* const* operands, std::size_t count, std::size_t lanes,
                        double* result);

// By the scalar row, lane by lane: right for every operation of the table.
Kernel scalar_kernel(Operation operation, Part part);

}  // namespace wengert::detail

#endif
