// SPDX-License-Identifier: MIT
// A user's program that trains in batches.
#include <autodiff/program/program.hpp>
#include <cmath>
#include <cstdio>
#include <vector>

int main() {
  wengert::Program program =
      wengert::Program::of({.inputs = {"x", "target"}, .parameters = {"w"}}, [](auto x, auto w) {
        return std::vector<wengert::Output>{
            {square(x[1] - tanh(w[0] * x[0])), "loss", wengert::Over::sum}};
      }).with_gradient("loss");
  std::vector<double> columns(200), w{0.5}, sums(2);
  double want = 0.0;
  for (std::size_t i = 0; i < 100; ++i) {
    const double x = columns[i] = std::sin(static_cast<double>(i));
    const double y = std::tanh(w[0] * x);
    want += 2.0 * y * (1.0 - y * y) * x;
  }
  program.run({100, columns, w}, {.reduced = sums});
  std::printf("dloss/dw = %.17g, want %.17g\n", sums[1], want);
  return std::abs(sums[1] - want) <= 1e-13 * want ? 0 : 1;
}
