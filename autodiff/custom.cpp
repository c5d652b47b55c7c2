// SPDX-License-Identifier: MIT
#include "custom.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "error.hpp"

namespace wengert {

CustomRule::~CustomRule() = default;

Var Custom::operator()(const Var& x) const {
  const detail::Operand& a = operand_of(x);
  const CustomOn<double>& on_doubles = *rule_;
  const double y = on_doubles.value(a.value);
  if (a.recording == nullptr) return y;
  if (!a.recording->is_live(a)) a.recording->throw_unusable(a, rule_->name(), detail::Operand());
  const detail::Index place = a.recording->push_custom(rule_);
  return {a.recording->push_row(y, a.index(), place, Operation::custom, a.active()), y};
}

double Custom::operator()(double x) const { return detail::custom_value<double>(*rule_, x); }

Dual<double> Custom::operator()(const Dual<double>& x) const {
  return detail::custom_value<Dual<double>>(*rule_, x);
}

namespace detail {

void throw_double_only(const std::string& name, std::string_view number) {
  throw Error(
      fmt::format("custom operation '{}' was given for double only and cannot run on {}; "
                  "write its value and slope as generic lambdas, [](auto x) {{ ... }}",
                  name, number));
}

void throw_recorded(const std::string& name) {
  throw Error(
      fmt::format("custom operation '{}': its slope recorded on the tape that is being swept; "
                  "it may use only what it is called with",
                  name));
}

void throw_not_served(const std::string& name) {
  throw Error(
      fmt::format("custom operation '{}' cannot run on this number type: custom operations "
                  "run on double, Dual<double>, Var and Complex",
                  name));
}

namespace {

struct Estimate {
  double slope = std::numeric_limits<double>::quiet_NaN();
  double error = std::numeric_limits<double>::infinity();
};

// Ridders' method: central differences with a shrinking step, extrapolated to step 0; the tableau's
// best entry, and how far its neighbours are from it.
Estimate numeric_derivative(const CustomOn<double>& f, double x) {
  constexpr int levels = 10;
  constexpr double shrink = 1.4;
  std::array<double, levels> previous{};
  std::array<double, levels> current{};
  Estimate best;
  double step = 0.1 * std::max(std::fabs(x), 1e-3);
  for (int i = 0; i < levels; ++i, step /= shrink) {
    current[0] = (f.value(x + step) - f.value(x - step)) / (2.0 * step);
    double factor = shrink * shrink;
    for (int k = 1; k <= i; ++k, factor *= shrink * shrink) {
      const auto at = static_cast<std::size_t>(k);
      current[at] = (current[at - 1] * factor - previous[at - 1]) / (factor - 1.0);
      const double error = std::max(std::fabs(current[at] - current[at - 1]),
                                    std::fabs(current[at] - previous[at - 1]));
      if (error < best.error) best = {current[at], error};
    }
    previous = current;
  }
  return best;
}

}  // namespace

void check_custom(const CustomRule& rule, const CustomOptions& options) {
  const CustomOn<double>& on_doubles = rule;
  int checked = 0;
  for (const double x : options.at) {
    const double stated = on_doubles.slope(x, on_doubles.value(x));
    const Estimate numeric = numeric_derivative(on_doubles, x);
    if (!std::isfinite(numeric.slope) || numeric.error > 1e-3 * std::fabs(numeric.slope) + 1e-9) {
      continue;
    }
    ++checked;
    const double allowed = 10.0 * numeric.error + 1e-9 * (1.0 + std::fabs(numeric.slope));
    if (!(std::fabs(stated - numeric.slope) <= allowed)) {
      throw Error(
          fmt::format("custom operation '{}': the slope stated at x = {} is {}, but the "
                      "numeric derivative there is {} (+- {:.1g})",
                      rule.name(), x, stated, numeric.slope, numeric.error));
    }
  }
  if (checked == 0) {
    throw Error(
        fmt::format("custom operation '{}': its slope could be checked at none of the {} "
                    "points; give some where it is smooth, {{.at = {{...}}}}",
                    rule.name(), options.at.size()));
  }
}

}  // namespace detail
}  // namespace wengert
