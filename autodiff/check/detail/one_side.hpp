// SPDX-License-Identifier: MIT
// Claims that are meant for one side of a kink, as 1 for the derivative of relu(x - 2) at x = 3.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_ONE_SIDE_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_ONE_SIDE_HPP

#include <cstdint>
#include <memory>
#include <vector>

#include "workspace.hpp"

namespace wengert::detail {

// The derivation at points on the side of every kink on which its own numbers are.
struct OwnBranch {
  // One model of the derivation, where it has branches; three more where too little is seen of a
  // claim.
  OwnBranch(Workspace& everywhere, std::uint64_t seed);

  std::unique_ptr<Workspace> workspace;  // null without branches or own numbers
  // By claim. It is meant for one side if it is right there, wrong somewhere else, and right on
  // that side of all kinks of which it says nothing, wherever the point is of those that it tells
  // apart itself, as relu'(u) does; also where only what it uses is right on one side. It is not if
  // it tells apart what is no kink, if it is never seen on another side of what it tells apart, or
  // if a formula is 0 wherever it is seen: a branch that is cut off hides any mistake.
  std::vector<bool> is_meant;
};

}  // namespace wengert::detail

#endif
