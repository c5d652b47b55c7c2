// SPDX-License-Identifier: MIT
// The words of the code for one sample.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_SINGLE_WORDS_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_SINGLE_WORDS_HPP

#include "listing.hpp"

namespace wengert::detail {

// A sum is: n, then the bias or no_index, then n times a weight and an operand. Where all weights
// and the bias are parameters, they are read where the caller has them, by their number among the
// parameters.
enum class SingleWord : Index {
  sum,  // result, the sum
  sum_of_parameters,
  sum_sigmoid,  // value, slope, the sum
  sum_sigmoid_of_parameters,
  sum_tanh,
  sum_tanh_of_parameters,
  sum_times,  // result, factor, the sum
  sum_times_of_parameters,
  end,
  terms,    // result, n, then n times how it enters, a, b
  sigmoid,  // value, slope, operand
  tanh,
  multiply,  // result, a, b
  subtract,
  row,  // operation, part, result, n, operands
  put,  // row, n, the total's output or no_index, then n times a column and an output's number: as
        // outer, where each output is put there first and none subtracted
  outer,  // row, n, then n times a column, or no_index for a total, and an output: its number
          // times 4, 2 more where it is the first to be put there, 1 more where it is subtracted
  store,  // value, column
};

}  // namespace wengert::detail

#endif
