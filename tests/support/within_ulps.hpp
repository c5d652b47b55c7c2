// SPDX-License-Identifier: MIT
// The only comparison of floating-point numbers in the tests:
//
//   BOOST_TEST(within_ulps(got, want, 4));
//
// An ulp is the distance from `want` to the next double away from zero, so 0 has the smallest
// subnormal as its ulp: near 0 the comparison stays relative, unlike Boost's tolerance. NaN equals
// NaN, an infinity equals itself. With n = 0 the two must be the same number with the same sign, so
// that +0 and -0 differ; with n > 0 they are equal.
#ifndef WENGERT_TESTS_SUPPORT_WITHIN_ULPS_HPP
#define WENGERT_TESTS_SUPPORT_WITHIN_ULPS_HPP

#include <boost/test/tools/assertion_result.hpp>
#include <cmath>
#include <cstdio>
#include <limits>

namespace wengert::test {

inline double ulp_of(double x) {
  if (!std::isfinite(x)) return std::numeric_limits<double>::quiet_NaN();
  constexpr int digits = std::numeric_limits<double>::digits;
  constexpr int lowest = std::numeric_limits<double>::min_exponent;
  int exponent = lowest;
  if (x != 0.0) std::frexp(x, &exponent);
  return std::ldexp(1.0, (exponent < lowest ? lowest : exponent) - digits);
}

// How far apart, in ulps of `want`: 0 for two NaN, infinite where only one is finite.
inline double ulps_between(double got, double want) {
  if (std::isnan(got) && std::isnan(want)) return 0.0;
  if (got == want) return 0.0;
  if (!std::isfinite(got) || !std::isfinite(want)) return std::numeric_limits<double>::infinity();
  return std::fabs(got - want) / ulp_of(want);
}

inline boost::test_tools::assertion_result within_ulps(double got, double want, double n) {
  const double apart = ulps_between(got, want);
  const bool same_sign = std::isnan(want) || std::signbit(got) == std::signbit(want);
  boost::test_tools::assertion_result result(apart <= n && (n > 0.0 || same_sign));
  char text[200];
  std::snprintf(text, sizeof text, "got %.17g (%a), want %.17g (%a): %.3g ulps apart, %g allowed",
                got, got, want, want, apart, n);
  result.message() << text;
  return result;
}

}  // namespace wengert::test

#endif
