// SPDX-License-Identifier: MIT
// One neuron, by hand and by tape: the program that the README shows.
#include <autodiff/tape.hpp>
#include <cstdio>

int main() {
  wengert::Tape tape;
  const wengert::Var w = tape.variable(0.5, "w");
  const wengert::Var b = tape.variable(-1.0, "b");

  const wengert::Var h = sigmoid(w * 3.0 + b);
  const wengert::Var loss = square(1.0 - h);

  const wengert::Gradient g = tape.gradient(loss);
  std::printf("h = %.6f, loss = %.6f\n", h.value(), loss.value());
  std::printf("dloss/dw = %.6f, dloss/db = %.6f, dloss/dh = %.6f\n", g[w], g[b], g[h]);

  const wengert::Gradient second = tape.gradient(tape.gradient_nodes(loss)[w]);
  std::printf("d2loss/dw2 = %.6f\n", second[w]);
}
