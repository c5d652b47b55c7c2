// SPDX-License-Identifier: MIT
// Two derivations of the same thing: where their definitions part.
#ifndef WENGERT_AUTODIFF_CHECK_DERIVATION_COMPARE_HPP
#define WENGERT_AUTODIFF_CHECK_DERIVATION_COMPARE_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../derivation/derivation.hpp"

namespace wengert {

// A name that both define, with different values.
struct Parting {
  std::string name;
  Place place_1;
  Place place_2;
  std::string line_1;
  std::string line_2;
  double value_1 = 0.0;  // at a random point
  double value_2 = 0.0;
};

struct ComparisonReport {
  std::string file_1;
  std::string file_2;
  std::vector<std::string> equal;  // names that both define, with equal values
  std::optional<Parting> parting;  // the first in the order of the first derivation
  std::vector<std::string> later;  // further names with different values
  std::vector<std::string> only_in_1;
  std::vector<std::string> only_in_2;

  // Nothing in common is no agreement.
  bool all_agree() const { return !parting && !equal.empty(); }
  int exit_code() const { return all_agree() ? 0 : 1; }
};

// By value at random points, inputs of one name having one value. Names that only one of them has
// are listed. O(size of both).
WENGERT_EXPORT ComparisonReport compare(const Derivation& first, const Derivation& second,
                                        std::uint64_t seed = 1);

}  // namespace wengert

#endif
