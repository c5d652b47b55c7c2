// SPDX-License-Identifier: MIT
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_GRADIENT_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_GRADIENT_HPP

#include <span>

#include "listing.hpp"

namespace wengert::detail {

// The listing with d output / d variable as further outputs, named "dloss/dw1", one for each number
// in `by`, by a reverse sweep that appends instructions. A partial that is one instruction or none
// is written out; a longer one is an instruction with the row as its formula. Throws Error where an
// operation on the way has no derivative. O(size).
Listing with_gradient(const Listing& listing, const OutputAt& output, std::span<const Index> by);

}  // namespace wengert::detail

#endif
