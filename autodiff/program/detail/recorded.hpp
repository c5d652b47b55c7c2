// SPDX-License-Identifier: MIT
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_RECORDED_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_RECORDED_HPP

#include "../program.hpp"

namespace wengert::detail {

// The listing of what the interface's outputs need of the tape, and of the guards recorded before
// the last of them. Throws as Program does. O(rows).
Listing recorded_listing(const Tape& tape, const Interface& interface);

}  // namespace wengert::detail

#endif
