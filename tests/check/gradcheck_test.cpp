// SPDX-License-Identifier: MIT
// Verdicts: what the gradient check says of right and wrong gradients. Kinks are in
// gradcheck_kinks_test.cpp.
#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

#include <autodiff/check/gradcheck.hpp>
#include <autodiff/custom.hpp>
#include <autodiff/nary.hpp>

#include "../support/says.hpp"
#include "checked_elements.hpp"

namespace wengert::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// x0^2 x1 + sin(x1), and its gradient.
const auto smooth = [](auto x) {
  using std::sin;
  return x[0] * x[0] * x[1] + sin(x[1]);
};
Point smooth_gradient(std::span<const double> x) {
  return {2 * x[0] * x[1], x[0] * x[0] + std::cos(x[1])};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gradcheck_verdicts)

BOOST_AUTO_TEST_CASE(a_right_gradient_agrees_at_the_given_and_at_three_random_points) {
  const GradientReport report = gradcheck(smooth, Point{1.5, -0.5}, smooth_gradient);
  BOOST_TEST(report.ok());
  BOOST_TEST(report.points.size() == 4u);
  for (const PointReport& point : report.points) {
    for (const ElementReport& e : point.elements) BOOST_CHECK(e.verdict == Verdict::agree);
    BOOST_TEST(std::fabs(point.taylor_order - 2.0) < 0.1);
  }
}

BOOST_AUTO_TEST_CASE(without_a_hand_gradient_the_tape_is_checked) {
  const GradientReport report = gradcheck(smooth, Point{1.5, -0.5});
  BOOST_TEST(report.ok());
  BOOST_TEST(!report.has_hand);
  BOOST_TEST(!report.elements[0].hand.has_value());
  BOOST_TEST(report.elements[0].claim == report.elements[0].tape.value);
}

BOOST_AUTO_TEST_CASE(common_slips_are_found_with_their_ratio) {
  struct Slip {
    const char* what;
    std::array<double, 2> factors;
  };
  for (const Slip& slip : {Slip{"sign", {-1, 1}}, Slip{"factor 2", {1, 2}}, Slip{"half", {0.5, 1}},
                           Slip{"one in a million", {1 + 1e-6, 1}}}) {
    const auto hand = [&](std::span<const double> x) {
      Point g = smooth_gradient(x);
      for (std::size_t k = 0; k < 2; ++k) g[k] *= slip.factors[k];
      return g;
    };
    const GradientReport report = gradcheck(smooth, Point{1.5, -0.5}, hand);
    BOOST_TEST_CONTEXT(slip.what) {
      BOOST_TEST(!report.ok());
      BOOST_TEST(report.count(Verdict::disagree) == 1u);
      const ElementReport& worst = report.elements.front();
      BOOST_CHECK(worst.wrong == Party::hand);
      BOOST_TEST(std::fabs(worst.ratio - slip.factors[worst.index]) < 1e-12);
    }
  }
}

BOOST_AUTO_TEST_CASE(swapped_elements_are_both_wrong) {
  const auto swapped = [](std::span<const double> x) {
    const Point g = smooth_gradient(x);
    return Point{g[1], g[0]};
  };
  BOOST_TEST(gradcheck(smooth, Point{1.5, -0.5}, swapped).count(Verdict::disagree) == 2u);
}

BOOST_AUTO_TEST_CASE(a_slip_that_the_given_point_hides_is_found_at_random_ones) {
  const auto square_of_x1 = [](std::span<const double> x) {
    return Point{2 * x[0] * x[1], x[1] * x[1] + std::cos(x[1])};
  };
  const Point ones{1.0, 1.0};
  BOOST_TEST(gradcheck(smooth, ones, square_of_x1, {.random_points = 0}).ok());
  const GradientReport report = gradcheck(smooth, ones, square_of_x1);
  BOOST_TEST(!report.ok());
  BOOST_TEST(report.elements.front().index == 1u);
  BOOST_TEST(report.elements.front().point > 0u);
}

BOOST_AUTO_TEST_CASE(differences_alone_find_the_slips_of_a_black_box) {
  const auto f = [](std::span<const double> x) { return smooth(x); };
  const auto twice = [](std::span<const double> x) {
    Point g = smooth_gradient(x);
    g[1] *= 2;
    return g;
  };
  BOOST_TEST(gradcheck(f, Point{1.5, -0.5}, smooth_gradient).ok());
  const GradientReport report = gradcheck(f, Point{1.5, -0.5}, twice);
  BOOST_TEST(report.count(Verdict::disagree) == 1u);
  BOOST_TEST(report.elements.front().index == 1u);
  BOOST_TEST(!report.elements.front().tape.heard);
}

