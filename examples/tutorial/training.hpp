// SPDX-License-Identifier: MIT
// Training as the tutorial does it: learning rate 0.1, 1000 epochs, one person at a time.
#ifndef WENGERT_EXAMPLES_TUTORIAL_TRAINING_HPP
#define WENGERT_EXAMPLES_TUTORIAL_TRAINING_HPP

#include <cstdint>
#include <vector>

#include "manual_formulas.hpp"
#include "network.hpp"

namespace tutorial {

struct Training {
  Parameters<double> parameters;
  std::vector<double> losses;  // the mean squared error after epochs 0, 10, 20, ...
};

// The start weights that numpy.random.seed(seed) gives the tutorial's program.
Parameters<double> start_parameters(std::uint32_t seed);

// Mean squared error over the four people.
double mean_squared_error(const Parameters<double>& p);

double predict(const Parameters<double>& p, const std::array<double, 2>& x);

// With gradients from the tape.
Training train_by_tape(Parameters<double> p);
// With gradients from the manual formulas, right or with a slip.
Training train_by_hand(Parameters<double> p, Slip slip);

}  // namespace tutorial

#endif
