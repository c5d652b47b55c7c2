// SPDX-License-Identifier: MIT
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <limits>

#include "number.hpp"

namespace wengert::detail {
namespace {

namespace bmp = boost::math::policies;
using Ieee =
    bmp::policy<bmp::domain_error<bmp::ignore_error>, bmp::pole_error<bmp::ignore_error>,
                bmp::overflow_error<bmp::ignore_error>, bmp::evaluation_error<bmp::ignore_error>>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool is_pole(double x) { return x <= 0 && x == std::floor(x); }

}  // namespace

double digamma(double x) noexcept {
  if (std::isnan(x) || is_pole(x)) return nan;
  if (std::isinf(x)) return x > 0 ? x : nan;
  return boost::math::digamma(x, Ieee());
}

double trigamma(double x) noexcept {
  if (std::isnan(x)) return nan;
  if (std::isinf(x)) return x > 0 ? 0.0 : nan;
  if (is_pole(x)) return std::numeric_limits<double>::infinity();
  return boost::math::trigamma(x, Ieee());
}

double lgamma(double x) noexcept {
#if defined(__unix__) || defined(__APPLE__)
  int sign = 0;
  return ::lgamma_r(x, &sign);
#else
  return std::lgamma(x);
#endif
}

}  // namespace wengert::detail
