// SPDX-License-Identifier: MIT
// The functions of the table as a textbook defines them, for numbers of so many digits that neither
// cancellation nor overflow matters. Written apart from the rows, which they check.
#ifndef WENGERT_TESTS_ORACLE_DEFINITIONS_HPP
#define WENGERT_TESTS_ORACLE_DEFINITIONS_HPP

#include <autodiff/operations.hpp>
#include <limits>
#include <span>
#include <type_traits>

#include "../support/high_precision.hpp"

namespace wengert::test {
namespace textbook {

// Beyond it Boost has no digits left for the angle, and answers 0 or 1: two precisions would agree
// on nonsense.
template <class T>
T angle(const T& x) {
  const T digits_lost = abs(x) * std::numeric_limits<T>::epsilon();
  return digits_lost < 1e-35 ? x : std::numeric_limits<T>::quiet_NaN();
}
template <unsigned digits>
HighPrecision<digits> sin(const HighPrecision<digits>& x) {
  return boost::multiprecision::sin(angle(x));
}
template <unsigned digits>
HighPrecision<digits> cos(const HighPrecision<digits>& x) {
  return boost::multiprecision::cos(angle(x));
}
template <unsigned digits>
HighPrecision<digits> tan(const HighPrecision<digits>& x) {
  return boost::multiprecision::tan(angle(x));
}

// The error function and the gamma family only up to 200 digits, which is enough: for more, Boost
// would spend seconds on tables whenever the program starts.
template <unsigned digits, class F>
HighPrecision<digits> up_to_200_digits(const HighPrecision<digits>& x, F f) {
  if constexpr (digits <= 200) {
    return f(x);
  } else {
    return std::numeric_limits<HighPrecision<digits>>::quiet_NaN();
  }
}
template <unsigned digits>
HighPrecision<digits> erf(const HighPrecision<digits>& x) {
  return up_to_200_digits(x, [](const auto& t) { return boost::multiprecision::erf(t); });
}
template <unsigned digits>
HighPrecision<digits> erfc(const HighPrecision<digits>& x) {
  return up_to_200_digits(x, [](const auto& t) { return boost::multiprecision::erfc(t); });
}
template <unsigned digits>
HighPrecision<digits> lgamma(const HighPrecision<digits>& x) {
  return up_to_200_digits(x, [](const auto& t) { return boost::multiprecision::lgamma(t); });
}
template <unsigned digits>
HighPrecision<digits> digamma(const HighPrecision<digits>& x) {
  const bool is_pole = x <= 0 && x == floor(x);
  if (is_pole) return std::numeric_limits<HighPrecision<digits>>::quiet_NaN();
  return up_to_200_digits(x, [](const auto& t) { return boost::math::digamma(t); });
}
// The derivative of digamma, by its difference.
template <class T>
T trigamma(const T& x) {
  const T h = abs(x) * pow(T(10), -std::numeric_limits<T>::digits10 / 3);
  return (digamma(T(x + h)) - digamma(T(x - h))) / (2 * h);
}

template <class T>
T square(const T& x) {
  return x * x;
}
template <class T>
T reciprocal(const T& x) {
  return 1 / x;
}
template <class T>
T absorb(const T& a, const T& s) {
  return a * s;
}
template <class T>
T max(const T& a, const T& b) {
  return a > b ? a : b;
}
template <class T>
T min(const T& a, const T& b) {
  return a > b ? b : a;
}
template <class T>
T sigmoid(const T& x) {
  return 1 / (1 + exp(-x));
}
// log(1 + e^x); e^-3000 is below the digits of every T, and e^x must not overflow.
template <class T>
T softplus(const T& x) {
  return x > 3000 ? x : log1p(exp(x));
}
template <class T>
T log_sigmoid(const T& x) {
  return -softplus(T(-x));
}
template <class T>
T relu(const T& x) {
  return x > 0 ? x : T(0);
}
template <class T>
T silu(const T& x) {
  return x * sigmoid(x);
}
template <class T>
T gelu(const T& x) {
  return x * erfc(T(-x / sqrt(T(2)))) / 2;
}

}  // namespace textbook

using textbook::cos, textbook::erf, textbook::erfc, textbook::lgamma, textbook::sin, textbook::tan;

// Definition<Row>::value(v): the function of the row at the operands v.
template <class Row>
struct Definition;

#define WENGERT_DEFINITION(Row, expression) \
  template <>                               \
  struct Definition<operations::Row> {      \
    template <class T>                      \
    static T value(std::span<const T> v) {  \
      return expression;                    \
    }                                       \
  };
#define WENGERT_OPERATOR1(Row, symbol) WENGERT_DEFINITION(Row, symbol v[0])
#define WENGERT_OPERATOR2(Row, symbol) WENGERT_DEFINITION(Row, v[0] symbol v[1])
#define WENGERT_CMATH1(Row, function) WENGERT_DEFINITION(Row, function(v[0]))
#define WENGERT_CMATH2(Row, function) WENGERT_DEFINITION(Row, function(v[0], v[1]))
#define WENGERT_CMATH3(Row, function) WENGERT_DEFINITION(Row, function(v[0], v[1], v[2]))
#define WENGERT_OWN1(Row, function) WENGERT_DEFINITION(Row, textbook::function(v[0]))
#define WENGERT_OWN2(Row, function) WENGERT_DEFINITION(Row, textbook::function(v[0], v[1]))
#define WENGERT_MASK1(Row)
#define WENGERT_MASK2(Row)
#define WENGERT_SELECT3(Row)
#define WENGERT_NARY(Row, function)
#include <autodiff/operations/list.inc>

WENGERT_DEFINITION(Less, v[0] < v[1] ? 1 : 0)
WENGERT_DEFINITION(LessEqual, v[0] <= v[1] ? 1 : 0)
WENGERT_DEFINITION(Equal, v[0] == v[1] ? 1 : 0)
WENGERT_DEFINITION(Both, v[0] == 1 && v[1] == 1 ? 1 : 0)
WENGERT_DEFINITION(Not, v[0] == 1 ? 0 : 1)
WENGERT_DEFINITION(Select, v[0] == 1 ? v[1] : v[2])
#undef WENGERT_DEFINITION

template <>
struct Definition<operations::Sum> {
  template <class T>
  static T value(std::span<const T> v) {
    T sum = 0;
    for (const T& x : v) sum += x;
    return sum;
  }
};

template <>
struct Definition<operations::Dot> {
  template <class T>
  static T value(std::span<const T> v) {
    const std::size_t n = v.size() / 2;
    T sum = v.size() % 2 == 1 ? v.back() : T(0);
    for (std::size_t i = 0; i < n; ++i) sum += v[i] * v[n + i];
    return sum;
  }
};

template <>
struct Definition<operations::LogSumExp> {
  template <class T>
  static T value(std::span<const T> v) {
    T sum = 0;
    for (const T& x : v) sum += exp(x);
    return log(sum);
  }
};

// A function with the slope of the row's, where the row's nears a constant so closely that its
// difference would need hundreds of digits: erf is 1 - erfc.
template <class Row, class T>
T same_slope(std::span<const T> v) {
  const T& x = v[0];
  if constexpr (std::is_same_v<Row, operations::Erf>) {
    if (x > 1) return -erfc(x);
    if (x < -1) return erfc(T(-x));
  }
  if constexpr (std::is_same_v<Row, operations::Erfc>) {
    if (x < -1) return -erfc(T(-x));
  }
  return Definition<Row>::value(v);
}

// Functions that jump, within steps that grow with the operand.
template <class Row>
inline constexpr bool has_jumps =
    std::is_same_v<Row, operations::Floor> || std::is_same_v<Row, operations::Ceil> ||
    std::is_same_v<Row, operations::Round> || std::is_same_v<Row, operations::Trunc>;

}  // namespace wengert::test

#endif
