// SPDX-License-Identifier: MIT
#include "random.hpp"

#include <cmath>
#include <random>

namespace wengert::detail::checking {

std::vector<double> uniform_numbers(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 bits(seed);
  std::vector<double> result;
  result.reserve(count);
  while (result.size() < count) {
    result.push_back(static_cast<double>(bits() >> 11) * 0x1p-52 - 1.0);
  }
  return result;
}

std::vector<double> random_point(std::span<const double> x, const Spread& spread,
                                 std::uint64_t seed) {
  const std::vector<double> drawn = uniform_numbers(seed, 2 * x.size());
  std::vector<double> result;
  for (std::size_t k = 0; k < x.size(); ++k) {
    const double exponent = drawn[2 * k];
    const double around = x[k] != 0.0 ? x[k] * std::pow(spread.factor, exponent)
                                      : (spread.factor - 1.0) * 0.5 * exponent;
    const bool flips = !spread.keep_signs && drawn[2 * k + 1] < 0.0;
    result.push_back(spread.scale * (flips ? -around : around));
  }
  return result;
}

}  // namespace wengert::detail::checking
