// SPDX-License-Identifier: MIT
// What vector functions fall back to, compiled for every processor.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_LANES_SCALAR_FUNCTIONS_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_LANES_SCALAR_FUNCTIONS_HPP

#include <cstddef>

namespace wengert::detail {

using ScalarFunction = double (*)(double);

// results[i] = function(operands[i]) for each i below `lanes` whose bit in `good` is 0.
void repair(ScalarFunction function, const double* operands, std::size_t lanes, unsigned good,
            double* results);

double scalar_sin(double x);
double scalar_cos(double x);
double scalar_asin(double x);
double scalar_acos(double x);
double scalar_atan(double x);

}  // namespace wengert::detail

#endif
