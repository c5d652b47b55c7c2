// SPDX-License-Identifier: MIT
// A gradient worked out by hand, with one slip, and what the check says of it: the program that
// docs/checking_in_cpp.md shows.
#include <autodiff/check/gradcheck.hpp>
#include <cstdio>
#include <vector>

using wengert::sigmoid, wengert::square;  // those for double; the others are found by themselves

int main() {
  // One neuron and its loss for the input (3, 2) and the target 1.
  const auto loss = [](auto w) { return square(1.0 - sigmoid(w[0] * 3.0 + w[1] * 2.0 + w[2])); };

  const auto by_hand = [](std::span<const double> w) {
    const double h = sigmoid(w[0] * 3.0 + w[1] * 2.0 + w[2]);
    const double delta = -2.0 * (1.0 - h) * h * (1.0 - h);
    return std::vector{delta * 3.0, delta * 3.0, delta};  // the second should be delta * 2
  };

  const std::vector<double> w{1.0, 1.0, 0.0};
  const auto report = wengert::gradcheck(loss, w, by_hand, {.names = {"w1", "w2", "b"}});
  std::printf("%s", report.text().c_str());
}
