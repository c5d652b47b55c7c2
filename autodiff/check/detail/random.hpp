// SPDX-License-Identifier: MIT
// Seeded random numbers: bits of mt19937_64 and our own arithmetic, so that a seed means the same
// everywhere.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_RANDOM_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_RANDOM_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wengert::detail::checking {

// Uniform in [-1, 1), in steps of 2^-52.
std::vector<double> uniform_numbers(std::uint64_t seed, std::size_t count);

// What a random point around x is to be.
struct Spread {
  double scale = 1.0;      // of x
  double factor = 2.0;     // a coordinate is multiplied by up to that, or divided
  bool keep_signs = true;  // else every coordinate gets a random one
};

// Coordinates of 0 become up to (factor - 1) / 2 in size, of any sign.
std::vector<double> random_point(std::span<const double> x, const Spread& spread,
                                 std::uint64_t seed);

}  // namespace wengert::detail::checking

#endif
