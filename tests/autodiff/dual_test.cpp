// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <type_traits>

#include <autodiff/dual.hpp>
#include <autodiff/error.hpp>

#include "../support/says.hpp"
#include "../support/within_ulps.hpp"

// Float literals are among what is tested.
#pragma GCC diagnostic ignored "-Wdouble-promotion"

namespace wengert::test {
namespace {

using Dual2 = Dual<Dual<double>>;
using Dual3 = Dual<Dual2>;

Dual2 second_order(double x) { return {Dual(x, 1.0), Dual(1.0)}; }
Dual3 third_order(double x) { return {second_order(x), Dual2(1.0)}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(dual)

BOOST_AUTO_TEST_CASE(it_carries_a_value_and_a_tangent) {
  const Dual x(3.0, 1.0);
  const Dual y = x * x + 2 * x - 1;
  BOOST_TEST(y.value == 14.0);
  BOOST_TEST(y.tangent == 8.0);
}

BOOST_AUTO_TEST_CASE(a_number_is_a_constant) {
  const Dual c = 3.0;
  static_assert(std::is_same_v<decltype(c), const Dual<double>>);
  BOOST_TEST(c.tangent == 0.0);
  BOOST_TEST(Dual<double>().value == 0.0);
}

BOOST_AUTO_TEST_CASE(operators_and_assignments_mix_with_numbers) {
  Dual x(4.0, 1.0);
  BOOST_TEST((2 / x).tangent == -0.125);
  BOOST_TEST((x / 2).tangent == 0.5);
  BOOST_TEST((1 - x).tangent == -1.0);
  BOOST_TEST((0.5f * x).tangent == 0.5);
  BOOST_TEST((-x).tangent == -1.0);
  BOOST_TEST((+x).tangent == 1.0);
  x *= x;
  x += 1;
  x -= 3.0;
  x /= 2;
  BOOST_TEST(x.value == 7.0);
  BOOST_TEST(x.tangent == 4.0);
}

BOOST_AUTO_TEST_CASE(comparisons_look_at_values) {
  const Dual a(1.0, 5.0);
  const Dual b(2.0, -5.0);
  BOOST_TEST((a < b));
  BOOST_TEST((a <= b));
  BOOST_TEST((b > 1));
  BOOST_TEST((b >= 2));
  BOOST_TEST((a == Dual(1.0, 7.0)));
  BOOST_TEST((a != b));
  BOOST_TEST(select(a < b, a, b).tangent == 5.0);
}

BOOST_AUTO_TEST_CASE(a_tangent_of_zero_absorbs_an_infinite_slope) {
  BOOST_TEST(sqrt(Dual(0.0)).tangent == 0.0);
  BOOST_TEST(sqrt(Dual(0.0, 1.0)).tangent == std::numeric_limits<double>::infinity());
  BOOST_TEST((sqrt(Dual(0.0)) * Dual(2.0, 1.0)).tangent == 0.0);
  BOOST_TEST(pow(Dual(-2.0, 1.0), 3).tangent == 12.0);
}

BOOST_AUTO_TEST_CASE(a_dual_of_duals_carries_second_derivatives) {
  const Dual2 x = second_order(2.0);
  const Dual2 y = x * x * x;
  BOOST_TEST(y.value.value == 8.0);
  BOOST_TEST(y.value.tangent == 12.0);
  BOOST_TEST(y.tangent.value == 12.0);
  BOOST_TEST(y.tangent.tangent == 12.0);
  BOOST_TEST((1 / x).tangent.tangent == 0.25);
  BOOST_TEST(log(x).tangent.tangent == -0.25);
  BOOST_TEST(pow(x, 3).tangent.tangent == 12.0);
  BOOST_TEST(fma(x, x, 1).tangent.tangent == 2.0);
}

BOOST_AUTO_TEST_CASE(mixed_seeds_give_mixed_derivatives) {
  const Dual2 x(Dual(2.0, 1.0), Dual(0.0));
  const Dual2 y(Dual(3.0), Dual(1.0));
  const Dual2 f = x * x * y * y;
  BOOST_TEST(f.value.tangent == 36.0);
  BOOST_TEST(f.tangent.value == 24.0);
  BOOST_TEST(f.tangent.tangent == 24.0);  // 4 x y
}

BOOST_AUTO_TEST_CASE(a_dual_of_duals_of_duals_carries_third_derivatives) {
  const Dual3 x = third_order(2.0);
  const Dual3 y = x * x * x * x;
  BOOST_TEST(y.value.value.value == 16.0);
  BOOST_TEST(y.tangent.tangent.value == 48.0);
  BOOST_TEST(y.tangent.tangent.tangent == 48.0);
  const double sine = sin(third_order(1.0)).tangent.tangent.tangent;
  BOOST_TEST(within_ulps(sine, -std::cos(1.0), 1));
}

BOOST_AUTO_TEST_CASE(folded_formulas_keep_their_higher_derivatives_at_zero) {
  BOOST_TEST(sigmoid(third_order(0.0)).tangent.tangent.tangent == -0.125);
  BOOST_TEST(tanh(third_order(0.0)).tangent.tangent.tangent == -2.0);
  BOOST_TEST(softplus(second_order(0.0)).tangent.tangent == 0.25);
}

BOOST_AUTO_TEST_CASE(kinks_keep_their_conventions) {
  BOOST_TEST(abs(Dual(0.0, 1.0)).tangent == 0.0);
  BOOST_TEST(relu(Dual(0.0, 1.0)).tangent == 0.0);
  BOOST_TEST(max(Dual(1.0, 4.0), Dual(1.0, 2.0)).tangent == 3.0);
  BOOST_TEST(abs(second_order(-2.0)).tangent.tangent == 0.0);
}

BOOST_AUTO_TEST_CASE(a_slope_that_the_table_lacks_is_named) {
  BOOST_CHECK_EXCEPTION(trigamma(Dual(2.0, 1.0)), Error, says("trigamma", "no derivative"));
  BOOST_CHECK_EXCEPTION(digamma(second_order(2.0)), Error, says("trigamma", "no derivative"));
  BOOST_TEST(trigamma(Dual(2.0)).tangent == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
