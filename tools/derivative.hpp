// SPDX-License-Identifier: MIT
// What the commands about one derivative of a file have in common.
#ifndef WENGERT_TOOLS_DERIVATIVE_HPP
#define WENGERT_TOOLS_DERIVATIVE_HPP

#include <string>

#include "point.hpp"

namespace wengert::tools {

struct DerivativeOptions {
  std::string file, derivative;
  Point point;
};

void add_derivative_options(CLI::App& command, DerivativeOptions& options);

// A recording, and the two ends of the derivative on it.
struct RecordedDerivative {
  RecordedDerivation recorded;
  Var y, x;
};

// Throws Error.
RecordedDerivative recorded_derivative(const DerivativeOptions& options);

}  // namespace wengert::tools

#endif
