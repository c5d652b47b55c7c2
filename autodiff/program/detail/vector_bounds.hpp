// SPDX-License-Identifier: MIT
// How exact the rows are on vectors, where that is less than their facts promise for numbers. In
// the units of the facts.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_VECTOR_BOUNDS_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_VECTOR_BOUNDS_HPP

#include "../../operations.hpp"

namespace wengert::detail {

struct VectorBound {
  Operation operation;
  double value_ulp;
  double slope_ulp;
};

inline constexpr VectorBound vector_bounds[] = {
    {Operation::Expm1, 1.5, 1},   //
    {Operation::Sinh, 2.5, 2},    //
    {Operation::Cosh, 2, 2.5},    //
    {Operation::Asin, 3, 2.5},    //
    {Operation::Acos, 1.5, 2.5},  //
    {Operation::Atan, 2.5, 2.5},  //
};

// The row's facts as they are on vectors.
constexpr Facts vector_facts(Operation operation, Facts facts) {
  for (const VectorBound& bound : vector_bounds) {
    if (bound.operation != operation) continue;
    facts.value_ulp = bound.value_ulp;
    facts.slope_ulp = bound.slope_ulp;
  }
  return facts;
}

}  // namespace wengert::detail

#endif