BOOST_AUTO_TEST_CASE(error_bars_of_differences_cover_the_true_derivative) {
  struct Case {
    double (*f)(double);
    double (*slope)(double);
  };
  const Case cases[] = {
      {[](double x) { return std::exp(x); }, [](double x) { return std::exp(x); }},
      {[](double x) { return std::sin(10 * x); }, [](double x) { return 10 * std::cos(10 * x); }},
      {[](double x) { return 1 / x; }, [](double x) { return -1 / (x * x); }},
      {[](double x) { return std::log(x); }, [](double x) { return 1 / x; }},
      {[](double x) { return x * x * x; }, [](double x) { return 3 * x * x; }}};
  for (const Case& c : cases) {
    const auto f = [&](std::span<const double> x) { return c.f(x[0]); };
    for (const double x : {1e-8, 1e-3, 0.3, 1.0, 7.0, 40.0}) {
      const ElementReport e = first(f, {x}, Point{c.slope(x)});
      BOOST_TEST_CONTEXT(x << ": " << e.differences.value << " +- " << e.differences.error) {
        BOOST_TEST(std::fabs(e.differences.value - c.slope(x)) <= 10 * e.differences.error);
        BOOST_CHECK(e.verdict == Verdict::agree || e.verdict == Verdict::unresolved);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(large_and_tiny_inputs_are_no_special_case) {
  for (const double scale : {1e-150, 1e-8, 1.0, 1e8, 1e150}) {
    const auto f = [&](auto x) { return square(x[0] / scale) + x[1] / x[0]; };
    const auto hand = [&](std::span<const double> x) {
      return Point{2 * x[0] / scale / scale - x[1] / (x[0] * x[0]), 1 / x[0]};
    };
    BOOST_TEST_CONTEXT(scale) {
      BOOST_TEST(gradcheck(f, Point{scale, 3 * scale}, hand).ok());
      const auto wrong = [&](std::span<const double> x) { return Point{0.0, hand(x)[1]}; };
      const GradientReport report = gradcheck(f, Point{scale, 3 * scale}, wrong);
      BOOST_TEST(report.count(Verdict::disagree) == 1u);
      BOOST_TEST(report.elements[0].index == 0u);
    }
  }
}

BOOST_AUTO_TEST_CASE(saturated_gradients_are_compared_to_the_last_digit) {
  const auto f = [](auto x) { return sigmoid(x[0]); };
  const double slope = std::exp(-69.0);
  BOOST_CHECK(first(f, {-69.0}, Point{slope}).verdict == Verdict::agree);
  BOOST_CHECK(first(f, {-69.0}, Point{2 * slope}).verdict == Verdict::disagree);
  BOOST_CHECK(first(f, {69.0}, Point{slope}).verdict == Verdict::agree);
  BOOST_CHECK(first(f, {69.0}, Point{2 * slope}).verdict == Verdict::disagree);
  const auto black_box = [](std::span<const double> x) { return sigmoid(x[0]); };
  for (const double claim : {slope, 2 * slope, 0.0}) {
    const ElementReport e = first(black_box, {69.0}, Point{claim});
    BOOST_CHECK(e.verdict == Verdict::unresolved);
    BOOST_CHECK(e.doubt == Doubt::saturation);
  }
}

BOOST_AUTO_TEST_CASE(the_rounding_of_f_times_1_minus_f_is_told_from_a_slip) {
  const auto f = [](auto x) { return sigmoid(x[0]); };
  const auto textbook = [](double factor) {
    return [factor](std::span<const double> x) {
      const double y = sigmoid(x[0]);
      return Point{factor * (y * (1 - y))};
    };
  };
  for (const double x : {5.0, 20.0, 30.0, 36.0, 50.0}) {
    BOOST_TEST_CONTEXT(x) {
      BOOST_TEST(gradcheck(f, Point{x}, textbook(1)).ok());
      BOOST_TEST(!gradcheck(f, Point{x}, textbook(2)).ok());
    }
  }
  const ElementReport rounded_away = first(f, {50.0}, textbook(1));
  BOOST_CHECK(rounded_away.verdict == Verdict::unresolved);
  BOOST_CHECK(rounded_away.doubt == Doubt::saturation);
  BOOST_CHECK(first(f, {20.0}, textbook(2)).verdict == Verdict::disagree);
}

BOOST_AUTO_TEST_CASE(a_factor_that_nears_1_far_from_a_saturated_point_is_a_slip) {
  const auto f = [](auto x) { return sigmoid(x[0]); };
  const auto with_factor = [](std::span<const double> x) {
    return Point{sigmoid(x[0]) * sigmoid(-x[0]) * (1 + 1e-4 * x[0] * x[0])};
  };
  BOOST_CHECK(first(f, {69.0}, with_factor).verdict == Verdict::disagree);
}

BOOST_AUTO_TEST_CASE(a_forgotten_element_is_not_taken_for_a_saturated_one) {
  const auto f = [](auto x) { return sigmoid(x[0]) * x[1]; };
  const auto forgotten = [](std::span<const double> x) { return Point{0.0, sigmoid(x[0])}; };
  const GradientReport report = gradcheck(f, Point{50.0, 1.0}, forgotten);
  BOOST_TEST(report.count(Verdict::disagree) == 1u);
  BOOST_TEST(report.elements.front().index == 0u);
}

BOOST_AUTO_TEST_CASE(cancellation_blinds_differences_and_not_the_exact_witnesses) {
  const auto f = [](auto x) { return (x[0] + 1e12) - 1e12; };
  const ElementReport exact = first(f, {1.0}, Point{1.0});
  BOOST_CHECK(exact.verdict == Verdict::agree);
  BOOST_TEST(exact.differences.error > 1e-4);
  const auto black_box = [&](std::span<const double> x) { return f(x); };
  const ElementReport alone = first(black_box, {1.0}, Point{1.0});
  BOOST_CHECK(alone.verdict == Verdict::unresolved);
  BOOST_CHECK(alone.doubt == Doubt::noise);
  BOOST_CHECK(first(black_box, {1.0}, Point{3.0}).verdict != Verdict::agree);
}

BOOST_AUTO_TEST_CASE(where_the_terms_of_a_gradient_cancel_rounding_is_no_mistake) {
  constexpr double scale = 1e-8;
  const auto f = [](auto x) { return square(x[0] / scale) + 2 * scale / x[0]; };
  const auto hand = [](std::span<const double> x) {
    return Point{2 * x[0] / scale / scale - 2 * scale / (x[0] * x[0])};
  };
  const ElementReport e = first(f, {scale}, hand);
  BOOST_TEST(e.tape.value == 0.0);
  BOOST_TEST(*e.hand != 0.0);
  BOOST_CHECK(e.verdict == Verdict::unresolved);
  BOOST_TEST(gradcheck(f, Point{scale}, hand).ok());
}

// Steps of a tenth reach over the pole at 0, and see only the first term.
BOOST_AUTO_TEST_CASE(differences_over_a_pole_accuse_nobody_and_pass_nothing) {
  constexpr double scale = 1e-8;
  const auto f = [](auto x) { return square(x[0] / scale) + 3 * scale / x[0]; };
  const auto box = [&](std::span<const double> x) { return f(x); };
  BOOST_CHECK(first(f, {scale}, Point{-1 / scale}).verdict == Verdict::agree);
  BOOST_CHECK(first(box, {scale}, Point{-1 / scale}).verdict == Verdict::agree);
  BOOST_CHECK(first(box, {scale}, Point{2 / scale}).verdict == Verdict::disagree);
}

BOOST_AUTO_TEST_CASE(differences_that_step_over_a_steep_place_do_not_outvote_the_exact_witnesses) {
  const auto f = [](auto x) {
    using std::tanh;
    return x[0] + 1e-6 * tanh((x[0] - 1.0) * 1e7);
  };
  const ElementReport e = first(f, {1.0});
  BOOST_TEST(std::fabs(e.differences.value - 1.0) < 1e-2);
  BOOST_TEST(std::fabs(e.tape.value - 11.0) < 1e-9);
  BOOST_CHECK(e.verdict == Verdict::agree);
}

BOOST_AUTO_TEST_CASE(infinite_slopes_agree_with_themselves) {
  const auto root = [](auto x) {
    using std::sqrt;
    return sqrt(x[0]);
  };
  BOOST_CHECK(first(root, {0.0}, Point{infinity}).verdict == Verdict::agree);
  BOOST_CHECK(first(root, {0.0}, Point{1.0}).verdict == Verdict::disagree);
}

BOOST_AUTO_TEST_CASE(what_is_not_finite_is_said_with_the_operation_where_it_arose) {
  const auto f = [](auto x) {
    using std::log;
    return log(x[0]) + x[1];
  };
  const GradientReport report = gradcheck(f, Point{-1.0, 1.0}, {.names = {"x", "y"}});
  BOOST_TEST(!report.ok());
  BOOST_TEST(report.count(Verdict::unresolved) == 2u);
  BOOST_CHECK(report.elements[0].doubt == Doubt::not_finite);
  BOOST_TEST(contains_in_order(report.text(), {"not finite", "log('x' = -1)"}));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  BOOST_CHECK(first(f, {2.0, 1.0}, Point{nan, 1.0}).verdict == Verdict::disagree);
  const auto box = [&](std::span<const double> x) { return f(x); };
  BOOST_CHECK(first(box, {2.0, 1.0}, Point{nan, 1.0}).verdict == Verdict::disagree);
}

BOOST_AUTO_TEST_CASE(constant_functions_and_unused_inputs_have_gradient_0) {
  const auto constant = [](auto x) { return 0.0 * x[0] + 3.0; };
  const auto unused = [](auto x) { return x[1] * 2.0; };
  BOOST_TEST(gradcheck(constant, Point{1.0}, Point{0.0}).ok());
  BOOST_TEST(gradcheck([](auto) { return 3.0; }, Point{1.0}).ok());
  BOOST_TEST(gradcheck(unused, Point{1.0, 2.0}, Point{0.0, 2.0}).ok());
  BOOST_TEST(!gradcheck(unused, Point{1.0, 2.0}, Point{0.1, 2.0}).ok());
  const auto box = [&](std::span<const double> x) { return unused(x); };
  BOOST_TEST(gradcheck(box, Point{1.0, 2.0}, Point{0.0, 2.0}).ok());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
