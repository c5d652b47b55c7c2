// SPDX-License-Identifier: MIT
// One gradient for each verdict: the program whose reports docs/verdicts.md shows.
#include <autodiff/check/gradcheck.hpp>
#include <cmath>
#include <cstdio>
#include <random>
#include <vector>

using std::abs, std::log;  // those for double; the others are found by themselves
using wengert::gradcheck, wengert::GradientReport, wengert::sigmoid;
using Numbers = std::span<const double>;

namespace {

GradientReport disagree() {
  const auto f = [](auto w) { return w[0] * w[0] * w[1]; };
  const auto by_hand = [](Numbers w) { return std::vector{2 * w[0] * w[1], w[0]}; };
  return gradcheck(f, std::vector{1.5, 0.7}, by_hand, {.names = {"a", "b"}});
}

GradientReport kink() {
  const auto f = [](auto w) {
    const auto bend = abs(w[0]);
    return bend + w[1] * w[1];
  };
  const std::vector by_hand{0.5, 1.4};
  return gradcheck(f, std::vector{0.0, 0.7}, by_hand, {.names = {"a", "b"}});
}

GradientReport saturation() {
  const auto f = [](auto w) { return sigmoid(w[0]); };
  const double h = sigmoid(36.0);
  return gradcheck(f, std::vector{36.0}, std::vector{h * (1 - h)}, {.names = {"w"}});
}

GradientReport noise() {
  const auto black_box = [](Numbers w) { return 1e15 + w[0] * w[0]; };
  const auto by_hand = [](Numbers w) { return std::vector{2 * w[0]}; };
  return gradcheck(black_box, std::vector{3.0}, by_hand, {.names = {"w"}});
}

GradientReport corner() {
  const auto black_box = [](Numbers w) { return std::fabs(w[0]); };
  return gradcheck(black_box, std::vector{0.0}, std::vector{0.0}, {.names = {"w"}});
}

GradientReport not_finite() {
  const auto f = [](auto w) { return log(w[0]); };
  return gradcheck(f, std::vector{0.0}, std::vector{1e9}, {.names = {"w"}});
}

GradientReport not_deterministic() {
  std::mt19937_64 bits(1);
  const auto dropout = [&bits](auto w) { return w[0] * static_cast<double>(bits() % 3); };
  return gradcheck(dropout, std::vector{2.0}, std::vector{1.0}, {.names = {"w"}});
}

}  // namespace

int main() {
  for (const auto& report :
       {disagree(), kink(), saturation(), noise(), corner(), not_finite(), not_deterministic()}) {
    std::printf("%s\n", report.text().c_str());
  }
}
