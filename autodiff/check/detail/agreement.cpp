// SPDX-License-Identifier: MIT
#include "agreement.hpp"

#include <algorithm>
#include <cmath>

namespace wengert::detail {
namespace {

// Below, products of a few such numbers have lost digits to underflow.
constexpr double smallest = 1e-280;

bool has_lost_digits(double a, double b) {
  const double size = std::max(std::fabs(a), std::fabs(b));
  return size != 0.0 && size < smallest;
}

}  // namespace

bool agree(double a, double b, double tolerance) {
  return std::fabs(a - b) <= tolerance * std::max(std::fabs(a), std::fabs(b));
}

Agreements::Agreements(const Lanes& hand, const Lanes& truth, double tolerance) {
  for (std::size_t k = 0; k < lane_count; ++k) {
    const bool finite = std::isfinite(hand[k]) && std::isfinite(truth[k]);
    if (!finite || has_lost_digits(hand[k], truth[k])) {
      lanes_[k] = Agreement::undecided;
    } else {
      lanes_[k] = agree(hand[k], truth[k], tolerance) ? Agreement::agrees : Agreement::differs;
    }
  }
}

std::size_t Agreements::random(Agreement agreement) const {
  return static_cast<std::size_t>(std::count(lanes_.begin() + 1, lanes_.end(), agreement));
}

}  // namespace wengert::detail
