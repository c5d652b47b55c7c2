// SPDX-License-Identifier: MIT
#include "one_side.hpp"

#include <algorithm>
#include <variant>
#include <vector>

namespace wengert::detail {
namespace {

const Claim& claim_of(Workspace& workspace, std::size_t k) {
  const std::size_t statement = workspace.model().claims()[k].statement;
  return std::get<Claim>(workspace.outline().derivation.statements[statement].content);
}

bool has_one_at_place_of(const std::vector<Branch>& branches, const Branch& branch) {
  return std::any_of(branches.begin(), branches.end(),
                     [&](const Branch& other) { return branch.is_at_same_place(other); });
}

struct Branches {
  std::vector<Branch> told;    // by the claim itself
  std::vector<Branch> untold;  // of the definitions behind it
  bool are_known = true;       // whether all that is told is of the definitions
};

Branches branches_of(Workspace& everywhere, std::size_t k) {
  Branches branches;
  branches.told = branches_of_claim(everywhere.outline(), claim_of(everywhere, k),
                                    everywhere.model().by_hand());
  branches.untold = everywhere.branches_behind(k);
  branches.are_known = std::all_of(
      branches.told.begin(), branches.told.end(),
      [&](const Branch& branch) { return has_one_at_place_of(branches.untold, branch); });
  std::erase_if(branches.untold,
                [&](const Branch& branch) { return has_one_at_place_of(branches.told, branch); });
  return branches;
}

enum class Seen { nothing, right, wrong };

// By itself: with the truth for what it uses. On the side of the own numbers of all that is untold.
Seen seen_on_own_side(Workspace& everywhere, std::size_t k) {
  const Branches branches = branches_of(everywhere, k);
  if (!branches.are_known) return Seen::wrong;
  const Agreements agreements = everywhere.alone(k);
  Seen seen = Seen::nothing;
  for (std::size_t lane = 1; lane < lane_count; ++lane) {
    const bool is_own_side = std::all_of(
        branches.untold.begin(), branches.untold.end(),
        [&](const Branch& branch) { return branch.is_on_edge(0) || branch.is_same(lane, 0); });
    if (!is_own_side) continue;
    if (agreements[lane] == Agreement::differs) return Seen::wrong;
    if (everywhere.model().claims()[k].alone[lane] != 0.0) seen = Seen::right;
  }
  return seen;
}

bool is_meant_for_one_side(Workspace& branch, Workspace& everywhere, std::size_t k,
                           std::uint64_t seed) {
  constexpr std::uint64_t more = 3;
  if (!everywhere.by_hand(k).differ_at_random()) return false;
  if (!branch.alone(k).agree_at_random() && !branch.by_hand(k).agree_at_random()) return false;
  if (!everywhere.alone(k).differ_at_random()) return branch.by_hand(k).agree_at_random();
  Seen seen = seen_on_own_side(everywhere, k);
  if (seen == Seen::wrong) return false;
  const bool is_cut_off = Number<Lanes>::is_zero(branch.model().claims()[k].alone) &&
                          !is_of_numbers(claim_of(branch, k).value);
  if (!is_cut_off) return true;
  for (std::uint64_t n = 1; n <= more && seen == Seen::nothing; ++n) {
    Workspace again(everywhere.outline().derivation, seed + n, everywhere.tolerance());
    seen = seen_on_own_side(again, k);
  }
  return seen == Seen::right;
}

}  // namespace

OwnBranch::OwnBranch(Workspace& everywhere, std::uint64_t seed)
    : is_meant(everywhere.model().claims().size(), false) {
  if (!everywhere.has_own_numbers() || !has_branches(everywhere.outline())) return;
  workspace = std::make_unique<Workspace>(everywhere.outline().derivation, seed,
                                          everywhere.tolerance(), Reach::own_branch);
  if (workspace->reach() != Reach::own_branch) {
    workspace.reset();
    return;
  }
  for (std::size_t k = 0; k < is_meant.size(); ++k) {
    is_meant[k] = is_meant_for_one_side(*workspace, everywhere, k, seed);
  }
}

}  // namespace wengert::detail
