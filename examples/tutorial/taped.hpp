// SPDX-License-Identifier: MIT
// The network recorded from scalar nodes, and its nine gradients by one reverse sweep.
#ifndef WENGERT_EXAMPLES_TUTORIAL_TAPED_HPP
#define WENGERT_EXAMPLES_TUTORIAL_TAPED_HPP

#include <autodiff/tape.hpp>

#include "network.hpp"

namespace tutorial {

// The parameters stay on the tape; each sample is recorded behind them and forgotten again.
class TapedNetwork {
 public:
  explicit TapedNetwork(const Parameters<double>& p) : start_(tape.mark()) { set(p); }

  void set(const Parameters<double>& p) {
    tape.clear();
    for (std::size_t i = 0; i < p.size(); ++i) {
      parameters[i] = tape.variable(p[i], parameter_names[i]);
    }
    start_ = tape.mark();
  }

  // Records one person's loss; what was recorded for the last person is gone.
  wengert::Var record(const Person& person) {
    tape.rewind(start_);
    const std::array<wengert::Var, 2> x{tape.constant(person.x[0], "x1"),
                                        tape.constant(person.x[1], "x2")};
    nodes = feed_forward(parameters, x);
    return squared_error(person.y_true, nodes.o1);
  }

  Parameters<double> gradient(const Person& person) {
    tape.gradient(record(person), slopes);
    Parameters<double> result{};
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = slopes[parameters[i]];
    return result;
  }

  wengert::Tape tape;
  Parameters<wengert::Var> parameters;
  Activations<wengert::Var> nodes;
  wengert::Gradient slopes;

 private:
  wengert::Mark start_;
};

}  // namespace tutorial

#endif
