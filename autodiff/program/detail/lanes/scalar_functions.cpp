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

double scalar_log(double x) { return std::log(x); }
double scalar_log2(double x) { return std::log2(x); }
double scalar_log10(double x) { return std::log10(x); }
double scalar_log1p(double x) { return std::log1p(x); }
double scalar_sin(double x) { return std::sin(x); }
double scalar_cos(double x) { return std::cos(x); }
double scalar_asin(double x) { return std::asin(x); }
double scalar_acos(double x) { return std::acos(x); }
double scalar_atan(double x) { return std::atan(x); }
double scalar_asinh(double x) { return std::asinh(x); }
double scalar_acosh(double x) { return std::acosh(x); }
double scalar_atanh(double x) { return std::atanh(x); }

}  // namespace wengert::detail
