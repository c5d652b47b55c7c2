// SPDX-License-Identifier: MIT
// The line of the forward pass that the claims contradict.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_FORWARD_SEARCH_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_FORWARD_SEARCH_HPP

#include <optional>
#include <vector>

#include "one_side.hpp"
#include "repair_search.hpp"
#include "workspace.hpp"

namespace wengert::detail {

// A definition changed so that claims become right and none becomes wrong.
struct ForwardRepair {
  std::size_t statement;
  std::vector<FoundRepair> steps;  // one token each
  Derivation repaired;
  std::vector<std::size_t> cured;  // statements of claims that were wrong by themselves
};

// Of all definitions and changes the one that cures most claims, at least `least`. Changes of one
// line are put together as long as each cures more. What is right on one side only does not count.
// Cost: a model of the derivation per trial.
std::optional<ForwardRepair> repair_forward(Workspace& workspace, const OwnBranch& branch,
                                            std::size_t least, Budget& budget);

}  // namespace wengert::detail

#endif
