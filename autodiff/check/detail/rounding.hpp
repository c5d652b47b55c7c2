// SPDX-License-Identifier: MIT
// Telling a mistake in a hand gradient from what rounding left of it.
//
// The textbook's f (1 - f) is right and yet has no correct digit where f is nearly 1. A relative
// tolerance takes that for a mistake; an absolute one lets every mistake in a saturated gradient
// pass. But a mistake is a smooth factor or term, and rounding is not: nearby, it errs to both
// sides.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_ROUNDING_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_ROUNDING_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

#include "evidence.hpp"

namespace wengert::detail::checking {

class Neighbourhood {
 public:
  // Looks around only when first asked.
  Neighbourhood(const Subject& f, const Hand* hand, const Evidence& evidence, std::uint64_t seed)
      : f_(f), hand_(hand), evidence_(evidence), seed_(seed) {}

  // Whether the distance of the hand value from the derivative by x[k] may be rounding: it is at
  // the level of rounding for an element of its usual size, which is looked for on the way from x
  // to 0; and around x the hand values are too small and too large by turns, or, where this one is
  // exactly 0, they come right on that way. Of a list of numbers only the level is asked, and
  // whether it is 0 or a unit of rounding at least.
  bool is_rounding(std::size_t k, double hand, double derivative);

 private:
  struct Neighbour {
    std::vector<double> tape;
    std::vector<double> hand;  // empty where it cannot be called
  };

  void look_around();
  Neighbour look_at(const std::vector<double>& x) const;
  double usual_size(std::size_t k, double derivative) const;
  bool is_to_both_sides(std::size_t k, double ratio) const;
  bool comes_right(std::size_t k) const;

  const Subject& f_;
  const Hand* hand_;
  const Evidence& evidence_;
  std::uint64_t seed_;
  bool looked_ = false;
  std::vector<Neighbour> around_;
  std::vector<Neighbour> towards_zero_;
};

}  // namespace wengert::detail::checking

#endif
