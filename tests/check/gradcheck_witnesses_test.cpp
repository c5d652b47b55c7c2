// SPDX-License-Identifier: MIT
// The vote: which of the witnesses is outvoted, and which could not be heard.
#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <span>
#include <stdexcept>
#include <vector>

#include <autodiff/check/gradcheck.hpp>
#include <autodiff/custom.hpp>
#include <autodiff/error.hpp>

#include "../support/says.hpp"

namespace wengert::test {
namespace {

using Point = std::vector<double>;

const auto product = [](auto x) { return x[0] * x[1]; };
Point product_gradient(std::span<const double> x) { return {x[1], x[0]}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(gradcheck_witnesses)

BOOST_AUTO_TEST_CASE(every_witness_is_heard_of_a_smooth_function) {
  const ElementReport e = gradcheck(product, Point{2.0, 3.0}, product_gradient).elements[0];
  for (const Witness& w : {e.tape, e.complex_step, e.forward, e.differences}) {
    BOOST_TEST(w.heard);
    BOOST_TEST(std::fabs(w.value - *e.hand) <= 1e-9);
  }
}

BOOST_AUTO_TEST_CASE(without_a_complex_form_the_others_vote_and_the_report_says_so) {
  const auto f = [](auto x) {
    using std::erf;
    return gelu(x[0]) * erf(x[1]);
  };
  const GradientReport report = gradcheck(f, Point{0.5, 0.8});
  BOOST_TEST(report.ok());
  BOOST_TEST(!report.elements[0].complex_step.heard);
  BOOST_TEST(contains_in_order(report.text(), {"complex step was not heard", "no complex form"}));
  const auto wrong = [](std::span<const double>) { return Point{1.0, 1.0}; };
  BOOST_TEST(gradcheck(f, Point{0.5, 0.8}, wrong).count(Verdict::disagree) == 2u);
}

BOOST_AUTO_TEST_CASE(a_custom_operation_of_doubles_is_checked_by_its_slope_and_by_differences) {
  const Custom cube = custom(
      "cube", [](double x) { return x * x * x; }, [](double x, double) { return 3 * x * x; });
  const auto f = [&](auto x) { return cube(x[0]) * 2.0; };
  const auto hand = [](std::span<const double> x) { return Point{6 * x[0] * x[0]}; };
  const GradientReport report = gradcheck(f, Point{1.5}, hand);
  BOOST_TEST(report.ok());
  BOOST_TEST(contains_in_order(report.text(), {"complex step was not heard", "cube"}));
}

// The slope is right where it was checked when the operation was made, and wrong elsewhere.
BOOST_AUTO_TEST_CASE(a_custom_slope_that_is_wrong_outvotes_neither_hand_nor_differences) {
  const Custom cube = custom(
      "cube", [](double x) { return x * x * x; },
      [](double x, double) { return x < 2 ? 3 * x * x : 2 * x * x; });
  const auto f = [&](auto x) { return cube(x[0]); };
  const auto hand = [](std::span<const double> x) { return Point{3 * x[0] * x[0]}; };
  for (const GradientReport& report : {gradcheck(f, Point{5.0}), gradcheck(f, Point{5.0}, hand)}) {
    BOOST_TEST(!report.ok());
    BOOST_CHECK(report.elements[0].verdict == Verdict::disagree);
    BOOST_CHECK(report.elements[0].wrong == Party::tape);
    BOOST_TEST(contains_in_order(report.text(), {"the tape is outvoted", "slope"}));
  }
}

BOOST_AUTO_TEST_CASE(complex_step_exposes_a_generic_slope_that_tape_and_forward_mode_share) {
  for (const double factor : {2.0, 3.0 * (1.0 + 1e-5)}) {
    const Custom cube = custom(
        "cube", [](auto x) { return x * x * x; },
        [factor](auto x, auto) { return x < 2.0 ? 3.0 * x * x : factor * x * x; });
    const auto f = [&](auto x) { return cube(x[0]); };
    const auto hand = [](std::span<const double> x) { return Point{3 * x[0] * x[0]}; };
    const ElementReport e = gradcheck(f, Point{5.0}, hand).elements[0];
    BOOST_TEST(e.complex_step.heard);
    BOOST_CHECK(e.verdict == Verdict::disagree);
    BOOST_CHECK(e.wrong == Party::tape);
    BOOST_TEST(std::fabs(e.reference - 75.0) < 1e-12);
  }
}

BOOST_AUTO_TEST_CASE(a_function_that_is_another_one_on_doubles_is_noticed) {
  const auto f = []<class T>(std::span<const T> x) {
    if constexpr (std::is_same_v<T, double>) return x[0] * x[1] * 1.5;
    return x[0] * x[1];
  };
  const GradientReport report = gradcheck(f, Point{2.0, 3.0}, product_gradient);
  BOOST_TEST(!report.ok());
  BOOST_CHECK(report.elements[0].wrong == Party::function);
  BOOST_TEST(contains_in_order(report.text(), {"9 on doubles and 6 when it is recorded"}));
}

BOOST_AUTO_TEST_CASE(a_function_that_draws_random_numbers_is_not_judged) {
  unsigned state = 1;
  const auto noisy = [&state](auto x) {
    state = state * 1664525u + 1013904223u;
    return x[0] * (1.0 + static_cast<double>(state % 1000) * 1e-9);
  };
  const auto box = [&](std::span<const double> x) { return noisy(x); };
  for (const GradientReport& report :
       {gradcheck(noisy, Point{2.0}, Point{1.0}), gradcheck(box, Point{2.0}, Point{1.0})}) {
    BOOST_TEST(!report.ok());
    BOOST_TEST(!report.deterministic);
    BOOST_CHECK(report.elements[0].verdict == Verdict::unresolved);
    BOOST_CHECK(report.elements[0].doubt == Doubt::not_deterministic);
    BOOST_TEST(contains_in_order(report.text(), {"the function is not deterministic"}));
  }
}

BOOST_AUTO_TEST_CASE(a_hand_gradient_that_changes_from_call_to_call_is_noticed) {
  int calls = 0;
  const auto hand = [&calls](std::span<const double> x) {
    ++calls;
    return Point{x[1] + calls, x[0]};
  };
  const GradientReport report = gradcheck(product, Point{2.0, 3.0}, hand);
  BOOST_TEST(!report.deterministic);
  BOOST_TEST(contains_in_order(report.text(), {"the hand gradient is not deterministic"}));
}

BOOST_AUTO_TEST_CASE(a_list_of_numbers_is_checked_at_the_given_point_only_and_the_report_says_so) {
  for (const GradientReport& report :
       {gradcheck(product, Point{2.0, 3.0}, Point{3.0, 2.0}),
        gradcheck(product, std::array{2.0, 3.0}, std::array{3.0, 2.0})}) {
    BOOST_TEST(report.ok());
    BOOST_TEST(report.points.size() == 1u);
    BOOST_TEST(contains_in_order(report.text(), {"only the given point was checked"}));
  }
}

BOOST_AUTO_TEST_CASE(random_points_stay_where_the_function_is_defined) {
  const auto f = [](auto x) {
    using std::acosh, std::log, std::asin;
    return log(x[0]) + acosh(x[1]) * asin(x[2]);
  };
  const GradientReport report = gradcheck(f, Point{0.01, 1.2, 0.9});
  BOOST_TEST(report.ok());
  BOOST_TEST(report.points.size() == 4u);
  for (const PointReport& point : report.points) BOOST_TEST(std::isfinite(point.value));
}

BOOST_AUTO_TEST_CASE(what_is_thrown_away_from_the_given_point_only_costs_that_point) {
  const auto f = [](auto x) {
    if (x[0] != 2.0) throw std::domain_error("only at 2");
    return x[0] * 3.0;
  };
  const GradientReport report = gradcheck(f, Point{2.0}, Point{3.0});
  BOOST_TEST(report.points.size() == 1u);
  BOOST_CHECK(report.elements[0].verdict == Verdict::agree);
  const GradientReport tape = gradcheck(f, Point{2.0});
  BOOST_TEST(contains_in_order(tape.text(), {"random point 1 was left out"}));
}

BOOST_AUTO_TEST_CASE(a_mistaken_call_says_what_was_wanted) {
  const Point x{2.0, 3.0};
  BOOST_CHECK_EXCEPTION(gradcheck(product, Point{}), Error, says("gradcheck", "empty"));
  BOOST_CHECK_EXCEPTION(gradcheck(product, x, Point{3.0}), Error,
                        says("hand gradient", "2 wanted", "1 came"));
  BOOST_CHECK_EXCEPTION(gradcheck(product, x, {.names = {"a"}}), Error,
                        says("names", "2 wanted", "1 came"));
  BOOST_CHECK_EXCEPTION(gradcheck(product, x, {.relative_tolerance = 0.0}), Error,
                        says("relative_tolerance", "between 0 and 1", "0 came"));
  const auto throws = [](std::span<const double>) -> double {
    throw std::runtime_error("no data");
  };
  BOOST_CHECK_EXCEPTION(gradcheck(throws, x, product_gradient), Error,
                        says("threw at the given point", "no data"));
  const auto hand = [](std::span<const double>) -> Point { throw std::runtime_error("no hand"); };
  BOOST_CHECK_EXCEPTION(gradcheck(product, x, hand), Error,
                        says("threw at the given point", "no hand"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
