// SPDX-License-Identifier: MIT
// Lanes: one number at several points at once, so that a formula is walked once for all of them.
// Lane 0 is the derivation's own point, the others are random ones.
//
// A mask is a Lanes of zeros and ones. Rows run lane by lane on doubles.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_LANES_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_LANES_HPP

#include <array>
#include <cstddef>

#include "../../detail/apply.hpp"
#include "../../operations.hpp"

namespace wengert::detail {

inline constexpr std::size_t lane_count = 8;

struct Lanes {
  std::array<double, lane_count> values;

  Lanes(double everywhere = 0.0) { values.fill(everywhere); }
  double& operator[](std::size_t lane) { return values[lane]; }
  double operator[](std::size_t lane) const { return values[lane]; }

  friend Lanes operator+(const Lanes& x) { return x; }
};

// f(lane) in every lane.
template <class F>
Lanes lane_by_lane(F f) {
  Lanes result;
  for (std::size_t k = 0; k < lane_count; ++k) result[k] = f(k);
  return result;
}

template <>
struct Apply<Lanes> {
  template <class R, class... Operands>
  static Lanes run(const Operands&... operands) {
    return lane_by_lane([&](std::size_t k) { return R::value(operands[k]...); });
  }

  template <class R, class V>
  static Lanes run_nary(const V& v) {
    struct Lane {
      const V& v;
      std::size_t lane;
      double operator[](std::size_t i) const { return Lanes(v[i])[lane]; }
      std::size_t size() const { return v.size(); }
    };
    return lane_by_lane([&](std::size_t k) { return R::template value<double>(Lane{v, k}); });
  }
};

#define WENGERT_OPERATOR1(Row, symbol) \
  inline Lanes operator symbol(const Lanes& x) { return Apply<Lanes>::run<operations::Row>(x); }
#define WENGERT_OPERATOR2(Row, symbol)                           \
  inline Lanes operator symbol(const Lanes& a, const Lanes& b) { \
    return Apply<Lanes>::run<operations::Row>(a, b);             \
  }
#define WENGERT_CMATH1(Row, function) \
  inline Lanes function(const Lanes& x) { return Apply<Lanes>::run<operations::Row>(x); }
#define WENGERT_CMATH2(Row, function)                     \
  inline Lanes function(const Lanes& a, const Lanes& b) { \
    return Apply<Lanes>::run<operations::Row>(a, b);      \
  }
#define WENGERT_CMATH3(Row, function)                                     \
  inline Lanes function(const Lanes& a, const Lanes& b, const Lanes& c) { \
    return Apply<Lanes>::run<operations::Row>(a, b, c);                   \
  }
#define WENGERT_OWN1 WENGERT_CMATH1
#define WENGERT_OWN2 WENGERT_CMATH2
#include "../../operations/list.inc"

}  // namespace wengert::detail

namespace wengert {

template <>
struct Number<detail::Lanes> {
  using L = detail::Lanes;
  static L less(const L& a, const L& b) {
    return detail::lane_by_lane([&](std::size_t k) { return a[k] < b[k] ? 1.0 : 0.0; });
  }
  static L equal(const L& a, const L& b) {
    return detail::lane_by_lane([&](std::size_t k) { return a[k] == b[k] ? 1.0 : 0.0; });
  }
  static L both(const L& a, const L& b) { return a * b; }
  static bool holds(const L& mask) {
    for (const double lane : mask.values) {
      if (lane == 0.0) return false;
    }
    return true;
  }
  static bool is_zero(const L& x) {
    for (const double lane : x.values) {
      if (lane != 0.0) return false;
    }
    return true;
  }
  static L select(const L& mask, const L& a, const L& b) {
    return detail::lane_by_lane([&](std::size_t k) { return mask[k] != 0.0 ? a[k] : b[k]; });
  }
  template <class A, class B>
  static L choose(const L& mask, A a, B b) {
    const L chosen = a();
    const L other = b();
    return select(mask, chosen, other);
  }
  static L constant(Irrational c) { return L(Number<double>::constant(c)); }
  static L digamma(const L& x) { return detail::Apply<L>::run<operations::Digamma>(x); }
  static L trigamma(const L& x) { return detail::Apply<L>::run<operations::Trigamma>(x); }
  static constexpr bool is_complex = false;
};

}  // namespace wengert

template <>
class std::numeric_limits<wengert::detail::Lanes> : public std::numeric_limits<double> {};

#endif
