// SPDX-License-Identifier: MIT
// Derivatives of a function on doubles from its values alone.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_DIFFERENCES_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_DIFFERENCES_HPP

#include <cstddef>
#include <limits>
#include <span>

#include "subject.hpp"

namespace wengert::detail::checking {

struct Estimate {
  double slope = std::numeric_limits<double>::quiet_NaN();
  double error = std::numeric_limits<double>::infinity();
  double step = 0.0;    // the first one
  bool moved = false;   // f changed by a bit at least
  bool corner = false;  // the quotients from the left and from the right do not meet
  double left = 0.0;    // those quotients, at the smallest step
  double right = 0.0;

  // To three digits, without a corner.
  bool is_resolved() const;
};

// f(x); NaN where f throws, as outside of its domain.
double value_or_nan(const Subject& f, std::span<const double> x);

// What rounding inside f does to one value near x: the deviation that the sixth differences of
// twelve values close together show (More and Wild, Estimating Computational Noise, SIAM J. Sci.
// Comput. 33, 2011), and an ulp of f at least.
double value_noise(const Subject& f, std::span<const double> x);

// d f / d x[k] by Ridders' method with the given first step. The error is that of the tableau, but
// never less than what the noise leaves at the step in use.
Estimate extrapolated(const Subject& f, std::span<const double> x, std::size_t k, double step,
                      double noise);

// The same with the first step that gives the smallest error, of a few that fit x; the greatest is
// 0.1 max(1, |x|). An estimate that those with smaller steps exclude is not taken.
Estimate extrapolated(const Subject& f, std::span<const double> x, std::size_t k, double noise);

}  // namespace wengert::detail::checking

#endif
