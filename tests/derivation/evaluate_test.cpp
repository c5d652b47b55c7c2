// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <cmath>

#include <autodiff/complex.hpp>
#include <autodiff/derivation/evaluate.hpp>
#include <autodiff/derivation/read.hpp>
#include <autodiff/derivation/recorded.hpp>

#include "../support/says.hpp"
#include "../support/within_ulps.hpp"

namespace wengert::test {
namespace {

// The value of `name` after evaluating a derivation at its own numbers.
double value_in(const std::string& text, const std::string& name) {
  const Evaluator evaluator(read_derivation(text, "test"));
  auto values = evaluator.values<double>();
  evaluator.run(values);
  return values[evaluator.slot(name)];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluate)

BOOST_AUTO_TEST_CASE(operators_bind_as_on_paper) {
  const auto y = [](const std::string& formula) { return value_in("y = " + formula, "y"); };
  BOOST_TEST(y("1 + 2*3") == 7.0);
  BOOST_TEST(y("8 - 3 - 2") == 3.0);
  BOOST_TEST(y("8/4/2") == 1.0);
  BOOST_TEST(y("2^3^2") == 512.0);
  BOOST_TEST(y("2**3**2") == 512.0);
  BOOST_TEST(y("-2^2") == -4.0);
  BOOST_TEST(y("2^-2") == 0.25);
  BOOST_TEST(y("-2*-3") == 6.0);
  BOOST_TEST(y("2 - -3") == 5.0);
  BOOST_TEST(y("- - +3") == 3.0);
  BOOST_TEST(y("(1 + 2)*3") == 9.0);
  BOOST_TEST(y("e^1") == std::exp(1.0));
  BOOST_TEST(y("sum(1, 2, 3) + max(4, 5)") == 11.0);
  BOOST_TEST(y("ln(e)") == 1.0);
  BOOST_TEST(y(".5 + 1e-1 + 2.") == 2.6);
}

BOOST_AUTO_TEST_CASE(lists_are_operands_of_sums_and_dots) {
  const std::string x = "w = [1, 2]\nx = [3, -4]\nb = 10\n";
  BOOST_TEST(value_in(x + "y = dot(w, x)", "y") == -5.0);
  BOOST_TEST(value_in(x + "y = dot(w, x, b)", "y") == 5.0);
  BOOST_TEST(value_in(x + "y = sum(x) + x[1]", "y") == -5.0);
  BOOST_TEST(value_in(x + "y = sum([b, 1])", "y") == 11.0);
  BOOST_TEST(value_in(x + "y = dot([1, b], x)", "y") == -37.0);
  BOOST_TEST(value_in(x + "y = mean(x)", "y") == -0.5);
}

BOOST_AUTO_TEST_CASE(slopes_are_claimed_ones_or_the_true_ones) {
  const std::string f = "f(t) = t^3\n";
  BOOST_TEST(value_in(f + "y = f'(2)", "y") == 12.0);
  BOOST_TEST(value_in(f + "y = deriv_f(2)", "y") == 12.0);
  BOOST_TEST(value_in(f + "f'(t) = 7\ny = f'(2)", "y") == 7.0);
  BOOST_TEST(value_in("y = square'(3)", "y") == 6.0);
  BOOST_TEST(value_in("square'(t) = t\ny = square'(3)", "y") == 3.0);
  BOOST_TEST(value_in("a = 5\nf(t) = a*t\nf'(t) = a + t\ny = f'(2) + f(1)", "y") == 12.0);
}

BOOST_AUTO_TEST_CASE(a_claim_may_use_earlier_claims_in_every_spelling) {
  const std::string y = "x = 3\nh = x^2\ny = 5*h\ndh/dx = 2*x\ndy/dh = 5\n";
  for (const char* product :
       {"dy/dh*dh/dx", "d_y/d_h * d_h/d_x", "dy_dh*dh_dx", "d_y_d_h*dh_dx",
        "\xe2\x88\x82y/\xe2\x88\x82h \xc2\xb7 dh/dx", "5/dy/dh*dy/dh*dh/dx"}) {
    BOOST_TEST(value_in(y + "dy/dx = " + product, "dy/dx") == 30.0, product);
  }
}

BOOST_AUTO_TEST_CASE(a_quotient_of_names_that_begin_with_d_is_a_quotient) {
  BOOST_TEST(value_in("dL = 6\ndy = 3\nz = dL/dy * dy/dL", "z") == 1.0);
  BOOST_TEST(value_in("dL = 6\ndy = 3\nz = 2*dL/dy", "z") == 4.0);
}

BOOST_AUTO_TEST_CASE(complex_numbers_and_duals_run_the_same_formulas) {
  const Evaluator evaluator(read_derivation("x = 2\nf(t) = t^3\ny = f(x) + f'(x)", "test"));
  auto duals = evaluator.values<Dual<double>>();
  duals[evaluator.slot("x")].tangent = 1.0;
  evaluator.run(duals);
  BOOST_TEST(duals[evaluator.slot("y")].value == 20.0);
  BOOST_TEST(duals[evaluator.slot("y")].tangent == 24.0);
}

BOOST_AUTO_TEST_CASE(a_recorded_derivation_names_its_nodes) {
  const Derivation d = read_derivation(
      "x = ?\nw = -2\nh = w*x\ny_pred = h\ny = sigmoid'(h)\n"
      "v = w",
      "t");
  BOOST_TEST(!has_own_numbers(d));
  BOOST_CHECK_EXCEPTION(RecordedDerivation{d}, Error, says("value of x was wanted"));
  BOOST_CHECK_EXCEPTION(RecordedDerivation(d, {{"x", 1.0}, {"h", 2.0}}), Error,
                        says("h", "no input"));
  const RecordedDerivation recorded(d, {{"x", 0.5}});
  BOOST_TEST(recorded["h"].value() == -1.0);
  BOOST_TEST(recorded.tape().name(recorded["h"]) == "y_pred");
  BOOST_TEST(recorded.tape().name(recorded["v"]) == "w");
  BOOST_TEST(recorded.tape().name(recorded["y"]) == "y");
  BOOST_TEST(recorded.tape().gradient(recorded["y_pred"])[recorded["h"]] == 1.0);
  BOOST_TEST(recorded.tape().gradient(recorded["h"])[recorded["w"]] == 0.5);
  BOOST_TEST(recorded.varies("y"));
  const RecordedDerivation fixed(read_derivation("x = 1\nk = 2*3\ny = k*x", "t"));
  BOOST_TEST(!fixed.varies("k"));
  BOOST_CHECK_EXCEPTION(fixed.varies("z"), Error, says("defines no z"));
  BOOST_TEST(recorded.inputs() == (std::vector<std::string>{"x", "w"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
