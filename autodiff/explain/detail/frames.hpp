// SPDX-License-Identifier: MIT
// Which rows belong together in a picture.
#ifndef WENGERT_AUTODIFF_EXPLAIN_DETAIL_FRAMES_HPP
#define WENGERT_AUTODIFF_EXPLAIN_DETAIL_FRAMES_HPP

#include <vector>

#include "../../detail/recording.hpp"

namespace wengert::detail {

constexpr Index no_frame = 0xffffffff;
constexpr Index not_below = 0xfffffffe;

// For each row up to y the named value in whose frame it stands: itself; or where all that use an
// unnamed value, a variable or a number stand in one frame, that one. A sum that only an activation
// uses stands in the activation's frame: together they are a neuron. no_frame where several use it;
// not_below where y does not depend on it.
std::vector<Index> frames(const Recording& recording, Index y);

}  // namespace wengert::detail

#endif
