// SPDX-License-Identifier: MIT
// Bounded: a value with a bound on its rounding error (running error analysis; N. J. Higham,
// Accuracy and Stability of Numerical Algorithms, 2002, 3.3). It tells a wrong derivative from a
// right one whose digits cancelled: f(1 - f) of a sigmoid that has reached 1.
//
// To first order: an operand's error times the partial of the table, plus what the row's own
// value_ulp promises.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_BOUNDED_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_BOUNDED_HPP

#include <cmath>

#include "../../detail/apply.hpp"
#include "../../operations.hpp"

namespace wengert::detail {

struct Bounded {
  double value;
  double error;

  Bounded(double exact = 0.0) : value(exact), error(0.0) {}
  Bounded(double v, double bound) : value(v), error(bound) {}

  friend Bounded operator+(const Bounded& x) { return x; }
  friend bool operator<(const Bounded& a, const Bounded& b) { return a.value < b.value; }
  friend bool operator==(const Bounded& a, const Bounded& b) { return a.value == b.value; }
};

template <>
struct Apply<Bounded> {
  template <class R>
  static Bounded run(const Bounded& a) {
    const double y = R::value(a.value);
    double error = rounding<R>(y, a.value);
    if constexpr (requires { R::da(a.value, y); }) {
      add(error, a, [&] { return R::da(a.value, y); });
    }
    return {y, error};
  }

  template <class R>
  static Bounded run(const Bounded& a, const Bounded& b) {
    const double y = R::value(a.value, b.value);
    double error = rounding<R>(y, a.value, b.value);
    if constexpr (!R::facts.mask) {
      add(error, a, [&] { return R::da(a.value, b.value, y); });
      add(error, b, [&] { return R::db(a.value, b.value, y); });
    }
    return {y, error};
  }

  template <class R>
  static Bounded run(const Bounded& a, const Bounded& b, const Bounded& c) {
    const double y = R::value(a.value, b.value, c.value);
    double error = rounding<R>(y, a.value, b.value, c.value);
    if constexpr (requires { R::pull_b(a.value, y); }) {
      error += R::pull_b(a.value, b.error) + R::pull_c(a.value, c.error);
    } else {
      add(error, a, [&] { return R::da(a.value, b.value, c.value, y); });
      add(error, b, [&] { return R::db(a.value, b.value, c.value, y); });
      add(error, c, [&] { return R::dc(a.value, b.value, c.value, y); });
    }
    return {y, error};
  }

  template <class R, class V>
  static Bounded run_nary(const V& v) {
    struct Values {
      const V& v;
      double operator[](std::size_t i) const { return Bounded(v[i]).value; }
      std::size_t size() const { return v.size(); }
    };
    const Values values{v};
    const double y = R::template value<double>(values);
    double error = R::facts.value_ulp * DBL_EPSILON * R::value_scale(values);
    R::template partials<double>(values, y, [&](std::size_t i, double partial) {
      add(error, Bounded(v[i]), [&] { return partial; });
    });
    return {y, error};
  }

 private:
  template <class R, class... Operands>
  static double rounding(double y, Operands... operands) {
    double scale = std::fabs(y);
    if constexpr (requires { R::value_scale(operands...); }) {
      scale = std::fabs(static_cast<double>(R::value_scale(operands...)));
    }
    return R::facts.value_ulp * DBL_EPSILON * scale;
  }

  template <class Partial>
  static void add(double& error, const Bounded& operand, Partial partial) {
    if (operand.error != 0.0) error += std::fabs(partial()) * operand.error;
  }
};

#define WENGERT_OPERATOR1(Row, symbol)               \
  inline Bounded operator symbol(const Bounded& x) { \
    return Apply<Bounded>::run<operations::Row>(x);  \
  }
#define WENGERT_OPERATOR2(Row, symbol)                                 \
  inline Bounded operator symbol(const Bounded& a, const Bounded& b) { \
    return Apply<Bounded>::run<operations::Row>(a, b);                 \
  }
#define WENGERT_CMATH1(Row, function) \
  inline Bounded function(const Bounded& x) { return Apply<Bounded>::run<operations::Row>(x); }
#define WENGERT_CMATH2(Row, function)                           \
  inline Bounded function(const Bounded& a, const Bounded& b) { \
    return Apply<Bounded>::run<operations::Row>(a, b);          \
  }
#define WENGERT_CMATH3(Row, function)                                             \
  inline Bounded function(const Bounded& a, const Bounded& b, const Bounded& c) { \
    return Apply<Bounded>::run<operations::Row>(a, b, c);                         \
  }
#define WENGERT_OWN1 WENGERT_CMATH1
#define WENGERT_OWN2 WENGERT_CMATH2
#include "../../operations/list.inc"

}  // namespace wengert::detail

namespace wengert {

template <>
struct Number<detail::Bounded> {
  using B = detail::Bounded;
  static bool less(const B& a, const B& b) { return a.value < b.value; }
  static bool equal(const B& a, const B& b) { return a.value == b.value; }
  static bool both(bool a, bool b) { return a && b; }
  static bool holds(bool mask) { return mask; }
  static bool is_zero(const B& x) { return x.value == 0.0 && x.error == 0.0; }
  static B select(bool mask, const B& a, const B& b) { return mask ? a : b; }
  template <class A, class B2>
  static B choose(bool mask, A a, B2 b) {
    return mask ? a() : b();
  }
  static B constant(Irrational c) {
    const double value = Number<double>::constant(c);
    return {value, DBL_EPSILON * std::fabs(value)};
  }
  static B digamma(const B& x) { return detail::Apply<B>::run<operations::Digamma>(x); }
  static B trigamma(const B& x) { return detail::Apply<B>::run<operations::Trigamma>(x); }
  static constexpr bool is_complex = false;
};

}  // namespace wengert

template <>
class std::numeric_limits<wengert::detail::Bounded> : public std::numeric_limits<double> {};

#endif
