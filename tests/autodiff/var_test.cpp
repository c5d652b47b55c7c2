// SPDX-License-Identifier: MIT
// Var as a number among numbers: conversions, operators, containers, and the usual slips.
#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <numeric>
#include <type_traits>
#include <vector>

#include <autodiff/tape.hpp>

// Float literals are among what is tested.
#pragma GCC diagnostic ignored "-Wdouble-promotion"

namespace wengert::test {

static_assert(std::is_trivially_copyable_v<Var>);
static_assert(std::is_nothrow_move_assignable_v<Var>);
static_assert(!std::is_convertible_v<Var, double>);
static_assert(!std::is_constructible_v<double, Var>);
static_assert(!std::is_constructible_v<int, Var>);
static_assert(!std::is_constructible_v<bool, Var>);
static_assert(std::is_convertible_v<int, Var>);
static_assert(std::is_convertible_v<float, Var>);

BOOST_AUTO_TEST_SUITE(var)

BOOST_AUTO_TEST_CASE(made_by_default_it_is_zero) {
  const Var x;
  BOOST_TEST(x.value() == 0.0);
  BOOST_TEST(x.is_constant());
  const std::array<Var, 3> several{};
  BOOST_TEST(several[2].value() == 0.0);
}

BOOST_AUTO_TEST_CASE(numbers_convert_exactly) {
  BOOST_TEST(Var(7).value() == 7.0);
  BOOST_TEST(Var(0.1f).value() == static_cast<double>(0.1f));
  BOOST_TEST(Var(-1LL).value() == -1.0);
  BOOST_TEST(Var(4000000000u).value() == 4e9);
}

BOOST_AUTO_TEST_CASE(only_a_plain_number_is_a_constant) {
  Tape t;
  BOOST_TEST(Var(1.0).is_constant());
  BOOST_TEST(!t.variable(1.0).is_constant());
  BOOST_TEST(!t.constant(1.0).is_constant());
}

struct Point {
  Tape t;
  Var x = t.variable(6.0, "x");
  Var y = t.variable(4.0, "y");

