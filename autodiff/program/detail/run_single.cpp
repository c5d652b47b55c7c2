// SPDX-License-Identifier: MIT
#include "../../detail/inlining.hpp"
#include "run.hpp"
#include "single.hpp"
#include "single_words.hpp"
#include "sum_kernels.hpp"

namespace wengert::detail {
namespace {

// Leaves `at` behind the sum.
WENGERT_ALWAYS_INLINE double take_sum(const Index*& at, const double* weights,
                                      const double* values) {
  const Index n = at[0], bias = at[1];
  at += 2;
  const Index* const end = at + 2 * n;
  double sum = 0.0;
  if (bias != no_index) {
    sum = weights[bias];
    if (n == 2) {
      sum += weights[at[0]] * values[at[1]];
      sum += weights[at[2]] * values[at[3]];
      at += 4;
      return sum;
    }
  } else {
    sum = weights[at[0]] * values[at[1]];
    at += 2;
  }
  for (; at != end; at += 2) sum += weights[at[0]] * values[at[1]];
  return sum;
}

void run_terms(const Index*& at, double* values) {
  double& result = values[at[1]];
  const Index n = at[2];
  at += 3;
  double sum = 0.0;
  for (Index k = 0; k < n; ++k, at += 3) {
    const bool is_product = (at[0] & term_product) != 0;
    const double size = is_product ? values[at[1]] * values[at[2]] : values[at[1]];
    const double term = (at[0] & term_negative) != 0 ? -size : size;
    sum = k == 0 ? term : sum + term;
  }
  result = sum;
}

// As a tape does it: what the value's rounding took saves the slope an exponential.
template <class R>
WENGERT_ALWAYS_INLINE void value_and_slope(double x, double& value, double& slope) {
  if constexpr (requires { R::value_and_rest(x); }) {
    const ValueAndRest y = R::value_and_rest(x);
    value = y.value;
    slope = R::da(x, y.value, y.rest);
  } else {
    const double y = R::value(x);
    value = y;
    slope = R::da(x, y);
  }
}

WENGERT_ALWAYS_INLINE void run_sum(const Index*& at, const double* weights, double* values) {
  double& result = values[at[1]];
  at += 2;
  result = take_sum(at, weights, values);
}

template <class R>
WENGERT_ALWAYS_INLINE void run_activation(const Index*& at, const double* weights, double* values) {
  double &y = values[at[1]], &slope = values[at[2]];
  at += 3;
  value_and_slope<R>(take_sum(at, weights, values), y, slope);
}

WENGERT_ALWAYS_INLINE void run_sum_times(const Index*& at, const double* weights, double* values) {
  double& result = values[at[1]];
  const double factor = values[at[2]];
  at += 3;
  result = take_sum(at, weights, values) * factor;
}

template <class R>
WENGERT_ALWAYS_INLINE void activate(const Index*& at, double* values) {
  value_and_slope<R>(values[at[3]], values[at[1]], values[at[2]]);
  at += 4;
}

template <class R>
WENGERT_ALWAYS_INLINE void compute(const Index*& at, double* values) {
  values[at[1]] = R::value(values[at[2]], values[at[3]]);
  at += 4;
}

void call_row(const Index*& at, double* values) {
  const auto operation = static_cast<Operation>(at[1]);
  const auto part = static_cast<Part>(at[2]);
  struct Operands {
    const Index* at;
    std::size_t count;
    const double* values;
    double operator[](std::size_t k) const { return values[at[k]]; }
    std::size_t size() const { return count; }
  };
  const Operands v{at + 5, at[4], values};
  values[at[3]] = visit_row(operation, [&](auto type) -> double {
    using R = typename decltype(type)::type;
    if (part == Part::value) return run_value<R, double>(v);
    return run_partial<R, double>(static_cast<std::size_t>(part) - 1, v);
  });
  at += 5 + at[4];
}

WENGERT_ALWAYS_INLINE void put_products(const Index*& at, const double* values, double* sums) {
  const double row = values[at[1]];
  const Index* const end = at + 4 + 2 * at[2];
  if (at[3] != no_index) sums[at[3]] = row;
  for (at += 4; at != end; at += 2) sums[at[1]] = row * values[at[0]];
}

void add_products(const Index*& at, const double* values, double* sums) {
  const double row = values[at[1]];
  const Index* const end = at + 3 + 2 * at[2];
  for (at += 3; at != end; at += 2) {
    const double size = at[0] == no_index ? row : row * values[at[0]];
    const double x = (at[1] & 1) != 0 ? -size : size;
    double& sum = sums[at[1] >> 2];
    sum = (at[1] & 2) != 0 ? x : sum + x;
  }
}

WENGERT_ALWAYS_INLINE void store(const Index*& at, const double* values, double* each) {
  if (each != nullptr) each[at[2]] = values[at[1]];
  at += 3;
}

}  // namespace

void run_single(std::span<const Index> code, const double* parameters, double* values,
                const SingleResults& results) {
  const Index* at = code.data();
  for (;;) {
    switch (static_cast<SingleWord>(*at)) {
      case SingleWord::sum:
        run_sum(at, values, values);
        break;
      case SingleWord::sum_of_parameters:
        run_sum(at, parameters, values);
        break;
      case SingleWord::sum_sigmoid:
        run_activation<operations::Sigmoid>(at, values, values);
        break;
      case SingleWord::sum_sigmoid_of_parameters:
        run_activation<operations::Sigmoid>(at, parameters, values);
        break;
      case SingleWord::sum_tanh:
        run_activation<operations::Tanh>(at, values, values);
        break;
      case SingleWord::sum_tanh_of_parameters:
        run_activation<operations::Tanh>(at, parameters, values);
        break;
      case SingleWord::sum_times:
        run_sum_times(at, values, values);
        break;
      case SingleWord::sum_times_of_parameters:
        run_sum_times(at, parameters, values);
        break;
      case SingleWord::end:
        return;
      case SingleWord::terms:
        run_terms(at, values);
        break;
      case SingleWord::sigmoid:
        activate<operations::Sigmoid>(at, values);
        break;
      case SingleWord::tanh:
        activate<operations::Tanh>(at, values);
        break;
      case SingleWord::multiply:
        compute<operations::Multiply>(at, values);
        break;
      case SingleWord::subtract:
        compute<operations::Subtract>(at, values);
        break;
      case SingleWord::row:
        call_row(at, values);
        break;
      case SingleWord::put:
        put_products(at, values, results.sums);
        break;
      case SingleWord::outer:
        add_products(at, values, results.sums);
        break;
      case SingleWord::store:
        store(at, values, results.each);
        break;
    }
  }
}

}  // namespace wengert::detail
