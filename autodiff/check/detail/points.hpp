// SPDX-License-Identifier: MIT
// Where a derivation is checked.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_POINTS_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_POINTS_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

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

 private:
  struct Bits;  // the generator, whose header is heavy
  double uniform(double low, double high);
  std::unique_ptr<Bits> bits_;
};

inline constexpr std::size_t most_attempts = 24;

// One number per input: its own, else a drawn one.
std::vector<double> own_point(const Outline& outline, PointSource& source);

// Lane 0: `own`. The others: drawn until every name has a finite value there, or most_attempts is
// reached.
std::vector<Lanes> choose_points(const Outline& outline, const RecordedDefinitions& recorded,
                                 const std::vector<double>& own, PointSource& source);

}  // namespace wengert::detail

#endif
