// SPDX-License-Identifier: MIT
#include <array>
#include <boost/test/unit_test.hpp>
#include <limits>
#include <span>
#include <vector>

#include <autodiff/dual.hpp>
#include <autodiff/error.hpp>
#include <autodiff/nary.hpp>
#include <autodiff/tape.hpp>

#include "../support/says.hpp"
#include "../support/within_ulps.hpp"

namespace wengert::test {
namespace {

struct Fixture {
  Tape t;
  std::vector<Var> w = {t.variable(2.0, "w0"), t.variable(3.0, "w1")};
  std::vector<Var> x = {t.variable(5.0, "x0"), t.variable(7.0, "x1")};
  Var bias = t.variable(11.0, "bias");
};

}  // namespace

BOOST_AUTO_TEST_SUITE(nary)

BOOST_FIXTURE_TEST_CASE(a_sum_is_one_row, Fixture) {
  const Var y = sum(x);
  BOOST_TEST(y.value() == 12.0);
  BOOST_TEST(t.statistics().rows == 6u);
  BOOST_TEST(t.statistics().operands == 2u);
  const Gradient g = t.gradient(y * 3);
  BOOST_TEST(g[x[0]] == 3.0);
  BOOST_TEST(g[x[1]] == 3.0);
  BOOST_TEST(g[bias] == 0.0);
}

BOOST_FIXTURE_TEST_CASE(a_dot_is_one_row, Fixture) {
  const Var y = dot(w, x);
  BOOST_TEST(y.value() == 31.0);
  BOOST_TEST(t.statistics().rows == 6u);
  BOOST_TEST(t.statistics().operands == 4u);
  const Gradient g = t.gradient(y);
  BOOST_TEST(g[w[0]] == 5.0);
  BOOST_TEST(g[w[1]] == 7.0);
  BOOST_TEST(g[x[0]] == 2.0);
  BOOST_TEST(g[x[1]] == 3.0);
}

BOOST_FIXTURE_TEST_CASE(a_dot_adds_the_bias_at_the_end, Fixture) {
  const Var y = dot(w, x, bias);
  BOOST_TEST(y.value() == 42.0);
  BOOST_TEST(t.statistics().operands == 5u);
  BOOST_TEST(t.gradient(y)[bias] == 1.0);
  BOOST_TEST(t.gradient(y)[w[1]] == 7.0);
  BOOST_TEST(dot(w, x, 1).value() == 32.0);
}

BOOST_FIXTURE_TEST_CASE(a_logsumexp_does_not_overflow, Fixture) {
  const std::vector<Var> large = {x[0] + 995, x[1] + 993};
  const Var y = logsumexp(large);
  BOOST_TEST(within_ulps(y.value(), 1000.6931471805599453, 4));
  const Gradient g = t.gradient(y);
  BOOST_TEST(g[x[0]] == 0.5);
  BOOST_TEST(g[x[1]] == 0.5);
  BOOST_TEST(t.gradient(logsumexp({bias}))[bias] == 1.0);
}

BOOST_FIXTURE_TEST_CASE(doubles_mix_in_and_have_no_derivative, Fixture) {
  const std::vector<double> numbers = {0.5, 0.25};
  const Var y = dot(numbers, x);
  const Var z = dot(x, numbers, bias);
  BOOST_TEST(y.value() == 4.25);
  BOOST_TEST(z.value() == 15.25);
  const Gradient g = t.gradient(y + z);
  BOOST_TEST(g[x[0]] == 1.0);
  BOOST_TEST(g[x[1]] == 0.5);
  BOOST_TEST(g[bias] == 1.0);
  BOOST_TEST(t.gradient(dot(numbers, numbers, bias))[bias] == 1.0);
}

BOOST_FIXTURE_TEST_CASE(a_variable_may_come_more_than_once, Fixture) {
  BOOST_TEST(t.gradient(dot(x, x))[x[1]] == 14.0);
  BOOST_TEST(t.gradient(sum({bias, bias, bias}))[bias] == 3.0);
  BOOST_TEST(t.gradient(dot(x, x, x[0]))[x[0]] == 11.0);
}

BOOST_FIXTURE_TEST_CASE(any_contiguous_range_will_do, Fixture) {
  const Var array[] = {x[0], x[1]};
  const std::array<Var, 2> fixed = {x[0], x[1]};
  const std::span<const Var> view(x);
  BOOST_TEST(sum(array).value() == 12.0);
  BOOST_TEST(sum(fixed).value() == 12.0);
  BOOST_TEST(sum(view).value() == 12.0);
  BOOST_TEST(sum({x[0], x[1]}).value() == 12.0);
  BOOST_TEST(dot(w, view.subspan(0, 2)).value() == 31.0);
  BOOST_TEST(dot(std::span(w), array).value() == 31.0);
}

BOOST_FIXTURE_TEST_CASE(constants_among_the_operands_are_rows, Fixture) {
  const std::vector<Var> mixed = {1.0, x[0], 2.0};
  const Var y = sum(mixed);
  BOOST_TEST(y.value() == 8.0);
  BOOST_TEST(t.statistics().constants == 2u);
  BOOST_TEST(t.gradient(y)[x[0]] == 1.0);
}

BOOST_FIXTURE_TEST_CASE(constants_alone_record_nothing, Fixture) {
  const std::vector<Var> constants = {1.0, 2.0};
  BOOST_TEST(sum(constants).is_constant());
  BOOST_TEST(dot(constants, constants, 1.0).value() == 6.0);
  BOOST_TEST(t.statistics().rows == 5u);
}

BOOST_FIXTURE_TEST_CASE(an_infinite_operand_of_a_zero_weight_does_not_leak, Fixture) {
  const Var root = sqrt(t.variable(0.0));
  const Var y = dot(std::vector<Var>{root}, std::vector<Var>{bias}) * 0.0;
  BOOST_TEST(t.gradient(y)[bias] == 0.0);
}

BOOST_AUTO_TEST_CASE(doubles_give_a_double) {
  const std::vector<double> v = {1.0, 2.0, 4.0};
  const double total = sum(v);
  BOOST_TEST(total == 7.0);
  BOOST_TEST(dot(v, v) == 21.0);
  BOOST_TEST(dot(v, v, 0.5) == 21.5);
  BOOST_TEST(logsumexp({0.0}) == 0.0);
}

BOOST_AUTO_TEST_CASE(duals_carry_their_tangents) {
  std::vector<Dual<double>> v;
  for (const double x : {2.0, 3.0}) v.emplace_back(x, x * x - 3.0);  // tangents 1 and 6
  const std::vector<double> weights = {5.0, 7.0};
  BOOST_TEST(sum(v).tangent == 7.0);
  BOOST_TEST(dot(v, v).tangent == 40.0);
  BOOST_TEST(dot(weights, v, 1.0).tangent == 47.0);
  BOOST_TEST(logsumexp({Dual(0.0, 4.0), Dual(0.0, 8.0)}).tangent == 6.0);
}

BOOST_FIXTURE_TEST_CASE(an_empty_range_is_refused, Fixture) {
  const std::vector<Var> none;
  BOOST_CHECK_EXCEPTION(sum(none), Error, says("sum", "at least one", "empty"));
  BOOST_CHECK_EXCEPTION(dot(none, none), Error, says("dot", "at least one", "empty"));
  BOOST_CHECK_EXCEPTION(dot(none, none, bias), Error, says("dot", "at least one", "empty"));
  BOOST_CHECK_EXCEPTION(logsumexp(none), Error, says("logsumexp", "at least one", "empty"));
  BOOST_CHECK_EXCEPTION(sum(std::vector<double>()), Error, says("sum", "empty"));
  BOOST_TEST(t.statistics().rows == 5u);
}

BOOST_FIXTURE_TEST_CASE(unequal_lengths_are_refused_with_both, Fixture) {
  const std::vector<Var> three = {x[0], x[1], bias};
  BOOST_CHECK_EXCEPTION(dot(w, three), Error, says("dot", "2 weights", "3 inputs"));
  BOOST_CHECK_EXCEPTION(dot(three, x, bias), Error, says("dot", "3 weights", "2 inputs"));
  BOOST_CHECK_EXCEPTION(dot(std::vector<double>{1.0}, x), Error, says("1 weights", "2 inputs"));
  BOOST_TEST(t.gradient(dot(w, x))[w[0]] == 5.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
