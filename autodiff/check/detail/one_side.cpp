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

// The same derivation at other points everywhere, made when they are asked for.
class MorePoints {
 public:
  MorePoints(Workspace& everywhere, std::uint64_t seed) : everywhere_(everywhere), seed_(seed) {}

  static constexpr std::size_t most = 4;
  Workspace& operator[](std::size_t n) {
    if (n == 0) return everywhere_;
    while (made_.size() < n) {
      made_.push_back(std::make_unique<Workspace>(
          everywhere_.outline().derivation, seed_ + made_.size() + 1, everywhere_.tolerance()));
    }
    return *made_[n - 1];
  }

 private:
  Workspace& everywhere_;
  const std::uint64_t seed_;
  std::vector<std::unique_ptr<Workspace>> made_;
};

// What is seen of claim k by itself, with the truth for what it uses, on the side of the own
// numbers of all that it leaves untold: something where a side that it tells is another one and, if
// it is 0 in the own branch, where it is not.
Seen seen_on_own_side(Workspace& everywhere, std::size_t k, bool is_zero) {
  const Branches branches = branches_of(everywhere, k);
  if (!branches.are_known) return Seen::wrong;
  const Agreements agreements = everywhere.alone(k);
  Seen seen = Seen::nothing;
  for (std::size_t lane = 1; lane < lane_count; ++lane) {
    const auto is_same = [&](const Branch& branch) { return branch.is_same(lane, 0); };
    const bool is_own_side =
        std::all_of(branches.untold.begin(), branches.untold.end(),
                    [&](const Branch& branch) { return branch.is_on_edge(0) || is_same(branch); });
    if (!is_own_side) continue;
    if (agreements[lane] == Agreement::differs) return Seen::wrong;
    const bool is_other_side =
        branches.told.empty() || !std::all_of(branches.told.begin(), branches.told.end(), is_same);
    const bool is_shown = !is_zero || everywhere.model().claims()[k].alone[lane] != 0.0;
    if (is_other_side && is_shown) seen = Seen::right;
  }
  return seen;
}

bool is_meant_for_one_side(Workspace& branch, MorePoints& points, std::size_t k) {
  Workspace& everywhere = points[0];
  if (!everywhere.by_hand(k).differ_at_random()) return false;
  if (!branch.alone(k).agree_at_random() && !branch.by_hand(k).agree_at_random()) return false;
  if (!everywhere.alone(k).differ_at_random()) return branch.by_hand(k).agree_at_random();
  const Claim& claim = claim_of(branch, k);
  if (is_of_numbers(claim.value)) return true;
  const bool is_zero = Number<Lanes>::is_zero(branch.model().claims()[k].alone);
  for (std::size_t n = 0; n < MorePoints::most; ++n) {
    const Seen seen = seen_on_own_side(points[n], k, is_zero);
    if (seen != Seen::nothing) return seen == Seen::right;
  }
  return !is_zero && branches_of(everywhere, k).told.empty();
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
  MorePoints points(everywhere, seed);
  for (std::size_t k = 0; k < is_meant.size(); ++k) {
    is_meant[k] = is_meant_for_one_side(*workspace, points, k);
  }
}

}  // namespace wengert::detail
