// SPDX-License-Identifier: MIT
// What a number type brings to the rows of the operations table, beside + - * /, T(double) and the
// <cmath> names (found by argument-dependent look-up).
//
// The defaults fit every ordinary ordered number: double, float, boost::multiprecision numbers.
// Specialise Number<T> where < is missing (a complex number compares real parts) or where a mask
// is a value of its own (a recorded node, a SIMD register).
#ifndef WENGERT_AUTODIFF_NUMBER_HPP
#define WENGERT_AUTODIFF_NUMBER_HPP

#if defined(__FAST_MATH__) && !defined(WENGERT_ALLOW_FAST_MATH)
#error \
    "wengert: -ffast-math lets the compiler assume that NaN and infinity never occur, and the \
derivatives at hard points are then wrong. Compile without it, or define WENGERT_ALLOW_FAST_MATH."
#endif

#include "detail/export.hpp"

namespace wengert {

enum class Irrational { ln_2, ln_10, two_over_root_pi, root_half, one_over_root_two_pi };

inline constexpr double irrationals[] = {0.69314718055994530942, 2.3025850929940456840,
                                         1.1283791670955125739, 0.70710678118654752440,
                                         0.39894228040143267794};

namespace detail {
// Boost.Math's, with IEEE answers instead of exceptions: NaN at the poles 0, -1, -2, ...
WENGERT_EXPORT double digamma(double x) noexcept;
WENGERT_EXPORT double trigamma(double x) noexcept;
// As std::lgamma, but without the race on the global `signgam`.
WENGERT_EXPORT double lgamma(double x) noexcept;
inline float lgamma(float x) noexcept { return static_cast<float>(lgamma(static_cast<double>(x))); }
}  // namespace detail

template <class T>
struct Number {
  // Comparisons are false when either side is NaN, as in C++.
  static bool less(const T& a, const T& b) { return a < b; }
  static bool equal(const T& a, const T& b) { return a == b; }
  static bool both(bool a, bool b) { return a && b; }
  static bool holds(bool mask) { return mask; }
  // An adjoint or a tangent that absorbs: whatever it is multiplied with, the product is absent.
  static bool is_zero(const T& x) { return x == T(0.0); }
  static T select(bool mask, const T& a, const T& b) { return mask ? a : b; }
  // As select, for two callables of which only one need run.
  template <class A, class B>
  static T choose(bool mask, A a, B b) {
    return mask ? a() : b();
  }
  static T constant(Irrational c) { return T(irrationals[static_cast<int>(c)]); }
  // What <cmath> lacks.
  static T digamma(const T& x) { return T(detail::digamma(static_cast<double>(x))); }
  static T trigamma(const T& x) { return T(detail::trigamma(static_cast<double>(x))); }
  static constexpr bool is_complex = false;
};

}  // namespace wengert

#endif
