// SPDX-License-Identifier: MIT
#include "limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "random.hpp"

namespace wengert::detail::checking {
namespace {

constexpr std::size_t shown_at_most = 6;

// "a, b, c and 5 more"
std::string listing(std::span<const std::string> names) {
  const std::size_t shown = std::min(names.size(), shown_at_most);
  std::string text = fmt::format("{}", fmt::join(names.first(shown), ", "));
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

using ByValue = std::map<double, std::vector<std::string>>;

std::vector<std::string> equal_inputs(std::span<const double> x,
                                      std::span<const std::string> names) {
  ByValue groups;
  for (std::size_t k = 0; k < x.size(); ++k) {
    if (!std::isnan(x[k])) groups[x[k]].push_back(names[k]);
  }
  std::vector<std::string> found;
  for (const auto& [value, group] : groups) {
    if (group.size() > 1) {
      found.push_back(fmt::format("inputs {} are all {}: one taken for another goes unseen",
                                  listing(group), value));
    }
    if (value == 0.0 || value == 1.0) {
      found.push_back(fmt::format("{} {} {}: a {} of it too many or too few goes unseen",
                                  listing(group), group.size() > 1 ? "are" : "is", value,
                                  value == 0.0 ? "term" : "factor"));
    }
  }
  return found;
}

std::vector<std::string> equal_results(const Recording& recording) {
  std::map<std::pair<Operation, double>, std::vector<std::string>> groups;
  for (Index i = 0; i < recording.size(); ++i) {
    const Row& row = recording.row(i);
    if (row.active() == 0 || std::isnan(row.value)) continue;
    groups[{row.operation(), row.value}].push_back(recording.shown(i));
  }
  std::vector<std::string> found;
  for (const auto& [key, group] : groups) {
    if (group.size() < 2) continue;
    found.push_back(fmt::format("results {} are all {:.6g}: one taken for another goes unseen",
                                listing(group), key.second));
  }
  return found;
}

// Names of the elements that differences cannot tell from 0.
std::vector<std::string> below_the_noise(const Evidence& evidence,
                                         std::span<const std::string> names) {
  std::vector<std::string> found;
  for (std::size_t k = 0; k < names.size(); ++k) {
    const Estimate& d = evidence.differences[k];
    const double slope = evidence.recorded ? evidence.recorded->gradient[k] : d.slope;
    if (std::isfinite(d.error) && std::fabs(slope) <= d.error) found.push_back(names[k]);
  }
  return found;
}

// Along the direction, in units of the coordinates' own sizes.
std::vector<double> direction(std::span<const double> x, std::uint64_t seed) {
  std::vector<double> u = uniform_numbers(seed, x.size());
  for (std::size_t k = 0; k < u.size(); ++k) u[k] *= x[k] != 0.0 ? std::fabs(x[k]) : 1.0;
  return u;
}

}  // namespace

std::vector<std::string> blind_spots(const Evidence& evidence, std::span<const std::string> names) {
  std::vector<std::string> found = equal_inputs(evidence.x, names);
  if (evidence.recorded) {
    for (auto& text : equal_results(recording_of(evidence.recorded->tape))) {
      found.push_back(std::move(text));
    }
  }
  const std::vector<std::string> hidden = below_the_noise(evidence, names);
  if (!hidden.empty()) {
    found.push_back(
        fmt::format("the derivatives by {} are below the error bars of differences: "
                    "only exact witnesses see them",
                    listing(hidden)));
  }
  return found;
}

double taylor_order(const Subject& f, const Evidence& evidence,
                    std::span<const ElementReport> elements, std::uint64_t seed) {
  const std::vector<double> u = direction(evidence.x, seed);
  double along = 0.0;
  for (std::size_t k = 0; k < u.size(); ++k) along += elements[k].claim * u[k];
  std::vector<double> at(evidence.x);
  double previous = 0.0;
  double order = std::numeric_limits<double>::quiet_NaN();
  for (double t = 0x1p-4; t > 0x1p-24; t *= 0.5) {
    for (std::size_t k = 0; k < u.size(); ++k) at[k] = evidence.x[k] + t * u[k];
    const double remainder = std::fabs(value_or_nan(f, at) - evidence.value - t * along);
    // Below that, halving the step would show rounding.
    if (!(remainder > 1e3 * evidence.noise)) break;
    if (previous > 0.0) order = std::log2(previous / remainder);
    previous = remainder;
  }
  return order;
}

}  // namespace wengert::detail::checking
