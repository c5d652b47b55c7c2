// SPDX-License-Identifier: MIT
#include "sum_kernels.hpp"

#include <utility>

// Compiled once per instruction set; the best that the processor has is chosen when it runs.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "autodiff/program/detail/sum_kernels.cpp"
#include "lanes/targets.hpp"
// After the choice of targets.
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace wengert::detail::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Loops over register arrays: left as loops they would live in memory.
#define WENGERT_UNROLLED HWY_UNROLL(8)

template <class D>
using VectorOf = hn::Vec<D>;

// --- linear combinations ---

template <class D, std::size_t results, std::size_t vectors, bool bias, bool factor>
HWY_INLINE void combine(const Index* words, Index count, const Frame& f, std::size_t from) {
  const D d;
  const std::size_t width = hn::Lanes(d);
  VectorOf<D> sum[results][vectors];
  VectorOf<D> x[vectors];
  const Index* at = words + (1 + (bias ? 1 : 0) + (factor ? 1 : 0)) * results;
  const Index* const end = at + count * (results + 1);
  if constexpr (bias) {
    WENGERT_UNROLLED for (std::size_t r = 0; r < results; ++r) {
      const auto b = hn::Set(d, f.uniforms[words[results + r]]);
      WENGERT_UNROLLED for (std::size_t v = 0; v < vectors; ++v) sum[r][v] = b;
    }
  } else {
    const double* const first = f.at(at[0]) + from;
    WENGERT_UNROLLED for (std::size_t v = 0; v < vectors; ++v) {
      x[v] = hn::LoadU(d, first + v * width);
    }
    WENGERT_UNROLLED for (std::size_t r = 0; r < results; ++r) {
      const auto w = hn::Set(d, f.uniforms[at[1 + r]]);
      WENGERT_UNROLLED for (std::size_t v = 0; v < vectors; ++v) sum[r][v] = hn::Mul(w, x[v]);
    }
    at += results + 1;
  }
  for (; at != end; at += results + 1) {
    const double* const operand = f.at(at[0]) + from;
    WENGERT_UNROLLED for (std::size_t v = 0; v < vectors; ++v) {
      x[v] = hn::LoadU(d, operand + v * width);
    }
    WENGERT_UNROLLED for (std::size_t r = 0; r < results; ++r) {
      const auto w = hn::Set(d, f.uniforms[at[1 + r]]);
      WENGERT_UNROLLED for (std::size_t v = 0; v < vectors; ++v) {
        sum[r][v] = hn::MulAdd(w, x[v], sum[r][v]);
      }
    }
  }
  // All operands are read before a result is written, perhaps in the place of one.
  if constexpr (factor) {
    WENGERT_UNROLLED for (std::size_t r = 0; r < results; ++r) {
      const double* const factors = f.at(words[(bias ? 2 : 1) * results + r]) + from;
      WENGERT_UNROLLED for (std::size_t v = 0; v < vectors; ++v) {
        sum[r][v] = hn::Mul(sum[r][v], hn::LoadU(d, factors + v * width));
      }
    }
  }
  WENGERT_UNROLLED for (std::size_t r = 0; r < results; ++r) {
    double* const result = f.result(words[r]) + from;
    WENGERT_UNROLLED for (std::size_t v = 0; v < vectors; ++v) {
      hn::StoreU(sum[r][v], d, result + v * width);
    }
  }
}

// As many vectors at a time as leave registers for their sums.
template <std::size_t results>
constexpr std::size_t vectors_at_once = HWY_TARGET <= HWY_AVX3 ? 4
                                        : results > 2          ? 2
                                                               : 4;

template <class D, std::size_t results, bool bias, bool factor>
void combination(const Index* words, Index count, const Frame& f) {
  constexpr std::size_t vectors = vectors_at_once<results>;
  const std::size_t width = hn::Lanes(D());
  std::size_t from = 0;
  for (; from + vectors * width <= f.lanes; from += vectors * width) {
    combine<D, results, vectors, bias, factor>(words, count, f, from);
  }
  for (; from < f.lanes; from += width) {
    combine<D, results, 1, bias, factor>(words, count, f, from);
  }
}

// --- sums of products ---

