// SPDX-License-Identifier: MIT
// Guards, masks and select.
#include <boost/test/unit_test.hpp>
#include <limits>
#include <vector>

#include <autodiff/replay.hpp>
#include <autodiff/tape.hpp>

// Float literals are among what is tested.
#pragma GCC diagnostic ignored "-Wdouble-promotion"

namespace wengert::test {

template <class Mask>
concept Selects = requires(Mask mask, Var a) {
  select(mask, a, a);
};
static_assert(Selects<Comparison>);
static_assert(!Selects<bool>, "a bool has forgotten what it was compared from");

namespace {

struct Fixture {
  Tape t;
  Var x = t.variable(2.0, "x");
  Var y = t.variable(3.0, "y");

  double slope(const Var& of, const Var& by) const { return t.gradient(of)[by]; }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(comparison)

BOOST_FIXTURE_TEST_CASE(the_six_comparisons_compare_as_doubles_do, Fixture) {
  const Var same = t.variable(2.0);
  BOOST_TEST(bool(x < y));
  BOOST_TEST(bool(x <= y));
  BOOST_TEST(bool(y > x));
  BOOST_TEST(bool(y >= x));
  BOOST_TEST(bool(x != y));
  BOOST_TEST(!bool(x == y));
  BOOST_TEST(!bool(x < same));
  BOOST_TEST(!bool(x > same));
  BOOST_TEST(bool(x <= same));
  BOOST_TEST(bool(x >= same));
  BOOST_TEST(bool(x == same));
  BOOST_TEST(!bool(x != same));
}

BOOST_FIXTURE_TEST_CASE(numbers_may_stand_on_either_side, Fixture) {
  BOOST_TEST(bool(x < 3));
  BOOST_TEST(bool(1 < x));
  BOOST_TEST(bool(x == 2));
  BOOST_TEST(bool(2.0f == x));
  BOOST_TEST(bool(0.5 != x));
  BOOST_TEST(t.statistics().guards == 5u);
}

BOOST_FIXTURE_TEST_CASE(nan_is_unequal_to_everything, Fixture) {
  const Var nan = t.variable(std::numeric_limits<double>::quiet_NaN());
  BOOST_TEST(!bool(nan < x));
  BOOST_TEST(!bool(nan <= x));
  BOOST_TEST(!bool(nan > x));
  BOOST_TEST(!bool(nan >= x));
  BOOST_TEST(!bool(nan == nan));
  BOOST_TEST(bool(nan != nan));
}

BOOST_FIXTURE_TEST_CASE(a_branch_records_a_guard, Fixture) {
  Var larger = x;
  if (x < y) larger = y;
  BOOST_TEST(t.statistics().guards == 1u);
  BOOST_TEST(larger.value() == 3.0);
  while (larger > 0) larger -= 2;
  BOOST_TEST(t.statistics().guards == 4u);
}

BOOST_FIXTURE_TEST_CASE(logical_operators_guard_what_they_looked_at, Fixture) {
  if (y < x && x < 0) BOOST_ERROR("3 < 2");
  BOOST_TEST(t.statistics().guards == 1u);
  if (!(x < y || x < 0)) BOOST_ERROR("not 2 < 3");
  BOOST_TEST(t.statistics().guards == 2u);
  if (x < y && y < 4) {
    BOOST_TEST(t.statistics().guards == 4u);
  }
}

BOOST_FIXTURE_TEST_CASE(a_comparison_not_used_records_nothing, Fixture) {
  [[maybe_unused]] const auto unused = x < y;
  BOOST_TEST(t.statistics().rows == 2u);
}

BOOST_FIXTURE_TEST_CASE(comparing_constants_records_nothing, Fixture) {
  BOOST_TEST(bool(Var(1.0) < Var(2.0)));
  BOOST_TEST(bool(Var(1.0) != 2));
  BOOST_TEST(select(Var(2.0) < 1, 5.0, 7.0).value() == 7.0);
  BOOST_TEST(t.statistics().rows == 2u);
}

BOOST_FIXTURE_TEST_CASE(the_taken_branch_has_its_derivative, Fixture) {
  const auto distance = [](const Var& a, const Var& b) { return a < b ? b - a : a - b; };
  BOOST_TEST(slope(distance(x, y), x) == -1.0);
  BOOST_TEST(slope(distance(y, x), x) == -1.0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(select_by_mask)

BOOST_FIXTURE_TEST_CASE(a_mask_records_no_guard, Fixture) {
  const Var larger = select(x < y, y, x);
  BOOST_TEST(larger.value() == 3.0);
  BOOST_TEST(t.statistics().guards == 0u);
  BOOST_TEST(t.statistics().rows == 4u);  // less and select
}

BOOST_FIXTURE_TEST_CASE(every_comparison_makes_a_mask, Fixture) {
  BOOST_TEST(select(x < y, x, y).value() == 2.0);
  BOOST_TEST(select(x <= y, x, y).value() == 2.0);
  BOOST_TEST(select(x > y, x, y).value() == 3.0);
  BOOST_TEST(select(x >= y, x, y).value() == 3.0);
  BOOST_TEST(select(x == y, x, y).value() == 3.0);
  BOOST_TEST(select(x != y, x, y).value() == 2.0);
  BOOST_TEST(t.statistics().guards == 0u);
}

BOOST_FIXTURE_TEST_CASE(only_the_side_chosen_receives_an_adjoint, Fixture) {
  const Gradient g = t.gradient(select(x < y, x * x, y * y));
  BOOST_TEST(g[x] == 4.0);
  BOOST_TEST(g[y] == 0.0);
}

BOOST_FIXTURE_TEST_CASE(an_infinite_slope_on_the_other_side_gives_exactly_zero, Fixture) {
  const Var zero = t.variable(0.0);
  const Var root = select(zero > 0, sqrt(zero), zero * 3);
  BOOST_TEST(slope(root, zero) == 3.0);
  const Var untaken = select(zero > 0, sqrt(zero) / zero, y);
  BOOST_TEST(slope(untaken, zero) == 0.0);
  BOOST_TEST(slope(untaken, y) == 1.0);
}

BOOST_FIXTURE_TEST_CASE(plain_numbers_may_be_selected, Fixture) {
  const Var sign = select(x < 0, -1.0, 1.0);
  BOOST_TEST(sign.value() == 1.0);
  BOOST_TEST(slope(sign * x, x) == 1.0);
  BOOST_TEST(select(x < 0, -1, 1).value() == 1.0);
  BOOST_TEST(slope(select(x < 0, 0, x), x) == 1.0);
  BOOST_TEST(slope(select(x > 0, x, 0.5f), x) == 1.0);
}

BOOST_FIXTURE_TEST_CASE(one_variable_on_both_sides_has_its_derivative_once, Fixture) {
  BOOST_TEST(slope(select(x < y, x, x), x) == 1.0);
}

BOOST_FIXTURE_TEST_CASE(selects_nest, Fixture) {
  const Var clamped = select(x < 0, 0.0 * x, select(x > 1, y, x));
  BOOST_TEST(clamped.value() == 3.0);
  BOOST_TEST(slope(clamped, x) == 0.0);
  BOOST_TEST(slope(clamped, y) == 1.0);
}

BOOST_FIXTURE_TEST_CASE(replayed_on_the_other_side_it_is_right_there, Fixture) {
  const Var chosen = select(x < y, x * x, y * 5);
  const Var inputs[] = {x, y};
  const double at[] = {4.0, 3.0};
  const Replay<double> again(t, inputs, at);
  BOOST_TEST(again[chosen] == 15.0);
  const std::vector<double> slopes = again.gradient(chosen, inputs);
  BOOST_TEST(slopes[0] == 0.0);
  BOOST_TEST(slopes[1] == 5.0);
}

BOOST_AUTO_TEST_CASE(on_doubles_it_is_the_conditional) {
  BOOST_TEST(select(1.0 < 2.0, 3.0, 4.0) == 3.0);
  BOOST_TEST(select(1.0 > 2.0, 3.0, 4.0) == 4.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
