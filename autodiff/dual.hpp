// SPDX-License-Identifier: MIT
// Dual: a value with one tangent, the number of forward mode.
//
//   Dual x(2.0, 1.0);        // dx/dx = 1
//   (x * sin(x)).tangent     // d/dx of it
//
// Dual<Dual<double>> carries second derivatives, and so on. A tangent of exactly 0 absorbs: no
// partial is computed for it, so that a constant never makes a NaN. Comparisons look at values.
#ifndef WENGERT_AUTODIFF_DUAL_HPP
#define WENGERT_AUTODIFF_DUAL_HPP

#include "detail/apply.hpp"
#include "operations.hpp"

namespace wengert {

template <class T = double>
struct Dual {
  T value;
  T tangent;

  Dual(double constant = 0.0) : value(constant), tangent(0.0) {}
  Dual(const T& v, const T& dv) : value(v), tangent(dv) {}

#define WENGERT_OPERATOR1(Row, symbol)                            \
  friend Dual operator symbol(const Dual& x) {                    \
    return detail::Apply<Dual>::template run<operations::Row>(x); \
  }
#define WENGERT_OPERATOR2(Row, symbol)                               \
  friend Dual operator symbol(const Dual& a, const Dual& b) {        \
    return detail::Apply<Dual>::template run<operations::Row>(a, b); \
  }                                                                  \
  friend Dual& operator symbol##=(Dual& a, const Dual& b) { return a = a symbol b; }
#define WENGERT_CMATH1(Row, function)                             \
  friend Dual function(const Dual& x) {                           \
    return detail::Apply<Dual>::template run<operations::Row>(x); \
  }
#define WENGERT_CMATH2(Row, function)                                \
  friend Dual function(const Dual& a, const Dual& b) {               \
    return detail::Apply<Dual>::template run<operations::Row>(a, b); \
  }
#define WENGERT_CMATH3(Row, function)                                   \
  friend Dual function(const Dual& a, const Dual& b, const Dual& c) {   \
    return detail::Apply<Dual>::template run<operations::Row>(a, b, c); \
  }
#define WENGERT_OWN1 WENGERT_CMATH1
#define WENGERT_OWN2 WENGERT_CMATH2
#include "operations/list.inc"

  friend Dual operator+(const Dual& x) { return x; }
  friend bool operator<(const Dual& a, const Dual& b) { return a.value < b.value; }
  friend bool operator>(const Dual& a, const Dual& b) { return b < a; }
  friend bool operator<=(const Dual& a, const Dual& b) { return a.value <= b.value; }
  friend bool operator>=(const Dual& a, const Dual& b) { return b <= a; }
  friend bool operator==(const Dual& a, const Dual& b) { return a.value == b.value; }
  friend Dual select(bool mask, const Dual& a, const Dual& b) { return mask ? a : b; }
};

template <class T>
struct Number<Dual<T>> {
  using D = Dual<T>;
  static auto less(const D& a, const D& b) { return Number<T>::less(a.value, b.value); }
  static auto equal(const D& a, const D& b) { return Number<T>::equal(a.value, b.value); }
  template <class Mask>
  static Mask both(const Mask& a, const Mask& b) {
    return Number<T>::both(a, b);
  }
  template <class Mask>
  static bool holds(const Mask& mask) {
    return Number<T>::holds(mask);
  }
  static bool is_zero(const D& x) {
    return Number<T>::is_zero(x.value) && Number<T>::is_zero(x.tangent);
  }
  template <class Mask>
  static D select(const Mask& mask, const D& a, const D& b) {
    return {Number<T>::select(mask, a.value, b.value),
            Number<T>::select(mask, a.tangent, b.tangent)};
  }
  template <class A, class B>
  static D choose(bool mask, A a, B b) {
    return mask ? a() : b();
  }
  template <class Mask, class A, class B>
  static D choose(const Mask& mask, A a, B b) {
    const D chosen = a();
    const D other = b();
    return select(mask, chosen, other);
  }
  static D constant(Irrational c) { return {Number<T>::constant(c), T(0.0)}; }
  static D digamma(const D& x) { return detail::Apply<D>::template run<operations::Digamma>(x); }
  static D trigamma(const D& x) { return detail::Apply<D>::template run<operations::Trigamma>(x); }
  static constexpr bool is_complex = false;
};

namespace detail {

// sum += partial * tangent, where a tangent of 0 absorbs and its partial is not even computed.
template <class T, class Partial>
void add_product(T& sum, const T& tangent, Partial partial) {
  if (Number<T>::is_zero(tangent)) return;
  const T product = partial() * tangent;
  sum = sum + product;
}

// Runs an operation of the table on duals: its value, and the chain rule with its partials.
template <class T>
struct Apply<Dual<T>> {
  using D = Dual<T>;

  template <class R>
  static D run(const D& a) {
    const T y = Apply<T>::template run<R>(a.value);
    T sum(0.0);
    if constexpr (requires { R::da(a.value, y); }) {
      add_product(sum, a.tangent, [&] { return R::da(a.value, y); });
    } else if (!R::facts.mask && !Number<T>::is_zero(a.tangent)) {
      throw_no_slope(R::facts.name);
    }
    return {y, sum};
  }

  template <class R>
  static D run(const D& a, const D& b) {
    const T y = Apply<T>::template run<R>(a.value, b.value);
    T sum(0.0);
    if constexpr (!R::facts.mask) {
      add_product(sum, a.tangent, [&] { return R::da(a.value, b.value, y); });
      add_product(sum, b.tangent, [&] { return R::db(a.value, b.value, y); });
    }
    return {y, sum};
  }

  template <class R>
  static D run(const D& a, const D& b, const D& c) {
    const T y = Apply<T>::template run<R>(a.value, b.value, c.value);
    T sum(0.0);
    if constexpr (requires { R::pull_b(a.value, y); }) {
      const T from_b = R::pull_b(a.value, b.tangent);
      const T from_c = R::pull_c(a.value, c.tangent);
      sum = from_b + from_c;
    } else {
      add_product(sum, a.tangent, [&] { return R::da(a.value, b.value, c.value, y); });
      add_product(sum, b.tangent, [&] { return R::db(a.value, b.value, c.value, y); });
      add_product(sum, c.tangent, [&] { return R::dc(a.value, b.value, c.value, y); });
    }
    return {y, sum};
  }

  template <class V>
  struct Values {
    const V& v;
    T operator[](std::size_t i) const { return v[i].value; }
    std::size_t size() const { return v.size(); }
  };

  template <class R, class V>
  static D run_nary(const V& v) {
    const Values<V> values{v};
    const T y = Apply<T>::template run_nary<R>(values);
    T sum(0.0);
    R::template partials<T>(values, y, [&](std::size_t i, const T& partial) {
      add_product(sum, v[i].tangent, [&] { return partial; });
    });
    return {y, sum};
  }
};

}  // namespace detail
}  // namespace wengert

// As for double: without it std::numeric_limits<Dual<T>>::max() would be 0.
template <class T>
class std::numeric_limits<wengert::Dual<T>> : public std::numeric_limits<double> {};

#endif
