// SPDX-License-Identifier: MIT
#include "oracle.hpp"

#include <algorithm>
#include <vector>

#include "definitions.hpp"

namespace wengert::test {
namespace {

template <class T>
Exact exact(const T& x) {
  if (!isfinite(x)) return {x.template convert_to<double>()};
  Exact result;
  const T mantissa = frexp(x, &result.exponent);
  result.high = mantissa.template convert_to<double>();
  result.low = T(mantissa - result.high).template convert_to<double>();
  return result;
}

// Each precision has a step of its own, so that agreement also bounds the error that the step
// makes. The first two scale it with |x|, which is cheap for functions like log; the rest with
// min(1, |x|), which is right for functions like sin.
template <unsigned digits>
struct Rung {
  using T = HighPrecision<digits>;

  template <class Row>
  static T step(double x) {
    const double size = x == 0.0 ? 1.0 : std::fabs(x);
    if (digits == 50) return T(1e-17) * (has_jumps<Row> ? std::min(1.0, size) : size);
    if (digits == 100) return T(1e-33) * (has_jumps<Row> ? std::min(1.0, size) : size);
    return T(1e-40) / digits * std::min(1.0, size);
  }

  static Exact value(Operation row, std::size_t, std::span<const double> operands) {
    const std::vector<T> v(operands.begin(), operands.end());
    return visit_row(row, [&](auto type) {
      using Row = typename decltype(type)::type;
      return exact(T(Definition<Row>::value(std::span<const T>(v))));
    });
  }

  static Exact slope(Operation row, std::size_t k, std::span<const double> operands) {
    std::vector<T> right(operands.begin(), operands.end());
    std::vector<T> left = right;
    return visit_row(row, [&](auto type) {
      using Row = typename decltype(type)::type;
      const T h = step<Row>(operands[k]);
      right[k] += h;
      left[k] -= h;
      const T difference =
          same_slope<Row>(std::span<const T>(right)) - same_slope<Row>(std::span<const T>(left));
      return exact(T(difference / (2 * h)));
    });
  }
};

using Evaluation = Exact (*)(Operation, std::size_t, std::span<const double>);

// A zero is believed only from the last two: the slope of sigmoid at 200 is 0 to 100 digits.
template <std::size_t count>
std::optional<Exact> climb(const Evaluation (&rungs)[count], Operation row, std::size_t k,
                           std::span<const double> operands) {
  Exact last = rungs[0](row, k, operands);
  for (std::size_t i = 1; i < count; ++i) {
    const Exact next = rungs[i](row, k, operands);
    const bool settled = next.high != 0.0 || i + 1 == count;
    if (settled && agree_to_30_digits(last, next)) return next;
    last = next;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Exact> exact_value(Operation row, std::span<const double> operands) {
  static constexpr Evaluation rungs[] = {Rung<50>::value, Rung<100>::value, Rung<200>::value,
                                         Rung<400>::value, Rung<800>::value};
  return climb(rungs, row, 0, operands);
}

std::optional<Exact> exact_slope(Operation row, std::size_t k, std::span<const double> operands) {
  static constexpr Evaluation rungs[] = {Rung<50>::slope, Rung<100>::slope, Rung<200>::slope,
                                         Rung<400>::slope, Rung<800>::slope};
  return climb(rungs, row, k, operands);
}

}  // namespace wengert::test
