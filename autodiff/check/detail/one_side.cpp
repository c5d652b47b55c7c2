// SPDX-License-Identifier: MIT
#include "one_side.hpp"

#include <algorithm>
#include <variant>
#include <vector>

namespace wengert::detail {
namespace {

// The branches of the definitions that the claim does not tell apart.
std::vector<Branch> untold_branches(Workspace& everywhere, std::size_t k) {
  const Outline& outline = everywhere.outline();
  const std::size_t statement = everywhere.model().claims()[k].statement;
  const Claim& claim = std::get<Claim>(outline.derivation.statements[statement].content);
  const std::vector<Branch> told = branches_of_claim(outline, claim, everywhere.model().by_hand());
  std::vector<Branch> untold = everywhere.branches();
  std::erase_if(untold, [&](const Branch& branch) {
    return std::any_of(told.begin(), told.end(),
                       [&](const Branch& other) { return branch.is_at_same_place(other); });
  });
  return untold;
}

enum class Seen { nothing, right, wrong };

// On the side of the own numbers of all that is untold.
Seen seen_on_own_side(Workspace& everywhere, std::size_t k) {
  const std::vector<Branch> untold = untold_branches(everywhere, k);
  const Agreements agreements = everywhere.by_hand(k);
  Seen seen = Seen::nothing;
  for (std::size_t lane = 1; lane < lane_count; ++lane) {
    const bool is_own_side = std::all_of(untold.begin(), untold.end(), [&](const Branch& branch) {
      return branch.is_on_edge(0) || branch.is_same(lane, 0);
    });
    if (!is_own_side) continue;
    if (agreements[lane] == Agreement::differs) return Seen::wrong;
    if (everywhere.model().claims()[k].hand[lane] != 0.0) seen = Seen::right;
  }
  return seen;
}

}  // namespace

bool is_meant_for_one_side(Workspace& here, Workspace& everywhere, std::size_t k,
                           std::uint64_t seed) {
  constexpr std::uint64_t more = 3;
  Seen seen = seen_on_own_side(everywhere, k);
  if (seen == Seen::wrong) return false;
  const bool is_cut_off = Number<Lanes>::is_zero(here.model().claims()[k].hand) &&
                          !Number<Lanes>::is_zero(everywhere.model().claims()[k].hand);
  if (!is_cut_off) return true;
  for (std::uint64_t n = 1; n <= more && seen == Seen::nothing; ++n) {
    Workspace again(everywhere.outline().derivation, seed + n, everywhere.tolerance());
    seen = seen_on_own_side(again, k);
  }
  return seen == Seen::right;
}

}  // namespace wengert::detail
