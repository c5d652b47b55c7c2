// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

#include <autodiff/complex.hpp>
#include <autodiff/custom.hpp>
#include <autodiff/error.hpp>
#include <autodiff/functional.hpp>

#include "../support/says.hpp"

namespace wengert::test {
namespace {

const Custom cube = custom(
    "cube", [](auto x) { return x * x * x; }, [](auto x, auto) { return 3 * x * x; });
const Custom cube_of_doubles = custom(
    "cube_of_doubles", [](double x) { return x * x * x; },
    [](double x, double) { return 3 * x * x; });

struct Fixture {
  Tape t;
  Var x = t.variable(2.0, "x");
  Var y = t.variable(3.0, "y");
};

}  // namespace

BOOST_AUTO_TEST_SUITE(custom_operation)

BOOST_FIXTURE_TEST_CASE(it_is_one_row_with_its_name, Fixture) {
  const Var z = cube(x);
  BOOST_TEST(z.value() == 8.0);
  BOOST_TEST(t.statistics().rows == 3u);
  BOOST_TEST(t.name(z) == "row 2 (cube)");
  BOOST_TEST(t.gradient(z * y)[x] == 36.0);
}

BOOST_FIXTURE_TEST_CASE(it_runs_on_plain_numbers, Fixture) {
  const double on_double = cube(2.0);
  BOOST_TEST(on_double == 8.0);
  BOOST_TEST(cube(2) == 8.0);
  BOOST_TEST(cube(Var(2.0)).is_constant());
  BOOST_TEST(cube(Dual(2.0, 1.0)).tangent == 12.0);
  BOOST_TEST(t.statistics().rows == 2u);
}

BOOST_FIXTURE_TEST_CASE(a_generic_one_has_second_derivatives, Fixture) {
  const auto f = [](auto p) { return cube(p[0]) * p[1]; };
  const Matrix h = hessian(f, std::vector<double>{2.0, 3.0});
  BOOST_TEST(h(0, 0) == 36.0);
  BOOST_TEST(h(0, 1) == 12.0);
  BOOST_TEST(h(1, 1) == 0.0);
  const Var slope = t.gradient_nodes(cube(x))[x];
  BOOST_TEST(slope.value() == 12.0);
  BOOST_TEST(t.gradient(slope)[x] == 12.0);
}

BOOST_FIXTURE_TEST_CASE(a_generic_one_has_a_complex_step, Fixture) {
  const Var z = cube(x);
  const Var inputs[] = {x};
  const Complex at[] = {{2.0, complex_step(2.0)}};
  const Replay<Complex> again(t, inputs, at);
  BOOST_TEST(again[z].real == 8.0);
  BOOST_TEST(again[z].imag / complex_step(2.0) == 12.0);
}

BOOST_FIXTURE_TEST_CASE(the_slope_may_use_the_value, Fixture) {
  const Custom root = custom(
      "root", [](double a) { return std::sqrt(a); }, [](double, double r) { return 0.5 / r; });
  BOOST_TEST(t.gradient(root(4 * cube(x) * x))[x] == 8.0);  // root(4 x^4)
}

BOOST_FIXTURE_TEST_CASE(the_slope_by_a_constant_is_never_computed, Fixture) {
  int slopes = 0;
  const Custom counted = custom(
      "counted", [](double a) { return a; },
      [&](double, double) {
        ++slopes;
        return 1.0;
      });
  slopes = 0;
  const Var c = t.constant(5.0);
  t.gradient(counted(c) * x);
  t.gradient(counted(5.0) * x);
  BOOST_TEST(slopes == 0);
  t.gradient(counted(x));
  BOOST_TEST(slopes == 1);
}

BOOST_FIXTURE_TEST_CASE(it_lives_as_long_as_the_tape_needs_it, Fixture) {
  Var z;
  {
    const Custom local = custom(
        "local", [](auto a) { return a * a; }, [](auto a, auto) { return 2 * a; });
    z = local(x);
  }
  BOOST_TEST(t.gradient(z)[x] == 4.0);
}

BOOST_FIXTURE_TEST_CASE(rewinding_and_recording_again_finds_the_right_rule, Fixture) {
  const Custom negated = custom(
      "negated", [](double a) { return -a; }, [](double, double) { return -1.0; });
  const Var kept = cube(x);
  const Mark mark = t.mark();
  negated(x);
  t.rewind(mark);
  const Var z = cube_of_doubles(x) + negated(kept);
  const Gradient g = t.gradient(z);
  BOOST_TEST(g[kept] == -1.0);
  BOOST_TEST(g[x] == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(custom_errors)

BOOST_AUTO_TEST_CASE(a_wrong_slope_is_refused_with_both_numbers) {
  const auto value = [](double x) { return x * x; };
  const auto wrong = [](double x, double) { return x; };
  BOOST_CHECK_EXCEPTION(custom("half", value, wrong, {.at = {3.0}}), Error,
                        says("'half'", "x = 3", "is 3", "numeric derivative", "6"));
  BOOST_CHECK_EXCEPTION(custom("half", value, wrong), Error, says("'half'", "x = -1.7", "-3.4"));
}

BOOST_AUTO_TEST_CASE(a_slope_wrong_on_one_side_only_is_found_there) {
  const auto value = [](double x) { return std::fabs(x); };
  const auto wrong = [](double, double) { return 1.0; };
  BOOST_CHECK_EXCEPTION(custom("size", value, wrong, {.at = {2.0, -0.5}}), Error,
                        says("'size'", "x = -0.5", "is 1", "-1"));
}

BOOST_AUTO_TEST_CASE(a_slope_that_is_nan_is_refused) {
  BOOST_CHECK_EXCEPTION(custom(
                            "nan", [](double x) { return x; },
                            [](double, double) { return std::nan(""); }, {.at = {1.0}}),
                        Error, says("'nan'", "x = 1", "is nan", "1"));
}

BOOST_AUTO_TEST_CASE(points_where_nothing_can_be_checked_are_refused) {
  const auto value = [](double x) { return std::log(x); };
  const auto slope = [](double x, double) { return 1 / x; };
  BOOST_CHECK_EXCEPTION(custom("ln", value, slope, {.at = {-1.0, -2.0}}), Error,
                        says("'ln'", "none of the 2 points", ".at"));
  BOOST_CHECK_EXCEPTION(custom("ln", value, slope, {.at = {}}), Error,
                        says("'ln'", "none of the 0 points"));
  BOOST_TEST(custom("ln", value, slope)(1.0) == 0.0);
}

BOOST_FIXTURE_TEST_CASE(one_for_doubles_only_says_so_at_second_order, Fixture) {
  const Var z = cube_of_doubles(x);
  BOOST_TEST(t.gradient(z)[x] == 12.0);
  const auto advice = says("'cube_of_doubles'", "double only", "recorded variables", "[](auto x)");
  BOOST_CHECK_EXCEPTION(t.gradient_nodes(z), Error, advice);
  const auto f = [](auto p) { return cube_of_doubles(p[0]); };
  const std::vector<double> at = {2.0};
  BOOST_CHECK_EXCEPTION(hessian(f, at), Error,
                        says("'cube_of_doubles'", "double only", "dual numbers", "[](auto x)"));
  BOOST_TEST(jvp(f, at, at)[0] == 24.0);
  BOOST_TEST(t.gradient(z)[x] == 12.0);
}

BOOST_FIXTURE_TEST_CASE(one_for_doubles_only_has_no_complex_step, Fixture) {
  cube_of_doubles(x);
  BOOST_CHECK_EXCEPTION(Replay<Complex>(t, {}, {}), Error,
                        says("'cube_of_doubles'", "double only", "complex", "[](auto x)"));
}

BOOST_FIXTURE_TEST_CASE(a_generic_one_is_not_called_double_only, Fixture) {
  cube(x);
  const auto message = [](const Error& e) {
    const std::string text = e.what();
    return says("'cube'")(e) && text.find("double only") == std::string::npos;
  };
  BOOST_CHECK_EXCEPTION(Replay<float>(t, {}, {}), Error, message);
}

// Complex has no erf to offer; that must show when it is needed, not when it is compiled.
BOOST_FIXTURE_TEST_CASE(a_generic_one_may_use_what_has_no_complex_form, Fixture) {
  const Custom phi = custom(
      "phi",
      [](auto a) {
        using std::erf;
        return 0.5 * (1 + erf(a));
      },
      [](auto a, auto) {
        using std::exp;
        return exp(-a * a) / std::sqrt(std::acos(-1.0));
      });
  phi(x);
  BOOST_CHECK_EXCEPTION(Replay<Complex>(t, {}, {}), Error, says("erf", "no complex form"));
}

BOOST_FIXTURE_TEST_CASE(a_value_that_throws_records_nothing, Fixture) {
  const Custom picky = custom(
      "picky",
      [](double a) {
        if (a > 2.5) throw std::domain_error("too much");
        return a;
      },
      [](double, double) { return 1.0; });
  BOOST_TEST(picky(x).value() == 2.0);
  const std::size_t rows = t.statistics().rows;
  BOOST_CHECK_THROW(picky(y), std::domain_error);
  BOOST_TEST(t.statistics().rows == rows);
  BOOST_TEST(t.gradient(x * y)[x] == 3.0);
}

BOOST_FIXTURE_TEST_CASE(a_slope_that_throws_leaves_the_tape_usable, Fixture) {
  bool fails = false;
  const Custom moody = custom(
      "moody", [](double a) { return 2 * a; },
      [&](double, double) {
        if (fails) throw std::domain_error("not today");
        return 2.0;
      });
  const Var z = moody(x * y) * y;
  Gradient g = t.gradient(x);
  fails = true;
  BOOST_CHECK_THROW(t.gradient(z), std::domain_error);
  BOOST_CHECK_THROW(t.gradient(z, g), std::domain_error);
  BOOST_CHECK_EXCEPTION(g[y], Error, says("empty"));
  fails = false;
  BOOST_TEST(t.gradient(z)[x] == 18.0);
  BOOST_TEST(t.gradient(z)[y] == 24.0);
}

BOOST_FIXTURE_TEST_CASE(a_slope_that_records_on_the_tape_being_swept_is_refused, Fixture) {
  bool records = false;
  const Custom recorder = custom(
      "recorder", [](double a) { return 2 * a; },
      [&](double, double) {
        for (int i = 0; records && i < 1000; ++i) hypot(x, y);
        return 2.0;
      });
  const Var z = recorder(x * y) * y;
  records = true;
  BOOST_CHECK_EXCEPTION(t.gradient(z), Error, says("'recorder'", "slope", "recorded on the tape"));
  records = false;
  BOOST_TEST(t.gradient(z)[x] == 18.0);
}

BOOST_FIXTURE_TEST_CASE(stale_operands_are_named, Fixture) {
  const Mark mark = t.mark();
  const Var h = x * y;
  t.name(h, "h");
  t.rewind(mark);
  BOOST_CHECK_EXCEPTION(cube(h), Error, says("cube", "'h'", "stale"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
