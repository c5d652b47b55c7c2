// SPDX-License-Identifier: MIT
// Measures a row against the oracle, in the units in which its facts state its bounds.
#ifndef WENGERT_TESTS_ORACLE_BOUND_CHECK_HPP
#define WENGERT_TESTS_ORACLE_BOUND_CHECK_HPP

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "exact.hpp"
#include "row_under_test.hpp"

namespace wengert::test {

// The worst that a row did, and at which operands.
struct Measurement {
  std::string row;
  std::string what;  // "value", or by which operand the slope is: "slope by a"
  std::string operands;
  double bound = 0.0;
  double ulps = 0.0;
  double got = 0.0;
  double want = 0.0;
  std::size_t checked = 0;
  std::size_t unresolved = 0;  // where the oracle gave up

  // Holds `got` against `want` in ulps of `scale` or, without one, of itself, less `allowance`.
  // Results that are not normal are passed over.
  void compare(std::span<const double> operands, double got, const std::optional<Exact>& want,
               std::optional<double> scale = std::nullopt, double allowance = 0.0);

  bool holds() const { return ulps <= bound; }
  std::string text() const;
};

// Over `count` operands of the row's domain and its hard inputs, wherever value and slope are
// normal.
Measurement measure_value(const RowUnderTest& row, std::size_t count = 1000);
// The partials by all operands, called as a sweep calls them: with the row's own value.
std::vector<Measurement> measure_slopes(const RowUnderTest& row, std::size_t count = 1000);

// Measurements noted are printed as one table at the end of the program.
void note(const Measurement& measurement);

}  // namespace wengert::test

#endif
