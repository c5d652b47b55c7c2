// SPDX-License-Identifier: MIT
// Points on sides of branches on which the others are not.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_OTHER_SIDES_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_OTHER_SIDES_HPP

#include <vector>

#include "points.hpp"

namespace wengert::detail {

// Puts up to five points that are drawn farther out in place of the last lanes: those that are on a
// new side of some branch, then those where sides come together that have not yet. Tries 56 points.
void reach_other_sides(std::vector<Lanes>& points, const Outline& outline,
                       const RecordedDefinitions& recorded, PointSource& source);

}  // namespace wengert::detail

#endif
