// SPDX-License-Identifier: MIT
// Where a derivation is checked.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_POINTS_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_POINTS_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "branches.hpp"
#include "lanes.hpp"
#include "truth.hpp"

namespace wengert::detail {

// Numbers of moderate size, no two alike, so that no unit saturates and nothing coincides.
class PointSource {
 public:
  explicit PointSource(std::uint64_t seed);
  ~PointSource();

  // One number of attempt 0, 1, ...: with a sign, positive, near its own value, in (0, 1).
  double draw(std::size_t attempt, std::optional<double> own);
  // By chance near its own value, up to three times this, or up to eight times as far from 0.
  double far(std::size_t attempt, std::optional<double> own);
  // Within this part of its own value, or of 1 where that is 0.
  double near(double own, double radius);

 private:
  struct Bits;  // the generator, whose header is heavy
  double uniform(double low, double high);
  std::unique_ptr<Bits> bits_;
};

inline constexpr std::size_t most_attempts = 24;

// Which lanes have a finite value for every name. Lane 0 is taken as it is.
Lanes finite_lanes(const RecordedDefinitions::Values& values);
std::vector<Branch> branches_at(const Outline& outline, const RecordedDefinitions::Values& values);

// One number per input: its own, else a drawn one.
std::vector<double> own_point(const Outline& outline, PointSource& source);

// Lane 0: `own`. The others: drawn until every name has a finite value there, or most_attempts is
// reached. Where the definitions have branches, some are drawn farther out, on sides of them on
// which the others are not.
std::vector<Lanes> choose_points(const Outline& outline, const RecordedDefinitions& recorded,
                                 const std::vector<double>& own, PointSource& source);

// The same where all lanes are on the same side of every branch as `own`, unless this is on its
// edge: nearer to it from attempt to attempt, at last within a millionth. Nothing where the
// definitions have no branches, or points that keep them were not found.
std::optional<std::vector<Lanes>> choose_points_of_branch(const Outline& outline,
                                                          const RecordedDefinitions& recorded,
                                                          const std::vector<double>& own,
                                                          PointSource& source);

}  // namespace wengert::detail

#endif
