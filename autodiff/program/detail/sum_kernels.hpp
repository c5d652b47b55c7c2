// SPDX-License-Identifier: MIT
// Kernels of the fused sums, which is where a network's time goes: linear combinations with uniform
// weights, sums of products, and sums over the batch of products.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_SUM_KERNELS_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_SUM_KERNELS_HPP

#include "frame.hpp"

namespace wengert::detail {

inline constexpr std::size_t most_combined = 4;    // of one combination
inline constexpr std::size_t most_outer_rows = 2;  // of one outer sum
inline constexpr std::size_t most_outer_columns = 4;

// How a term of a sum of products enters it.
inline constexpr Index term_negative = 1;
inline constexpr Index term_product = 2;

struct SumKernels {
  // y_j = (bias_j + w_j0 x_0 + ... + w_jn x_n) f_j for r results that share their operands x. In
  // words: r results, r biases where there are any, r factors f where there are any, then x_k,
  // w_0k, ..., w_rk for each k; weights and biases are indices of uniforms. `count` is the number
  // of x.
  StepRun combination[most_combined][2][2];  // [r - 1][has biases][has factors]
  // y = +- a_0 +- a_1 b_1 ..., in that order. In words: the result, then for each of `count` terms
  // how it enters, a, and b where it is a product.
  StepRun terms;
  // sums[o_jk] += a_j b_k, and sums[o_j] += a_j where there are totals, over the lanes that count.
  // In words: rows a, columns b, then the outputs o, row by row with the total last. An output is
  // given as twice its number, and one more where it is subtracted.
  StepRun outer[most_outer_rows][most_outer_columns + 1][2];  // [rows - 1][columns][has totals]
};

// For the processor that runs: frames of many lanes, and frames of one.
const SumKernels& sum_kernels();
const SumKernels& sum_kernels_of_one();

}  // namespace wengert::detail

#endif
