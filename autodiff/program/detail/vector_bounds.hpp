// SPDX-License-Identifier: MIT
// How exact the rows are on vectors, where that is not what their facts state.
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
    {Operation::Sin, 3, 3},
};

}  // namespace wengert::detail

#endif
