// SPDX-License-Identifier: MIT
#include <cmath>

#include "scalar_functions.hpp"

namespace wengert::detail {

void repair(ScalarFunction function, const double* operands, std::size_t lanes, unsigned good,
            double* results) {
  for (std::size_t i = 0; i < lanes; ++i) {
    if ((good >> i & 1u) == 0) results[i] = function(operands[i]);
  }
}

double scalar_sin(double x) { return std::sin(x); }
double scalar_cos(double x) { return std::cos(x); }
double scalar_asin(double x) { return std::asin(x); }
double scalar_acos(double x) { return std::acos(x); }
double scalar_atan(double x) { return std::atan(x); }

}  // namespace wengert::detail
