// SPDX-License-Identifier: MIT
// Whether a claim is meant for one side of a kink, as 1 for the derivative of relu(x - 2) at x = 3.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_ONE_SIDE_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_ONE_SIDE_HPP

#include <cstddef>
#include <cstdint>

#include "workspace.hpp"

namespace wengert::detail {

// Of claim k, which is right in the branch of the derivation's own numbers (`here`), and wrong
// somewhere else. It is meant for one side if it is right on that side of all kinks of which it
// says nothing, wherever the point is of those that it tells apart itself, as relu'(u) does. It is
// not if all that is seen there is 0: a branch that is cut off hides any mistake. Where no such
// point is among those of `everywhere`, up to three more models of the derivation are made.
bool is_meant_for_one_side(Workspace& here, Workspace& everywhere, std::size_t k,
                           std::uint64_t seed);

}  // namespace wengert::detail

#endif
