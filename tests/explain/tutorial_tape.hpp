// SPDX-License-Identifier: MIT
// The 2-2-1 network of the tutorial at its worked point, with the names that the tutorial gives.
#ifndef WENGERT_TESTS_EXPLAIN_TUTORIAL_TAPE_HPP
#define WENGERT_TESTS_EXPLAIN_TUTORIAL_TAPE_HPP

#include <array>
#include <autodiff/tape.hpp>
#include <string>

namespace wengert::test {

struct TutorialTape {
  Tape tape;
  std::array<Var, 6> w;
  std::array<Var, 3> b;
  Var x1, x2, h1, h2, y_pred, loss;

  // Alice; `scale` of the inputs saturates the units.
  explicit TutorialTape(double scale = 1.0) {
    for (std::size_t i = 0; i < 6; ++i) w[i] = tape.variable(1.0, "w" + std::to_string(i + 1));
    for (std::size_t i = 0; i < 3; ++i) b[i] = tape.variable(0.0, "b" + std::to_string(i + 1));
    x1 = tape.variable(-2.0 * scale, "x1");
    x2 = tape.variable(-1.0 * scale, "x2");
    h1 = neuron(w[0], x1, w[1], x2, b[0], "h1");
    h2 = neuron(w[2], x1, w[3], x2, b[1], "h2");
    y_pred = neuron(w[4], h1, w[5], h2, b[2], "y_pred");
    const Var error = 1.0 - y_pred;
    loss = square(error);
    tape.name(loss, "L");
  }

 private:
  Var neuron(const Var& wa, const Var& a, const Var& wb, const Var& c, const Var& bias,
             const char* name) {
    const Var first = wa * a;
    const Var second = wb * c;
    const Var products = first + second;
    const Var sum = products + bias;
    const Var result = sigmoid(sum);
    tape.name(result, name);
    return result;
  }
};

}  // namespace wengert::test

#endif
