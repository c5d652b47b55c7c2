// SPDX-License-Identifier: MIT
// A number of many decimal digits that the rows of the table run on, for oracles that are more
// exact than what they check:
//
//   Big y = operations::Tanh::value(Big(0.5));
//
// Needs nothing but Number<>: the functions of <cmath> are Boost.Multiprecision's, found by
// argument-dependent look-up. Slow to compile; include it in few files.
#ifndef WENGERT_TESTS_SUPPORT_HIGH_PRECISION_HPP
#define WENGERT_TESTS_SUPPORT_HIGH_PRECISION_HPP

#include <autodiff/number.hpp>
#include <boost/math/constants/constants.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/polygamma.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>

namespace wengert::test {

template <unsigned digits>
using HighPrecision = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<digits>,
                                                    boost::multiprecision::et_off>;
using Big = HighPrecision<100>;

}  // namespace wengert::test

namespace wengert {

template <unsigned digits>
struct Number<boost::multiprecision::number<boost::multiprecision::cpp_bin_float<digits>,
                                            boost::multiprecision::et_off>> {
  using T = test::HighPrecision<digits>;
  static bool less(const T& a, const T& b) { return a < b; }
  static bool equal(const T& a, const T& b) { return a == b; }
  static bool both(bool a, bool b) { return a && b; }
  static bool holds(bool mask) { return mask; }
  static bool is_zero(const T& x) { return x == 0; }
  static T select(bool mask, const T& a, const T& b) { return mask ? a : b; }
  template <class A, class B>
  static T choose(bool mask, A a, B b) {
    return mask ? a() : b();
  }
  static T constant(Irrational c) {
    using namespace boost::math::constants;
    switch (c) {
      case Irrational::ln_2:
        return ln_two<T>();
      case Irrational::ln_10:
        return ln_ten<T>();
      case Irrational::two_over_root_pi:
        return two_div_root_pi<T>();
      case Irrational::root_half:
        return one_div_root_two<T>();
      case Irrational::one_over_root_two_pi:
        return one_div_root_two_pi<T>();
    }
    return std::numeric_limits<T>::quiet_NaN();
  }
  static T digamma(const T& x) { return boost::math::digamma(x); }
  static T trigamma(const T& x) { return boost::math::polygamma(1, x); }
  static constexpr bool is_complex = false;
};

}  // namespace wengert

#endif