  double slope(const Var& of, const Var& by) const { return t.gradient(of)[by]; }
};

BOOST_FIXTURE_TEST_CASE(int_and_float_literals_mix_exactly, Point) {
  BOOST_TEST(slope(2 * x, x) == 2.0);
  BOOST_TEST(slope(x * 2, x) == 2.0);
  BOOST_TEST(slope(x / 3, x) == 1.0 / 3.0);
  BOOST_TEST(slope(3 / x, x) == -3.0 / 36.0);
  BOOST_TEST(slope(x + 1, x) == 1.0);
  BOOST_TEST(slope(1u - x, x) == -1.0);
  BOOST_TEST(slope(x - 1L, x) == 1.0);
  BOOST_TEST(slope(0.5f * x, x) == 0.5);
  BOOST_TEST(slope(0.1f * x, x) == static_cast<double>(0.1f));
}

BOOST_FIXTURE_TEST_CASE(operators_record_one_row_each, Point) {
  const std::size_t before = t.statistics().rows;
  -(x + y - x * y / x);
  BOOST_TEST(t.statistics().rows == before + 5);
}

BOOST_FIXTURE_TEST_CASE(unary_plus_and_copies_record_nothing, Point) {
  const Var copy = +x;
  const Var other = copy;
  BOOST_TEST(t.statistics().rows == 2u);
  BOOST_TEST(slope(other * copy, x) == 12.0);
}

BOOST_FIXTURE_TEST_CASE(compound_assignments_record_as_their_operators, Point) {
  Var z = x;
  z += y;  // 10
  z -= 2;  // 8
  z *= x;  // 48
  z /= y;  // (x + y - 2) x / y = 12
  BOOST_TEST(z.value() == 12.0);
  const Gradient g = t.gradient(z);
  BOOST_TEST(g[x] == 8.0 / 4.0 + 6.0 / 4.0);
  BOOST_TEST(g[y] == 6.0 / 4.0 - 12.0 / 4.0);
}

BOOST_FIXTURE_TEST_CASE(a_compound_assignment_gives_its_left_side, Point) {
  Var z = x;
  (z += y) *= 2;
  BOOST_TEST(z.value() == 20.0);
  (z += z) -= z;
  BOOST_TEST(z.value() == 0.0);
}

// Some libraries answer 0: the name has moved on to another row, and the leaf with it.
BOOST_FIXTURE_TEST_CASE(an_overwritten_input_keeps_its_derivative_in_a_copy, Point) {
  const Var leaf = x;
  x = x * x;
  const Var y3 = 3 * x;
  const Gradient g = t.gradient(y3);
  BOOST_TEST(g[leaf] == 36.0);
  BOOST_TEST(g[x] == 3.0);
}

BOOST_FIXTURE_TEST_CASE(a_constant_assigned_over_an_input_cuts_it_off, Point) {
  const Var leaf = x;
  x = 5;
  const Gradient g = t.gradient(x * y + leaf * 0);
  BOOST_TEST(g[leaf] == 0.0);
  BOOST_TEST(g[y] == 5.0);
}

BOOST_FIXTURE_TEST_CASE(const_variables_are_used_and_returned_alike, Point) {
  const Var a = x;
  const auto product = [](const Var& p, const Var q) { return p * q; };
  const auto squared = [a] { return a * a; };
  const Var sum_of_both = product(a, y) + squared();
  BOOST_TEST(slope(sum_of_both, a) == 4.0 + 12.0);
}

BOOST_FIXTURE_TEST_CASE(std_accumulate_sums_them, Point) {
  const std::vector<Var> v = {x, y, x};
  const Var total = std::accumulate(v.begin(), v.end(), Var(0));
  BOOST_TEST(total.value() == 16.0);
  BOOST_TEST(slope(total, x) == 2.0);
}

BOOST_FIXTURE_TEST_CASE(std_inner_product_works, Point) {
  const std::vector<Var> v = {x, y};
  const std::vector<double> w = {3.0, 5.0};
  const Var total = std::inner_product(v.begin(), v.end(), w.begin(), Var());
  BOOST_TEST(slope(total, y) == 5.0);
}

BOOST_FIXTURE_TEST_CASE(std_sort_orders_them_by_guards, Point) {
  std::vector<Var> v = {x, y, 5.0, t.variable(1.0)};
  std::sort(v.begin(), v.end());
  BOOST_TEST(v[0].value() == 1.0);
  BOOST_TEST(v[1].value() == 4.0);
  BOOST_TEST(v[2].value() == 5.0);
  BOOST_TEST(v[3].value() == 6.0);
  BOOST_TEST(t.statistics().guards >= 3u);
  BOOST_TEST(slope(10 * v[1], y) == 10.0);
}

BOOST_FIXTURE_TEST_CASE(std_max_of_a_list_branches_and_is_guarded, Point) {
  const Var largest = std::max({x, y, Var(5.0)});
  BOOST_TEST(largest.value() == 6.0);
  BOOST_TEST(t.statistics().guards == 2u);
  BOOST_TEST(slope(largest * 2, x) == 2.0);
  BOOST_TEST(slope(largest * 2, y) == 0.0);
}

BOOST_FIXTURE_TEST_CASE(std_max_by_its_full_name_branches_and_is_guarded, Point) {
  const Var larger = std::max(x, y);
  const Var smaller = std::min(x, y);
  BOOST_TEST(t.statistics().guards == 2u);
  BOOST_TEST(slope(larger - 3 * smaller, x) == 1.0);
  BOOST_TEST(slope(larger - 3 * smaller, y) == -3.0);
}

BOOST_FIXTURE_TEST_CASE(std_max_element_finds_the_variable, Point) {
  const std::array<Var, 2> v = {y, x};
  BOOST_TEST(std::max_element(v.begin(), v.end()) - v.begin() == 1);
  BOOST_TEST(t.statistics().guards == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
