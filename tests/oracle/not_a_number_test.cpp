// SPDX-License-Identifier: MIT
// Where a value is NaN, so are its slopes: a finite slope would hide it from whoever looks at the
// gradient only. log(-1) has no slope -1.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <vector>

#include "row_under_test.hpp"

namespace wengert::test {
namespace {

const std::vector<double> finite_numbers = {-1e300, -3.5,   -3.0, -1.0, -0.5, -1e-300, -0.0,
                                            0.0,    1e-300, 0.5,  1.0,  3.0,  3.5,     1e300};

// Every combination of them as operands.
std::vector<Operands> combinations(int arity) {
  std::vector<Operands> result = {Operands()};
  for (std::size_t k = 0; k < static_cast<std::size_t>(arity); ++k) {
    std::vector<Operands> longer;
    for (const Operands& v : result) {
      for (const double x : finite_numbers) {
        longer.push_back(v);
        longer.back()[k] = x;
      }
    }
    result = longer;
  }
  return result;
}

// Returns how many values were NaN.
int check(const RowUnderTest& row) {
  int found = 0;
  for (const Operands& v : combinations(row.facts.arity)) {
    const double y = row.value(v);
    // The published hard points may say otherwise: the slope of digamma at -1 is +inf.
    if (!std::isnan(y) || row.hard(v, y)) continue;
    ++found;
    for (const auto slope : row.slope) {
      if (slope == nullptr) continue;
      const double got = slope(v, y);
      BOOST_TEST(std::isnan(got), row.facts.name << " at " << v[0] << ", " << v[1]
                                                 << " is NaN, but its slope is " << got);
    }
  }
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rows)

BOOST_AUTO_TEST_CASE(slopes_are_nan_where_values_are) {
  int rows_with_nan = 0;
  for_each_row([&](auto type) {
    using R = typename decltype(type)::type;
    if constexpr (R::facts.arity != 0) {
      rows_with_nan += check(row_under_test<R>(operation_of<R>)) > 0 ? 1 : 0;
    }
  });
  BOOST_TEST(rows_with_nan >= 10);  // log, log2, log10, log1p, sqrt, pow, acosh, atanh, ...
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
