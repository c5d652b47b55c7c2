// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string_view>

#include <autodiff/complex.hpp>
#include <autodiff/error.hpp>
#include <autodiff/replay.hpp>

#include "../support/says.hpp"
#include "../support/within_ulps.hpp"

namespace wengert::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Im f(x + ih) / h.
template <class F>
double by_complex_step(F f, double x) {
  const double h = complex_step(x);
  return f(Complex(x, h)).imag / h;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(complex)

BOOST_AUTO_TEST_CASE(arithmetic_is_that_of_complex_numbers) {
  const Complex a(1.0, 2.0);
  const Complex b(3.0, -4.0);
  BOOST_TEST((a + b).real == 4.0);
  BOOST_TEST((a + b).imag == -2.0);
  BOOST_TEST((a - b).imag == 6.0);
  BOOST_TEST((a * b).real == 11.0);
  BOOST_TEST((a * b).imag == 2.0);
  BOOST_TEST((a / b).real == -0.2);
  BOOST_TEST((a / b).imag == 0.4);
  BOOST_TEST((-a).imag == -2.0);
  BOOST_TEST((2 * a).imag == 4.0);
  BOOST_TEST(fma(a, b, a).real == 12.0);
  BOOST_TEST(fma(a, b, a).imag == 4.0);
}

BOOST_AUTO_TEST_CASE(a_number_has_no_imaginary_part) {
  BOOST_TEST(Complex(3.0).imag == 0.0);
  BOOST_TEST(Complex().real == 0.0);
}

// The standard library's product would repair the NaN to an infinity, and lose the tiny part.
BOOST_AUTO_TEST_CASE(a_product_is_the_plain_formula) {
  const Complex product = Complex(infinity, 0.0) * Complex(1.0, 1e-300);
  BOOST_TEST(within_ulps(product.imag, infinity, 0));
  const Complex nan = Complex(infinity, infinity) * Complex(1.0, 1.0);
  BOOST_TEST(std::isnan(nan.real));
  BOOST_TEST(nan.imag == infinity);
}

BOOST_AUTO_TEST_CASE(comparisons_and_roundings_look_at_the_real_part) {
  const Complex a(1.25, 1e-30);
  BOOST_TEST((a < 2));
  BOOST_TEST((a <= 1.25));
  BOOST_TEST((a > 1));
  BOOST_TEST((a >= 1.25));
  BOOST_TEST((a == 1.25));
  BOOST_TEST((a != 1));
  BOOST_TEST(floor(a).real == 1.0);
  BOOST_TEST(ceil(a).real == 2.0);
  BOOST_TEST(round(a).real == 1.0);
  BOOST_TEST(trunc(-a).real == -1.0);
  BOOST_TEST(floor(a).imag == 0.0);
  BOOST_TEST(select(a < 2, a, 7.0).imag == 1e-30);
}

BOOST_AUTO_TEST_CASE(the_absolute_value_continues_on_both_sides) {
  BOOST_TEST(abs(Complex(-2.0, 1e-30)).real == 2.0);
  BOOST_TEST(abs(Complex(-2.0, 1e-30)).imag == -1e-30);
  BOOST_TEST(abs(Complex(2.0, 1e-30)).imag == 1e-30);
}

BOOST_AUTO_TEST_CASE(the_cube_root_of_a_negative_number_is_negative) {
  const Complex root = cbrt(Complex(-8.0, 1e-30));
  BOOST_TEST(within_ulps(root.real, -2.0, 1));
  BOOST_TEST(within_ulps(root.imag, 1e-30 / 12.0, 4));
}

BOOST_AUTO_TEST_CASE(a_negative_base_has_integer_powers) {
  const auto cubed = [](const Complex& z) { return pow(z, 3.0); };
  BOOST_TEST(cubed(Complex(-2.0)).real == -8.0);
  BOOST_TEST(by_complex_step(cubed, -2.0) == 12.0);
  BOOST_TEST(pow(Complex(-2.0), -2.0).real == 0.25);
  BOOST_TEST(pow(Complex(-2.0), 0.0).real == 1.0);
}

BOOST_AUTO_TEST_CASE(a_remainder_keeps_its_slopes) {
  BOOST_TEST(by_complex_step([](const Complex& z) { return fmod(z, 2.0); }, 7.5) == 1.0);
  BOOST_TEST(by_complex_step([](const Complex& z) { return fmod(7.5, z); }, 2.0) == -3.0);
}

BOOST_AUTO_TEST_CASE(an_angle_turns_in_every_quadrant) {
  for (const double a : {-3.0, -0.5, 0.5, 3.0}) {
    for (const double b : {-1.0, 1.0}) {
      const auto by_a = [&](const Complex& z) { return atan2(z, b); };
      const auto by_b = [&](const Complex& z) { return atan2(a, z); };
      BOOST_TEST(by_a(a).real == std::atan2(a, b));
      BOOST_TEST(within_ulps(by_complex_step(by_a, a), b / (a * a + b * b), 4));
      BOOST_TEST(within_ulps(by_complex_step(by_b, b), -a / (a * a + b * b), 4));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_hypotenuse_does_not_overflow) {
  const auto f = [](const Complex& z) { return hypot(z, 4e200); };
  BOOST_TEST(within_ulps(f(3e200).real, 5e200, 1));
  BOOST_TEST(within_ulps(by_complex_step(f, 3e200), 0.6, 4));
}

BOOST_AUTO_TEST_CASE(small_arguments_keep_their_digits) {
  BOOST_TEST(within_ulps(log1p(Complex(1e-20, 0.0)).real, 1e-20, 1));
  BOOST_TEST(within_ulps(expm1(Complex(1e-20, 0.0)).real, 1e-20, 1));
  BOOST_TEST(within_ulps(expm1(Complex(0.0, 1e-10)).real, -0.5e-20, 4));
}

BOOST_AUTO_TEST_CASE(the_step_scales_with_the_point) {
  BOOST_TEST(complex_step(1.0) == 1e-30);
  BOOST_TEST(complex_step(-4.0) == 4e-30);
  BOOST_TEST(complex_step(0.0) == 1e-30 * 1e-100);
}

BOOST_AUTO_TEST_CASE(functions_without_a_complex_form_are_named) {
  const Complex z(1.0, 1e-30);
  BOOST_CHECK_EXCEPTION(digamma(z), Error, says("digamma", "no complex form"));
  BOOST_CHECK_EXCEPTION(trigamma(z), Error, says("trigamma", "no complex form"));
  BOOST_CHECK_EXCEPTION(gelu(z), Error, says("gelu", "no complex form"));
  BOOST_CHECK_EXCEPTION(erf(z), Error, says("erf", "no complex form"));
  BOOST_CHECK_EXCEPTION(erfc(z), Error, says("erfc", "no complex form"));
  BOOST_CHECK_EXCEPTION(lgamma(z), Error, says("lgamma", "no complex form"));
}

BOOST_AUTO_TEST_CASE(a_replay_through_one_of_them_names_it) {
  using Function = Var (*)(const Var&);
  const std::pair<std::string_view, Function> functions[] = {
      {"erf", [](const Var& x) { return erf(x); }},
      {"erfc", [](const Var& x) { return erfc(x); }},
      {"lgamma", [](const Var& x) { return lgamma(x); }},
      {"digamma", [](const Var& x) { return digamma(x); }},
      {"gelu", [](const Var& x) { return gelu(x); }}};
  for (const auto& [name, function] : functions) {
    Tape t;
    const Var x = t.variable(1.0);
    const Var y = function(x * 2);
    BOOST_CHECK_EXCEPTION(Replay<Complex>(t, {}, {}), Error,
                          says(std::string(name), "complex step"));
    t.gradient(y);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
