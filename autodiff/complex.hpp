// SPDX-License-Identifier: MIT
// Complex: a double with an imaginary part, for the complex-step derivative
//
//   f'(x) = Im f(x + ih) / h,   h = 1e-30 max(|x|, 1e-100),
//
// which subtracts nothing and so loses no digits (Squire and Trapp, SIAM Review 40, 1998). It is an
// oracle independent of every derivative rule. Comparisons and roundings look at the real part, so
// that a program takes the branch that it takes on doubles. Not meant as a general complex number:
// branch cuts follow the real part.
//
// erf, erfc, lgamma, digamma, trigamma and gelu have no complex form here and throw Error.
#ifndef WENGERT_AUTODIFF_COMPLEX_HPP
#define WENGERT_AUTODIFF_COMPLEX_HPP

#include "detail/apply.hpp"
#include "detail/export.hpp"
#include "operations.hpp"

namespace wengert {

struct Complex {
  double real = 0.0;
  double imag = 0.0;

  Complex(double re = 0.0, double im = 0.0) : real(re), imag(im) {}

  friend bool operator<(const Complex& a, const Complex& b) { return a.real < b.real; }
  friend bool operator>(const Complex& a, const Complex& b) { return b < a; }
  friend bool operator<=(const Complex& a, const Complex& b) { return a.real <= b.real; }
  friend bool operator>=(const Complex& a, const Complex& b) { return b <= a; }
  friend bool operator==(const Complex& a, const Complex& b) { return a.real == b.real; }
  friend Complex select(bool mask, const Complex& a, const Complex& b) { return mask ? a : b; }
};

// The step for the derivative at x.
inline double complex_step(double x) { return 1e-30 * std::fmax(std::fabs(x), 1e-100); }

WENGERT_EXPORT Complex operator+(const Complex& a, const Complex& b);
WENGERT_EXPORT Complex operator-(const Complex& a, const Complex& b);
WENGERT_EXPORT Complex operator*(const Complex& a, const Complex& b);
WENGERT_EXPORT Complex operator/(const Complex& a, const Complex& b);
WENGERT_EXPORT Complex operator-(const Complex& a);
WENGERT_EXPORT Complex fma(const Complex& a, const Complex& b, const Complex& c);
WENGERT_EXPORT Complex exp(const Complex& z);
WENGERT_EXPORT Complex exp2(const Complex& z);
WENGERT_EXPORT Complex expm1(const Complex& z);
WENGERT_EXPORT Complex log(const Complex& z);
WENGERT_EXPORT Complex log2(const Complex& z);
WENGERT_EXPORT Complex log10(const Complex& z);
WENGERT_EXPORT Complex log1p(const Complex& z);
WENGERT_EXPORT Complex sqrt(const Complex& z);
WENGERT_EXPORT Complex cbrt(const Complex& z);
WENGERT_EXPORT Complex pow(const Complex& a, const Complex& b);
WENGERT_EXPORT Complex hypot(const Complex& a, const Complex& b);
WENGERT_EXPORT Complex sin(const Complex& z);
WENGERT_EXPORT Complex cos(const Complex& z);
WENGERT_EXPORT Complex tan(const Complex& z);
WENGERT_EXPORT Complex asin(const Complex& z);
WENGERT_EXPORT Complex acos(const Complex& z);
WENGERT_EXPORT Complex atan(const Complex& z);
WENGERT_EXPORT Complex atan2(const Complex& a, const Complex& b);
WENGERT_EXPORT Complex sinh(const Complex& z);
WENGERT_EXPORT Complex cosh(const Complex& z);
WENGERT_EXPORT Complex tanh(const Complex& z);
WENGERT_EXPORT Complex asinh(const Complex& z);
WENGERT_EXPORT Complex acosh(const Complex& z);
WENGERT_EXPORT Complex atanh(const Complex& z);
WENGERT_EXPORT Complex floor(const Complex& z);
WENGERT_EXPORT Complex ceil(const Complex& z);
WENGERT_EXPORT Complex round(const Complex& z);
WENGERT_EXPORT Complex trunc(const Complex& z);
WENGERT_EXPORT Complex fmod(const Complex& a, const Complex& b);

// The functions of our own are their rows.
#define WENGERT_OWN1(Row, function)                                                      \
  inline Complex function(const Complex& x) {                                            \
    if constexpr (operations::Row::facts.complex_form) return operations::Row::value(x); \
    detail::throw_no_complex_form(operations::Row::facts.name);                          \
  }
#define WENGERT_OWN2(Row, function)                             \
  inline Complex function(const Complex& a, const Complex& b) { \
    return operations::Row::value(a, b);                        \
  }
#include "operations/list.inc"
inline Complex abs(const Complex& x) { return operations::Abs::value(x); }
// Named so that generic programs compile; they throw Error.
inline Complex erf(const Complex&) { detail::throw_no_complex_form("erf"); }
inline Complex erfc(const Complex&) { detail::throw_no_complex_form("erfc"); }
inline Complex lgamma(const Complex&) { detail::throw_no_complex_form("lgamma"); }

template <>
struct Number<Complex> {
  static bool less(const Complex& a, const Complex& b) { return a < b; }
  static bool equal(const Complex& a, const Complex& b) { return a == b; }
  static bool both(bool a, bool b) { return a && b; }
  static bool holds(bool mask) { return mask; }
  static bool is_zero(const Complex& x) { return x.real == 0.0 && x.imag == 0.0; }
  static Complex select(bool mask, const Complex& a, const Complex& b) { return mask ? a : b; }
  template <class A, class B>
  static Complex choose(bool mask, A a, B b) {
    return mask ? a() : b();
  }
  static Complex constant(Irrational c) { return Number<double>::constant(c); }
  static constexpr bool is_complex = true;
};

}  // namespace wengert

#endif
