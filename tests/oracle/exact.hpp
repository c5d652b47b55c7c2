// SPDX-License-Identifier: MIT
// Exact: a number to 106 bits with an exponent of its own, the light form in which the oracle hands
// out its results. Errors of a few thousandths of an ulp can be told from it.
#ifndef WENGERT_TESTS_ORACLE_EXACT_HPP
#define WENGERT_TESTS_ORACLE_EXACT_HPP

#include <cfloat>
#include <cmath>
#include <limits>

#include "../support/within_ulps.hpp"

namespace wengert::test {

// (high + low) 2^exponent, where high is the sum rounded: in [1/2, 1] or 0, or it is not finite.
struct Exact {
  double high = 0.0;
  double low = 0.0;
  int exponent = 0;

  double rounded() const { return std::ldexp(high, exponent); }
};

// In units in the last place of `scale`.
inline double error_in_ulps(double got, const Exact& want, double scale) {
  if (!std::isfinite(got)) return std::numeric_limits<double>::infinity();
  const double error = (std::ldexp(got, -want.exponent) - want.high) - want.low;
  return std::fabs(error) / std::ldexp(ulp_of(scale), -want.exponent);
}

inline bool agree_to_30_digits(const Exact& a, const Exact& b) {
  if (std::isinf(a.high) || std::isinf(b.high)) return a.high == b.high;
  const double high = a.high - std::ldexp(b.high, b.exponent - a.exponent);
  const double low = a.low - std::ldexp(b.low, b.exponent - a.exponent);
  return std::fabs(high + low) <= 1e-30 * std::fabs(a.high);
}

inline bool is_normal(double x) { return std::fabs(x) >= DBL_MIN && std::fabs(x) <= DBL_MAX; }

}  // namespace wengert::test

#endif
