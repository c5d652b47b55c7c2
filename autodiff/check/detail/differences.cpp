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
  constexpr std::size_t count = 8;
  std::array<double, count> difference{};
  std::vector<double> at(x.begin(), x.end());
  for (std::size_t j = 0; j < count; ++j) {
    for (std::size_t k = 0; k < at.size(); ++k) {
      const double step = x[k] != 0.0 ? 0x1p-33 * x[k] : 0x1p-40;
      at[k] = x[k] + static_cast<double>(j) * step;
    }
    difference[j] = value_or_nan(f, at);
  }
  const double ulp = epsilon * std::fabs(difference[0]);
  std::size_t left = count;
  for (int order = 0; order < 3; ++order) {
    --left;
    for (std::size_t j = 0; j < left; ++j) difference[j] = difference[j + 1] - difference[j];
  }
  double square_sum = 0.0;
  for (std::size_t j = 0; j < left; ++j) square_sum += difference[j] * difference[j];
  // A third difference of independent errors has 1 + 9 + 9 + 1 times their variance.
  const double deviation = std::sqrt(square_sum / (20.0 * static_cast<double>(left)));
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

Estimate extrapolated(const Subject& f, std::span<const double> x, std::size_t k, double noise) {
  const double size = std::fabs(x[k]);
  const double unit = std::max(1.0, size);
  const double steps[] = {0.1 * unit, size < 1.0 ? 0.1 * size : 0.0, 1e-3 * unit, 1e-5 * unit};
  Estimate best;
  for (const double step : steps) {
    if (step == 0.0) continue;
    const Estimate next = extrapolated(f, x, k, step, noise);
    const bool moves_at_last = next.moved && !best.moved;
    if (best.step == 0.0 || moves_at_last || (best.corner && !next.corner) ||
        (best.corner == next.corner && next.moved && next.error < best.error)) {
      best = next;
    }
    if (best.is_resolved() && best.error <= 1e-7 * std::fabs(best.slope)) break;
  }
  return best;
}

}  // namespace wengert::detail::checking
