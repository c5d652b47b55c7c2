// SPDX-License-Identifier: MIT
// The oracle against numbers from books, and where a fixed step or a fixed precision would fail it.
#include "oracle.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

namespace wengert::test {
namespace {

double value(Operation row, double x) {
  const auto exact = exact_value(row, {{x}});
  BOOST_TEST_REQUIRE(exact.has_value());
  return exact->rounded();
}

double slope(Operation row, double x) {
  const auto exact = exact_slope(row, 0, {{x}});
  BOOST_TEST_REQUIRE(exact.has_value());
  return exact->rounded();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(oracle)

BOOST_AUTO_TEST_CASE(knows_the_constants) {
  BOOST_TEST(within_ulps(value(Operation::Exp, 1.0), 2.71828182845904523536, 0));
  BOOST_TEST(within_ulps(value(Operation::Log, 2.0), 0.69314718055994530942, 0));
  BOOST_TEST(within_ulps(value(Operation::Atan, 1.0), 0.78539816339744830962, 0));
  BOOST_TEST(within_ulps(slope(Operation::Erf, 0.0), 1.12837916709551257390, 0));
  // Euler's constant, pi^2/6, and log(sqrt(pi)).
  BOOST_TEST(within_ulps(slope(Operation::LogGamma, 1.0), -0.57721566490153286061, 0));
  BOOST_TEST(within_ulps(value(Operation::Trigamma, 1.0), 1.64493406684822643647, 0));
  BOOST_TEST(within_ulps(slope(Operation::Digamma, 1.0), 1.64493406684822643647, 0));
  BOOST_TEST(within_ulps(value(Operation::LogGamma, 0.5), 0.57236494292470008707, 0));
}

// J.-M. Muller, Elementary Functions: no double is nearer to a multiple of pi/2.
BOOST_AUTO_TEST_CASE(reduces_the_hardest_angle) {
  BOOST_TEST(
      within_ulps(value(Operation::Cos, 0x1.6ac5b262ca1ffp+849), -4.68716592425462761112e-19, 0));
}

BOOST_AUTO_TEST_CASE(climbs_where_100_digits_are_not_enough) {
  BOOST_TEST(within_ulps(slope(Operation::Log, 1e-40), 1e+40, 1));
  BOOST_TEST(within_ulps(slope(Operation::Sigmoid, 155.0), std::exp(-155.0), 1));
  BOOST_TEST(within_ulps(slope(Operation::Sigmoid, 700.0), std::exp(-700.0), 1));
  BOOST_TEST(within_ulps(slope(Operation::Tanh, 300.0), 4.0 * std::exp(-600.0), 1));
  BOOST_TEST(within_ulps(slope(Operation::Asin, 0x1.fffffffffffffp-1), 0x1p+26, 0));
}

BOOST_AUTO_TEST_CASE(gives_up_where_no_precision_is_enough) {
  BOOST_TEST(!exact_slope(Operation::Add, 1, {{1e300, 1e-300}}).has_value());
  BOOST_TEST(!exact_value(Operation::Log, {{-1.0}}).has_value());
}

BOOST_AUTO_TEST_CASE(believes_a_zero_slope_only_after_a_search) {
  BOOST_TEST(within_ulps(slope(Operation::Floor, 0.5), 0.0, 0));
  BOOST_TEST(within_ulps(slope(Operation::Round, 1e300), 0.0, 0));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
