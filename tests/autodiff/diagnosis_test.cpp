// SPDX-License-Identifier: MIT
// What a tape says of hard points, and of where a NaN or an infinity first arose.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <autodiff/custom.hpp>
#include <autodiff/error.hpp>
#include <autodiff/nary.hpp>
#include <autodiff/tape.hpp>

#include "../support/says.hpp"

namespace wengert::test {
namespace {

struct Fixture {
  Tape t;
  Var x = t.variable(0.0, "x");
  Var y = t.variable(3.0, "y");
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hard_points)

BOOST_FIXTURE_TEST_CASE(a_smooth_recording_has_none, Fixture) {
  sin(x) * exp(y) + pow(y, 2) / max(x, y);
  BOOST_TEST(t.hard_points().empty());
}

BOOST_FIXTURE_TEST_CASE(a_kink_is_told_with_its_operand_and_its_rule, Fixture) {
  abs(x);
  const std::vector<HardPoint> found = t.hard_points();
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST(found[0].row == 2u);
  BOOST_TEST(found[0].operation == "abs");
  BOOST_REQUIRE(found[0].operands.size() == 1u);
  BOOST_TEST(found[0].operands[0].name == "x");
  BOOST_TEST(found[0].operands[0].value == 0.0);
  BOOST_TEST(found[0].rule == "the slope of abs at 0 is taken as 0");
  BOOST_TEST(found[0].text == "row 2 (abs): abs('x' = 0): the slope of abs at 0 is taken as 0");
}

BOOST_FIXTURE_TEST_CASE(a_tie_is_told_with_both_operands, Fixture) {
  const Var h = max(y, 3);
  t.name(h, "h");
  const std::vector<HardPoint> found = t.hard_points();
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST(found[0].text == "'h': max('y' = 3, 3): a tie of max gives each side the slope 1/2");
  BOOST_TEST(found[0].operands[1].name == "3");
}

BOOST_FIXTURE_TEST_CASE(they_come_in_the_order_recorded, Fixture) {
  sqrt(x);
  relu(x);
  log(x);
  floor(y);
  std::vector<std::string> operations;
  for (const HardPoint& p : t.hard_points()) operations.push_back(p.operation);
  const std::vector<std::string> wanted = {"sqrt", "relu", "log", "floor"};
  BOOST_TEST(operations == wanted, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(points_of_two_operands_are_found, Fixture) {
  hypot(x, x * 2);
  atan2(x, 0);
  pow(x, 0.5);
  fmod(y, 1.5);
  min(x, 0 * y);
  BOOST_TEST(t.hard_points().size() == 5u);
}

BOOST_FIXTURE_TEST_CASE(constants_at_them_do_not_count, Fixture) {
  const Var zero = t.constant(0.0);
  (abs(zero) + sqrt(zero)) * y;
  BOOST_TEST(t.hard_points().empty());
}

BOOST_FIXTURE_TEST_CASE(custom_operations_and_guards_have_none, Fixture) {
  const Custom size = custom(
      "size", [](double a) { return std::fabs(a); },
      [](double a, double) { return a < 0 ? -1.0 : 1.0; });
  size(x);
  if (x == 0) t.name(y, "y");
  sum({x, x});
  BOOST_TEST(t.hard_points().empty());
}

BOOST_FIXTURE_TEST_CASE(a_rewind_forgets_them, Fixture) {
  const Mark mark = t.mark();
  abs(x);
  t.rewind(mark);
  BOOST_TEST(t.hard_points().empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(first_nonfinite)

BOOST_FIXTURE_TEST_CASE(a_finite_recording_has_none, Fixture) {
  const Var z = x * y + 1;
  BOOST_TEST(!t.first_nonfinite().has_value());
  BOOST_TEST(!t.first_nonfinite(t.gradient(z)).has_value());
}

BOOST_FIXTURE_TEST_CASE(the_first_row_that_made_one_is_told, Fixture) {
  const Var h = log(x * y);
  exp(h) + h * 0;
  const auto found = t.first_nonfinite();
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(found->row == 3u);
  BOOST_TEST((found->direction == Direction::forward));
  BOOST_TEST(found->operation == "log");
  BOOST_TEST(found->value == -std::numeric_limits<double>::infinity());
  BOOST_TEST(found->operands[0].name == "row 2 (multiply)");
  BOOST_TEST(found->text == "row 3 (log) is -inf: log(row 2 (multiply) = 0)");
}

BOOST_FIXTURE_TEST_CASE(a_nan_of_two_finite_operands_is_told_with_both, Fixture) {
  const Var ratio = x / (y - 3);
  t.name(ratio, "ratio");
  const auto found = t.first_nonfinite();
  BOOST_REQUIRE(found.has_value());
  BOOST_CHECK(says("'ratio' is", "nan",
                   "divide('x' = 0, row 3 (subtract) = 0)")(std::runtime_error(found->text)));
}

BOOST_FIXTURE_TEST_CASE(a_leaf_that_was_given_so_is_told_plainly, Fixture) {
  t.variable(std::nan(""), "z");
  BOOST_TEST(t.first_nonfinite()->text == "the variable 'z' was given as nan");
  t.clear();
  t.constant(std::numeric_limits<double>::infinity(), "c");
  BOOST_TEST(t.first_nonfinite()->text == "the constant 'c' was given as inf");
  t.clear();
  t.variable(1.0) + std::numeric_limits<double>::infinity();
  BOOST_TEST(t.first_nonfinite()->text == "the constant inf was given as inf");
}

BOOST_FIXTURE_TEST_CASE(an_infinite_slope_is_found_in_the_reverse_sweep, Fixture) {
  const Var z = sqrt(x);
  t.name(z, "root");
  BOOST_TEST(!t.first_nonfinite().has_value());
  const auto found = t.first_nonfinite(t.gradient(3 * z));
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST((found->direction == Direction::backward));
  BOOST_TEST(found->row == 2u);
  BOOST_TEST(found->operation == "sqrt");
  BOOST_TEST(found->value == std::numeric_limits<double>::infinity());
  BOOST_TEST(found->text ==
             "'root' hands inf to 'x' in the reverse sweep: its adjoint is 3, sqrt('x' = 0)");
}

BOOST_FIXTURE_TEST_CASE(the_sweep_is_followed_from_the_output, Fixture) {
  const Var early = sqrt(x);
  const Var late = cbrt(x);
  const auto found = t.first_nonfinite(t.gradient(early + late));
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(found->operation == "cbrt");
}

BOOST_FIXTURE_TEST_CASE(a_nonfinite_value_goes_before_the_sweep, Fixture) {
  const Var z = sqrt(x) + log(x);
  BOOST_TEST((t.first_nonfinite(t.gradient(z))->direction == Direction::forward));
}

BOOST_FIXTURE_TEST_CASE(a_custom_slope_is_found_by_its_name, Fixture) {
  const Custom root = custom(
      "root", [](double a) { return std::sqrt(a); }, [](double, double r) { return 0.5 / r; });
  const auto found = t.first_nonfinite(t.gradient(root(x)));
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(found->operation == "root");
}

BOOST_FIXTURE_TEST_CASE(a_gradient_of_something_else_is_refused, Fixture) {
  const Mark mark = t.mark();
  const Gradient old = t.gradient(x * y);
  BOOST_CHECK_EXCEPTION(t.first_nonfinite(Gradient()), Error, says("first_nonfinite", "gradient"));
  Tape other;
  const Var u = other.variable(1.0);
  const Gradient stranger = other.gradient(u);
  BOOST_CHECK_EXCEPTION(t.first_nonfinite(stranger), Error, says("not of this tape"));
  t.rewind(mark);
  BOOST_CHECK_EXCEPTION(t.first_nonfinite(old), Error, says("present recording"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