template <class D, std::size_t vectors>
HWY_INLINE void add_terms(const Index* words, Index count, const Frame& f, std::size_t from) {
  const D d;
  const std::size_t width = hn::Lanes(d);
  VectorOf<D> sum[vectors];
  WENGERT_UNROLLED for (std::size_t v = 0; v < vectors; ++v) sum[v] = hn::Zero(d);
  const Index* at = words + 1;
  for (Index k = 0; k < count; ++k) {
    const Index kind = at[0];
    const double* const a = f.at(at[1]) + from;
    const double* const b = (kind & term_product) != 0 ? f.at(at[2]) + from : nullptr;
    at += b != nullptr ? 3 : 2;
    WENGERT_UNROLLED for (std::size_t v = 0; v < vectors; ++v) {
      auto x = hn::LoadU(d, a + v * width);
      if ((kind & term_negative) != 0) x = hn::Neg(x);
      if (b != nullptr) {
        const auto y = hn::LoadU(d, b + v * width);
        sum[v] = k == 0 ? hn::Mul(x, y) : hn::MulAdd(x, y, sum[v]);
      } else {
        sum[v] = k == 0 ? x : hn::Add(sum[v], x);
      }
    }
  }
  double* const result = f.result(words[0]) + from;
  WENGERT_UNROLLED for (std::size_t v = 0; v < vectors; ++v) {
    hn::StoreU(sum[v], d, result + v * width);
  }
}

template <class D>
void terms(const Index* words, Index count, const Frame& f) {
  const std::size_t width = hn::Lanes(D());
  std::size_t from = 0;
  for (; from + 4 * width <= f.lanes; from += 4 * width) add_terms<D, 4>(words, count, f, from);
  for (; from < f.lanes; from += width) add_terms<D, 1>(words, count, f, from);
}

// --- sums over the batch ---

// The sums of four vectors each, side by side.
template <class D, class V>
HWY_INLINE void sums_of_four(D d, V a, V b, V c, V e, double* sums) {
#if HWY_TARGET != HWY_SCALAR  // which lacks these operations
  constexpr std::size_t width = hn::MaxLanes(D());
  if constexpr (width == 4 || width == 8) {
    const V ab = hn::Add(hn::InterleaveLower(d, a, b), hn::InterleaveUpper(d, a, b));
    const V ce = hn::Add(hn::InterleaveLower(d, c, e), hn::InterleaveUpper(d, c, e));
    const V all = hn::Add(hn::ConcatLowerLower(d, ce, ab), hn::ConcatUpperUpper(d, ce, ab));
    if constexpr (width == 4) {
      hn::StoreU(all, d, sums);
    } else {
      double pairs[8];  // a, b of two blocks, then c, e of two
      hn::StoreU(all, d, pairs);
      for (std::size_t k = 0; k < 2; ++k) sums[k] = pairs[k] + pairs[2 + k];
      for (std::size_t k = 2; k < 4; ++k) sums[k] = pairs[2 + k] + pairs[4 + k];
    }
    return;
  }
#endif
  sums[0] = hn::GetLane(hn::SumOfLanes(d, a));
  sums[1] = hn::GetLane(hn::SumOfLanes(d, b));
  sums[2] = hn::GetLane(hn::SumOfLanes(d, c));
  sums[3] = hn::GetLane(hn::SumOfLanes(d, e));
}

HWY_INLINE void add_to(double* sums, Index output, double x) {
  sums[output >> 1] += (output & 1) != 0 ? -x : x;
}

