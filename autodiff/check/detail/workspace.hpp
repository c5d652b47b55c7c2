// SPDX-License-Identifier: MIT
// A derivation at its points, ready to be judged.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_WORKSPACE_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_WORKSPACE_HPP

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agreement.hpp"
#include "bounded.hpp"
#include "branches.hpp"
#include "model.hpp"
#include "points.hpp"

namespace wengert::detail {

// Where the random points lie: anywhere, or on the side of every branch on which the derivation's
// own numbers are.
enum class Reach { everywhere, own_branch };

class Workspace {
 public:
  // The derivation must outlive it.
  Workspace(const Derivation& derivation, std::uint64_t seed, double tolerance,
            Reach reach = Reach::everywhere);
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  const Outline& outline() const { return outline_; }
  const std::vector<Lanes>& points() const { return points_; }
  // Everywhere, too, where there is no branch, no own numbers, or no points were found in it.
  Reach reach() const { return branch_points_ ? Reach::own_branch : Reach::everywhere; }
  // Of the definitions on which claim k and its truth depend, at the points.
  std::vector<Branch> branches_behind(std::size_t k) const;
  Model<Lanes>& model() { return model_; }
  double tolerance() const { return tolerance_; }
  bool has_own_numbers() const { return outline_.has_own_numbers(); }

  // Claim k as written, or by itself, against the truth. Where they differ no more than rounding
  // explains, they agree; where rounding hides the answer, they are undecided.
  Agreements by_hand(std::size_t k);
  Agreements alone(std::size_t k);

  // The same derivation where some inputs keep their own numbers.
  std::vector<Lanes> points_keeping(const std::vector<std::size_t>& inputs) const;
  const RecordedDefinitions& recorded() const { return recorded_; }

 private:
  void forgive_rounding(Agreements& agreements, std::size_t k, bool alone);
  Agreement forgiven(std::size_t lane, std::size_t k, bool alone);
  const ClaimValues<Bounded>& bounded(std::size_t lane, std::size_t k);
  bool is_trusted(std::size_t lane, std::size_t k, double truth) const;

  const Outline outline_;
  const double tolerance_;
  PointSource source_;
  const std::vector<double> own_;
  const RecordedDefinitions recorded_;
  const std::optional<std::vector<Lanes>> branch_points_;
  const std::vector<Lanes> points_;
  Model<Lanes> model_;
  std::array<std::unique_ptr<Model<Bounded>>, lane_count> bounded_;
};

}  // namespace wengert::detail

#endif
