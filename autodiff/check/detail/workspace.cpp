// SPDX-License-Identifier: MIT
#include "workspace.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <variant>

#include "words.hpp"

namespace wengert::detail {
namespace {

// The bound is to first order, and the truth is a sum of products: some room for the rest.
constexpr double room = 4.0;
// Of a value whose rounding error is larger than this part of it, nothing can be said.
constexpr double readable = 1e-6;

}  // namespace

Workspace::Workspace(const Derivation& derivation, std::uint64_t seed, double tolerance,
                     Reach reach)
    : outline_(derivation),
      tolerance_(tolerance),
      source_(seed),
      own_(own_point(outline_, source_)),
      recorded_(outline_, own_),
      branch_points_(reach == Reach::own_branch && outline_.has_own_numbers()
                         ? choose_points_of_branch(outline_, recorded_, own_, source_)
                         : std::nullopt),
      points_(branch_points_ ? *branch_points_ : choose_points(outline_, recorded_, own_, source_)),
      model_(outline_, recorded_, points_) {}

Agreements Workspace::by_hand(std::size_t k) {
  const ClaimValues<Lanes>& claim = model_.claims()[k];
  Agreements result(claim.hand, claim.truth, tolerance_);
  forgive_rounding(result, k, false);
  return result;
}

Agreements Workspace::alone(std::size_t k) {
  const ClaimValues<Lanes>& claim = model_.claims()[k];
  Agreements result(claim.alone, claim.truth, tolerance_);
  forgive_rounding(result, k, true);
  return result;
}

void Workspace::forgive_rounding(Agreements& agreements, std::size_t k, bool alone) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    if (agreements[lane] != Agreement::differs) continue;
    agreements.set(lane, forgiven(lane, k, alone));
    // One random point where they truly differ settles it; the dear question is not asked again.
    if (lane > 0 && agreements[lane] == Agreement::differs) return;
  }
}

Agreement Workspace::forgiven(std::size_t lane, std::size_t k, bool alone) {
  const ClaimValues<Bounded>& claim = bounded(lane, k);
  const Bounded& hand = alone ? claim.alone : claim.hand;
  const Bounded& truth = claim.truth;
  const double gap = std::fabs(hand.value - truth.value);
  if (!(gap <= room * (hand.error + truth.error))) return Agreement::differs;
  const double size = std::max(std::fabs(hand.value), std::fabs(truth.value));
  if (room * (hand.error + truth.error) <= readable * size) return Agreement::agrees;
  const bool hand_explains = gap <= room * hand.error + readable * size;
  return !hand_explains && is_trusted(lane, k, truth.value) ? Agreement::differs
                                                            : Agreement::undecided;
}

// The bound on a reverse sweep grows with every sum, although the errors of what is summed are
// mostly common. Where forward mode, which rounds otherwise, comes to the same, the truth is good.
bool Workspace::is_trusted(std::size_t lane, std::size_t k, double truth) const {
  const std::size_t statement = model_.claims()[k].statement;
  const Claim& claim = std::get<Claim>(outline_.derivation.statements[statement].content);
  const auto of = recorded_.varying(claim.of);
  const auto by = recorded_.varying(claim.by);
  if (!of || !by) return true;
  const double moved = recorded_.slope(*of, *by, lane, points_);
  return agree(moved, truth, tolerance_);
}

const ClaimValues<Bounded>& Workspace::bounded(std::size_t lane, std::size_t k) {
  std::unique_ptr<Model<Bounded>>& model = bounded_[lane];
  if (!model) {
    std::vector<Bounded> inputs;
    for (const Lanes& point : points_) inputs.emplace_back(point[lane]);
    model = std::make_unique<Model<Bounded>>(outline_, recorded_, inputs);
  }
  return model->claims()[k];
}

std::vector<Branch> Workspace::branches_behind(std::size_t k) const {
  const std::size_t statement = model_.claims()[k].statement;
  const Claim& claim = std::get<Claim>(outline_.derivation.statements[statement].content);
  std::unordered_set<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!names.insert(name).second) return;
    for (std::string& below : names_below(outline_, name)) names.insert(std::move(below));
  };
  add(claim.of);
  for_each_node(claim.value, [&](const Expression& node) {
    if (node.kind == Expression::Kind::name) add(node.text);
  });
  std::vector<Branch> branches = branches_of_definitions(outline_, model_.truly());
  std::erase_if(branches, [&](const Branch& branch) { return !names.contains(branch.of); });
  return branches;
}

std::vector<Lanes> Workspace::points_keeping(const std::vector<std::size_t>& inputs) const {
  std::vector<Lanes> points = points_;
  for (const std::size_t i : inputs) points[i] = Lanes(points[i][0]);
  return points;
}

}  // namespace wengert::detail
