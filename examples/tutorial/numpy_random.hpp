// SPDX-License-Identifier: MIT
// The numbers of numpy.random.seed(s) and numpy.random.normal(), so that published runs come out
// digit for digit: the Mersenne Twister MT19937, doubles of 53 bits, and Marsaglia's polar method,
// which makes two normal numbers at a time.
#ifndef WENGERT_EXAMPLES_TUTORIAL_NUMPY_RANDOM_HPP
#define WENGERT_EXAMPLES_TUTORIAL_NUMPY_RANDOM_HPP

#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <utility>

namespace tutorial {

class NumpyRandom {
 public:
  explicit NumpyRandom(std::uint32_t seed) : bits_(seed) {}

  // Uniform in [0, 1).
  double uniform() {
    const std::uint64_t high = bits_() >> 5;  // two statements: the order of the draws is the point
    const std::uint64_t low = bits_() >> 6;
    return static_cast<double>(high << 26 | low) * 0x1p-53;
  }

  // Mean 0, deviation 1.
  double normal() {
    if (kept_) return *std::exchange(kept_, std::nullopt);
    double x = 0;
    double y = 0;
    double square = 0;
    do {
      x = 2.0 * uniform() - 1.0;
      y = 2.0 * uniform() - 1.0;
      square = x * x + y * y;
    } while (square >= 1.0 || square == 0.0);
    const double scale = std::sqrt(-2.0 * std::log(square) / square);
    kept_ = scale * x;
    return scale * y;
  }

 private:
  std::mt19937 bits_;
  std::optional<double> kept_;
};

}  // namespace tutorial

#endif
