// SPDX-License-Identifier: MIT
#include "differences.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <vector>

namespace wengert::detail::checking {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr std::size_t rungs = 10;
constexpr double shrink = 1.4;

// The quotients at one step, which is what the doubles next to x make of the step wanted.
struct Quotients {
  double central, left, right;
  double width;  // x + h less x - h, exactly
  double noise;  // of the central one
  bool moved;
};

class Line {
 public:
  Line(const Subject& f, std::span<const double> x, std::size_t k, double noise)
      : f_(f),
        x_(x.begin(), x.end()),
        k_(k),
        here_(x[k]),
        value_(value_or_nan(f, x)),
        noise_(noise) {}

  Quotients at(double step) {
    const double above = here_ + step;
    const double below = here_ - step;
    const double high = value(above);
    const double low = value(below);
    const double width = above - below;
    const double rounding = std::max(noise_, epsilon * std::max(std::fabs(high), std::fabs(low)));
    return {(high - low) / width,
            (value_ - low) / (here_ - below),
            (high - value_) / (above - here_),
            width,
            4.0 * rounding / width,
            high != value_ || low != value_};
  }

 private:
  double value(double at) {
    x_[k_] = at;
    return value_or_nan(f_, x_);
  }

  const Subject& f_;
  std::vector<double> x_;
  std::size_t k_;
  double here_, value_, noise_;
};

// Neville's tableau for step 0 from even powers of the step: one column of it at a time.
class Tableau {
 public:
  // Adds the quotient of the next smaller step. False: the error grows, stop.
  bool add(const Quotients& next) {
    std::array<double, rungs> column{};
    column[0] = next.central;
    double factor = shrink * shrink;
    for (std::size_t i = 1; i <= count_; ++i, factor *= shrink * shrink) {
      column[i] = (column[i - 1] * factor - last_[i - 1]) / (factor - 1.0);
      offer(column[i],
            std::max(std::fabs(column[i] - column[i - 1]), std::fabs(column[i] - last_[i - 1])),
            next.noise);
    }
    const bool grows =
        count_ > 0 && std::fabs(column[count_] - last_[count_ - 1]) >= 2.0 * best_neville_;
    last_ = column;
    ++count_;
    return !grows;
  }

  double slope() const { return slope_; }
  double error() const { return error_; }

 private:
  void offer(double slope, double neville, double noise) {
    best_neville_ = std::min(best_neville_, neville);
    const double error = std::max(neville, noise);
    if (!(error < error_)) return;
    slope_ = slope;
    error_ = error;
  }

  std::array<double, rungs> last_{};
  std::size_t count_ = 0;
  double best_neville_ = std::numeric_limits<double>::infinity();
  double slope_ = std::numeric_limits<double>::quiet_NaN();
  double error_ = std::numeric_limits<double>::infinity();
};

// Where f is smooth, the gap between the quotients from the left and from the right shrinks as the
// step; at a corner or a jump it stays or grows.
bool is_corner(const Quotients& first, const Quotients& last) {
  const double gap = std::fabs(last.right - last.left);
  const double size = std::max(std::fabs(last.left), std::fabs(last.right));
  if (!(gap > 1e-3 * size) || !(gap > 8.0 * last.noise)) return false;
  return gap > std::fabs(first.right - first.left) * std::sqrt(last.width / first.width);
}

using Samples = std::array<double, 12>;

// An odd number of units in the last place of x, so that the sums that follow are exact and yet use
// all bits of the function's argument: it is the rounding inside the function that is measured.
double sample_step(double x, int power) {
  int exponent = 0;
  std::frexp(x != 0.0 ? x : 0x1p-7, &exponent);
  const double step = std::ldexp(647111.0, exponent - std::numeric_limits<double>::digits + power);
  return x < 0.0 ? -step : step;
}

// Values at x and on a line from there, so close together that rounding shows: about 2^(power - 33)
// of x.
Samples samples(const Subject& f, std::span<const double> x, int power) {
  Samples values{};
  std::vector<double> at(x.begin(), x.end());
  for (double& value : values) {
    value = value_or_nan(f, at);
    for (std::size_t k = 0; k < at.size(); ++k) at[k] += sample_step(x[k], power);
  }
  return values;
}

bool is_mostly_flat(const Samples& values) {
  std::size_t equal = 0;
  for (std::size_t j = 1; j < values.size(); ++j) {
    if (values[j] == values[j - 1]) ++equal;
  }
  return 2 * equal >= values.size();
}

// The deviation of one value, from sixth differences: those of independent errors have the sum of
// squared binomial coefficients, 924, times their variance.
double rounding_of(Samples difference) {
  std::size_t left = difference.size();
  for (int order = 0; order < 6; ++order) {
    --left;
    for (std::size_t j = 0; j < left; ++j) difference[j] = difference[j + 1] - difference[j];
  }
  double square_sum = 0.0;
  for (std::size_t j = 0; j < left; ++j) square_sum += difference[j] * difference[j];
  return std::sqrt(square_sum / (924.0 * static_cast<double>(left)));
}

}  // namespace

