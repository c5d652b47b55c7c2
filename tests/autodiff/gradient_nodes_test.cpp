// SPDX-License-Identifier: MIT
// The gradient as nodes, which can be differentiated again.
#include <boost/test/unit_test.hpp>
#include <vector>

#include <autodiff/error.hpp>
#include <autodiff/nary.hpp>
#include <autodiff/tape.hpp>

#include "../support/says.hpp"

namespace wengert::test {
namespace {

struct Fixture {
  Tape t;
  Var x = t.variable(2.0, "x");
  Var y = t.variable(3.0, "y");
};

}  // namespace

BOOST_AUTO_TEST_SUITE(gradient_nodes)

BOOST_FIXTURE_TEST_CASE(they_hold_what_the_gradient_holds, Fixture) {
  const Var h = x * x;
  const Var z = h * y + sin(x) / y;
  const Gradient numbers = t.gradient(z);
  const GradientNodes nodes = t.gradient_nodes(z);
  BOOST_TEST(nodes[x].value() == numbers[x]);
  BOOST_TEST(nodes[y].value() == numbers[y]);
  BOOST_TEST(nodes[h].value() == numbers[h]);
  BOOST_TEST(nodes[z].value() == 1.0);
}

BOOST_FIXTURE_TEST_CASE(they_are_differentiated_again_and_again, Fixture) {
  const Var z = x * x * x * x * y;
  const Var first = t.gradient_nodes(z)[x];
  const Var second = t.gradient_nodes(first)[x];
  const Var third = t.gradient_nodes(second)[x];
  BOOST_TEST(first.value() == 96.0);
  BOOST_TEST(second.value() == 144.0);
  BOOST_TEST(third.value() == 144.0);
  BOOST_TEST(t.gradient(third)[x] == 72.0);
  BOOST_TEST(t.gradient(third)[y] == 48.0);
}

BOOST_FIXTURE_TEST_CASE(they_may_enter_a_further_computation, Fixture) {
  const Var loss = square(x * y - 1);
  const Var penalty = square(t.gradient_nodes(loss)[x]);  // (2 (x y - 1) y)^2
  BOOST_TEST(penalty.value() == 900.0);
  BOOST_TEST(t.gradient(penalty)[x] == 2 * 30.0 * 18.0);
}

BOOST_FIXTURE_TEST_CASE(a_linear_function_has_a_constant_slope, Fixture) {
  const GradientNodes g = t.gradient_nodes(5 * x + y);
  BOOST_TEST(g[x].value() == 5.0);
  BOOST_TEST(g[y].is_constant());
  BOOST_TEST(g[y].value() == 1.0);
}

BOOST_FIXTURE_TEST_CASE(what_the_output_does_not_use_has_the_constant_zero, Fixture) {
  const GradientNodes g = t.gradient_nodes(x * x);
  const Var later = x + 1;
  BOOST_TEST(g[y].is_constant());
  BOOST_TEST(g[y].value() == 0.0);
  BOOST_TEST(g[later].value() == 0.0);
}

BOOST_FIXTURE_TEST_CASE(they_go_through_rows_of_many_operands, Fixture) {
  const std::vector<Var> v = {x, y, x};
  const Var product = dot(v, v, x);
  const Var z = product * sum(v) + fma(x, y, x) * logsumexp({x});
  const Var first = t.gradient_nodes(z)[x];
  // (2 x^2 + y^2 + x)(2 x + y) + (x y + x) x
  BOOST_TEST(first.value() == 9 * 7.0 + 19 * 2.0 + 16.0);
  const Gradient second = t.gradient(first);
  BOOST_TEST(second[x] == 4 * 7.0 + 2 * 9 * 2.0 + 8.0);
  BOOST_TEST(second[y] == 9.0 + 2 * 6.0 + 4.0);
}

BOOST_FIXTURE_TEST_CASE(they_go_through_select_on_the_side_chosen, Fixture) {
  const Var z = select(x < y, x * x * x, y);
  const Var first = t.gradient_nodes(z)[x];
  BOOST_TEST(first.value() == 12.0);
  BOOST_TEST(t.gradient(first)[x] == 12.0);
}

BOOST_FIXTURE_TEST_CASE(an_absent_adjoint_absorbs_an_infinite_slope, Fixture) {
  const Var zero = t.variable(0.0);
  const Var z = select(zero > 0, sqrt(zero), zero * y);
  BOOST_TEST(t.gradient_nodes(z)[zero].value() == 3.0);
}

BOOST_FIXTURE_TEST_CASE(constants_and_strangers_are_refused, Fixture) {
  const Var c = t.constant(4.0, "c");
  const GradientNodes g = t.gradient_nodes(x * c);
  Tape other;
  const Var u = other.variable(1.0, "u");
  BOOST_CHECK_EXCEPTION(g[Var(4.0)], Error, says("gradient_nodes", "constant 4"));
  BOOST_CHECK_EXCEPTION(g[c], Error, says("gradient_nodes", "'c'", "constant"));
  BOOST_CHECK_EXCEPTION(g[u], Error, says("gradient_nodes", "'u'", "another tape"));
}

BOOST_FIXTURE_TEST_CASE(a_node_of_a_later_recording_is_refused, Fixture) {
  const Mark mark = t.mark();
  const Var a = t.variable(5.0);
  const GradientNodes g = t.gradient_nodes(2 * a + x);
  t.rewind(mark);
  const Var b = t.variable(7.0, "b");
  BOOST_CHECK_EXCEPTION(g[b], Error,
                        says("gradient_nodes", "'b'", "after", "recording 2", "recording 1"));
  BOOST_CHECK_EXCEPTION(g[a], Error, says("gradient_nodes", "stale"));
  BOOST_TEST(g[x].value() == 1.0);
}

BOOST_FIXTURE_TEST_CASE(a_slope_that_the_table_lacks_is_named, Fixture) {
  const Var first = t.gradient_nodes(digamma(x))[x];
  BOOST_CHECK_EXCEPTION(t.gradient_nodes(first), Error, says("trigamma", "no derivative"));
  BOOST_TEST(t.gradient(x * x)[x] == 4.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
