// SPDX-License-Identifier: MIT
#include "other_sides.hpp"

#include <algorithm>
#include <utility>

namespace wengert::detail {
namespace {

constexpr std::size_t attempts = 8;
constexpr std::size_t first_replaced = 3;

// The sides of all branches at one point.
using Sides = std::vector<double>;

struct Candidate {
  std::vector<double> point;
  Sides sides;
};

Sides sides_at(const std::vector<Branch>& branches, std::size_t lane) {
  Sides sides;
  sides.reserve(branches.size());
  for (const Branch& branch : branches) sides.push_back(branch.side[lane]);
  return sides;
}

class OtherSides {
 public:
  OtherSides(std::vector<Lanes>& points, const Outline& outline,
             const RecordedDefinitions& recorded, PointSource& source)
      : points_(points), outline_(outline), recorded_(recorded), source_(source) {}

  void run() {
    const std::vector<Branch> branches = all_branches(recorded_.at(points_));
    for (std::size_t k = 1; k < lane_count; ++k) known_.push_back(sides_at(branches, k));
    for (std::size_t attempt = 0; attempt < attempts; ++attempt) draw(attempt);
    for (const Candidate& candidate : candidates_) {
      if (has_new_side(candidate.sides)) take(candidate);
    }
    for (const Candidate& candidate : candidates_) {
      if (is_new(candidate.sides)) take(candidate);
    }
  }

 private:
  void draw(std::size_t attempt) {
    std::vector<Lanes> far = points_;
    for (std::size_t i = 0; i < far.size(); ++i) {
      for (std::size_t k = 1; k < lane_count; ++k) {
        far[i][k] = source_.far(attempt, outline_.inputs[i].own);
      }
    }
    const RecordedDefinitions::Values values = recorded_.at(far);
    const Lanes finite = finite_lanes(values);
    const std::vector<Branch> branches = all_branches(values);
    for (std::size_t k = 1; k < lane_count; ++k) {
      if (finite[k] == 0.0) continue;
      std::vector<double> point;
      point.reserve(far.size());
      for (const Lanes& input : far) point.push_back(input[k]);
      candidates_.push_back({std::move(point), sides_at(branches, k)});
    }
  }

  // Of the claims, too: one may tell sides apart where there is no kink.
  std::vector<Branch> all_branches(const RecordedDefinitions::Values& values) const {
    std::vector<Branch> branches = branches_at(outline_, values);
    const Sight<Lanes> sight(outline_, values.names, values.claims, true);
    for (Branch& branch : branches_of_claims(outline_, sight)) {
      branches.push_back(std::move(branch));
    }
    return branches;
  }

  bool has_new_side(const Sides& sides) const {
    for (std::size_t b = 0; b < sides.size(); ++b) {
      const bool is_edge = sides[b] != sides[b];
      const bool is_known = std::any_of(known_.begin(), known_.end(),
                                        [&](const Sides& other) { return other[b] == sides[b]; });
      if (!is_edge && !is_known) return true;
    }
    return false;
  }
  bool is_new(const Sides& sides) const {
    return std::find(known_.begin(), known_.end(), sides) == known_.end();
  }

  void take(const Candidate& candidate) {
    if (place_ < first_replaced) return;
    for (std::size_t i = 0; i < points_.size(); ++i) points_[i][place_] = candidate.point[i];
    known_.push_back(candidate.sides);
    --place_;
  }

  std::vector<Lanes>& points_;
  const Outline& outline_;
  const RecordedDefinitions& recorded_;
  PointSource& source_;
  std::size_t place_ = lane_count - 1;
  std::vector<Sides> known_;
  std::vector<Candidate> candidates_;
};

}  // namespace

void reach_other_sides(std::vector<Lanes>& points, const Outline& outline,
                       const RecordedDefinitions& recorded, PointSource& source) {
  OtherSides(points, outline, recorded, source).run();
}

}  // namespace wengert::detail