bool Estimate::is_resolved() const {
  return std::isfinite(slope) && !corner && error <= 1e-3 * std::fabs(slope);
}

double value_or_nan(const Subject& f, std::span<const double> x) {
  try {
    return f.value(x);
  } catch (const std::exception&) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

double value_noise(const Subject& f, std::span<const double> x) {
  // Over more than 2^-9 of x, a smooth function may be no polynomial of low degree.
  int power = 0;
  Samples values = samples(f, x, power);
  while (power < 24 && is_mostly_flat(values)) {
    power += 4;
    values = samples(f, x, power);
  }
  const double ulp = epsilon * std::fabs(values[0]);
  const double deviation = rounding_of(values);
  return std::isfinite(deviation) ? std::max(ulp, 2.0 * deviation) : ulp;
}

Estimate extrapolated(const Subject& f, std::span<const double> x, std::size_t k, double step,
                      double noise) {
  Line line(f, x, k, noise);
  Tableau tableau;
  const Quotients first = line.at(step);
  Quotients last = first;
  bool moved = first.moved;
  bool goes_on = tableau.add(first);
  double h = step;
  for (std::size_t i = 1; i < rungs && goes_on; ++i) {
    h /= shrink;
    last = line.at(h);
    moved = moved || last.moved;
    goes_on = tableau.add(last);
  }
  return {tableau.slope(),        tableau.error(), step,      moved,
          is_corner(first, last), last.left,       last.right};
}

namespace {

// Whether the estimate with the greater step is to be taken instead: it must lie within the bar of
// the other, because a great step may reach over a pole or a kink and converge all the same.
bool is_better(const Estimate& greater, const Estimate& smaller) {
  if (smaller.corner || !std::isfinite(smaller.slope)) return !greater.corner;
  if (greater.corner || !(greater.error < smaller.error)) return false;
  return std::fabs(greater.slope - smaller.slope) <= 10.0 * smaller.error;
}

}  // namespace

Estimate extrapolated(const Subject& f, std::span<const double> x, std::size_t k, double noise) {
  const double size = std::fabs(x[k]);
  const double unit = std::max(1.0, size);
  const bool small = size > 0.0 && size < 1.0;
  Estimate best = extrapolated(f, x, k, small ? 0.1 * size : 1e-3 * unit, noise);
  const Estimate wide = extrapolated(f, x, k, 0.1 * unit, noise);
  if (is_better(wide, best)) best = wide;
  if (best.is_resolved()) return best;
  const Estimate narrow = extrapolated(f, x, k, 1e-5 * std::min(best.step, 1.0), noise);
  return is_better(best, narrow) ? best : narrow.is_resolved() || best.corner ? narrow : best;
}

}  // namespace wengert::detail::checking