template <class D, std::size_t rows, std::size_t columns, bool total, bool masked>
HWY_INLINE void outer_sum(const Index* words, const Frame& f) {
  constexpr std::size_t all = columns + (total ? 1 : 0);
  const D d;
  const std::size_t width = hn::Lanes(d);
  const double* a[rows];
  const double* b[columns + 1];
  WENGERT_UNROLLED for (std::size_t r = 0; r < rows; ++r) a[r] = f.at(words[r]);
  WENGERT_UNROLLED for (std::size_t c = 0; c < columns; ++c) b[c] = f.at(words[rows + c]);
  VectorOf<D> sum[rows][all];
  WENGERT_UNROLLED for (std::size_t r = 0; r < rows; ++r) {
    WENGERT_UNROLLED for (std::size_t c = 0; c < all; ++c) sum[r][c] = hn::Zero(d);
  }
  for (std::size_t i = 0; i < f.lanes; i += width) {
    auto counted = hn::Zero(d);
    if constexpr (masked) counted = hn::LoadU(d, f.counted + i);
    const auto load = [&](const double* from) HWY_ATTR {
      const auto x = hn::LoadU(d, from + i);
      return masked ? hn::And(counted, x) : x;
    };
    VectorOf<D> x[rows];
    WENGERT_UNROLLED for (std::size_t r = 0; r < rows; ++r) x[r] = load(a[r]);
    WENGERT_UNROLLED for (std::size_t c = 0; c < columns; ++c) {
      const auto y = load(b[c]);
      WENGERT_UNROLLED for (std::size_t r = 0; r < rows; ++r) {
        sum[r][c] = hn::MulAdd(x[r], y, sum[r][c]);
      }
    }
    if constexpr (total) {
      WENGERT_UNROLLED for (std::size_t r = 0; r < rows; ++r) {
        sum[r][columns] = hn::Add(sum[r][columns], x[r]);
      }
    }
  }
  const Index* const outputs = words + rows + columns;
  WENGERT_UNROLLED for (std::size_t r = 0; r < rows; ++r) {
    if constexpr (columns == most_outer_columns) {
      double four[most_outer_columns];
      sums_of_four(d, sum[r][0], sum[r][1], sum[r][2], sum[r][3], four);
      for (std::size_t c = 0; c < columns; ++c) add_to(f.sums, outputs[r * all + c], four[c]);
    }
    constexpr std::size_t first = columns == most_outer_columns ? columns : 0;
    WENGERT_UNROLLED for (std::size_t c = first; c < all; ++c) {
      add_to(f.sums, outputs[r * all + c], hn::GetLane(hn::SumOfLanes(d, sum[r][c])));
    }
  }
}

template <class D, std::size_t rows, std::size_t columns, bool total>
void outer(const Index* words, Index, const Frame& f) {
  if (f.counted == nullptr) return outer_sum<D, rows, columns, total, false>(words, f);
  outer_sum<D, rows, columns, total, true>(words, f);
}

// --- the tables ---

template <class D, std::size_t rows, std::size_t... columns>
void fill_outer(SumKernels& k, std::index_sequence<columns...>) {
  k.outer[rows - 1][0][1] = outer<D, rows, 0, true>;
  ((k.outer[rows - 1][columns + 1][0] = outer<D, rows, columns + 1, false>), ...);
  ((k.outer[rows - 1][columns + 1][1] = outer<D, rows, columns + 1, true>), ...);
}

template <class D, std::size_t... less>
void fill_combinations(SumKernels& k, std::index_sequence<less...>) {
  ((k.combination[less][0][0] = combination<D, less + 1, false, false>), ...);
  ((k.combination[less][0][1] = combination<D, less + 1, false, true>), ...);
  ((k.combination[less][1][0] = combination<D, less + 1, true, false>), ...);
  ((k.combination[less][1][1] = combination<D, less + 1, true, true>), ...);
}

template <class D>
SumKernels all_kernels() {
  SumKernels k{};
  fill_combinations<D>(k, std::make_index_sequence<most_combined>());
  k.terms = terms<D>;
  fill_outer<D, 1>(k, std::make_index_sequence<most_outer_columns>());
  fill_outer<D, 2>(k, std::make_index_sequence<most_outer_columns>());
  return k;
}

SumKernels of_many() { return all_kernels<hn::ScalableTag<double>>(); }
SumKernels of_one() { return all_kernels<hn::CappedTag<double, 1>>(); }

}  // namespace
}  // namespace wengert::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wengert::detail {

HWY_EXPORT(of_many);
HWY_EXPORT(of_one);

const SumKernels& sum_kernels() {
  static const SumKernels kernels = HWY_DYNAMIC_DISPATCH(of_many)();
  return kernels;
}

const SumKernels& sum_kernels_of_one() {
  static const SumKernels kernels = HWY_DYNAMIC_DISPATCH(of_one)();
  return kernels;
}

}  // namespace wengert::detail
#endif
