// SPDX-License-Identifier: MIT
// Verdicts of the gradient check at kinks, branches and jumps.
#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
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

bool is_kink_between(const ElementReport& e) {
  return e.verdict == Verdict::kink && e.one_sided->claim_is_between;
}

bool is_kink_outside(const ElementReport& e) {
  return e.verdict == Verdict::kink && !e.one_sided->claim_is_between;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gradcheck_kinks)

BOOST_AUTO_TEST_CASE(at_a_kink_every_number_between_the_one_sided_derivatives_will_do) {
  const auto absolute = [](auto x) {
    using std::abs;
    return abs(x[0]);
  };
  for (const double claim : {-1.0, 0.0, 0.3, 1.0}) {
    BOOST_TEST(is_kink_between(first(absolute, {0.0}, Point{claim})));
  }
  for (const double claim : {-1.5, 2.0}) {
    BOOST_TEST(is_kink_outside(first(absolute, {0.0}, Point{claim})));
  }
  const ElementReport e = first(absolute, {0.0}, Point{0.0});
  BOOST_TEST(e.one_sided->left == -1.0);
  BOOST_TEST(e.one_sided->right == 1.0);
  BOOST_CHECK(first(absolute, {1e-9}, Point{1.0}).verdict == Verdict::agree);
  BOOST_CHECK(first(absolute, {1e-9}, Point{0.0}).verdict == Verdict::disagree);
}

BOOST_AUTO_TEST_CASE(relu_at_0_and_ties_of_max_are_kinks) {
  const auto rectified = [](auto x) { return 3.0 * relu(x[0]); };
  BOOST_TEST(is_kink_between(first(rectified, {0.0}, Point{0.0})));
  BOOST_TEST(is_kink_between(first(rectified, {0.0}, Point{3.0})));
  BOOST_TEST(is_kink_outside(first(rectified, {0.0}, Point{-3.0})));
  const auto greater = [](auto x) { return max(x[0], x[1]); };
  const GradientReport tie = gradcheck(greater, Point{2.0, 2.0}, Point{1.0, 0.0});
  BOOST_TEST(tie.ok());
  BOOST_TEST(tie.count(Verdict::kink) == 2u);
  BOOST_TEST(gradcheck(greater, Point{2.0, 2.0}).ok());
}

BOOST_AUTO_TEST_CASE(a_kink_is_named_that_the_element_moves) {
  const auto f = [](auto x) {
    using std::abs;
    const auto of_second = abs(x[1]);
    relu(x[0]);  // moves nothing
    const auto of_first = abs(2.0 * x[0]);
    return of_first + of_second + 0.0 * x[2];
  };
  const GradientReport report = gradcheck(f, Point{0.0, 0.0, 1.0}, Point{5.0, 5.0, 0.0},
                                          {.names = {"a", "b", "c"}, .random_points = 0});
  BOOST_TEST(contains_in_order(element(report, 1).why, {"abs('b' = 0)"}));
  BOOST_TEST(contains_in_order(element(report, 0).why, {" = 0): the slope of abs"}));
  BOOST_TEST(element(report, 0).why.find("'b'") == std::string::npos);
  BOOST_CHECK(element(report, 2).verdict == Verdict::agree);
}

BOOST_AUTO_TEST_CASE(which_kink_is_named_does_not_hang_on_the_order_of_evaluation) {
  const auto abs_first = [](auto x) {
    using std::abs;
    const auto a = abs(x[0]);
    const auto b = relu(x[0]);
    return a + b;
  };
  const auto relu_first = [](auto x) {
    using std::abs;
    const auto b = relu(x[0]);
    const auto a = abs(x[0]);
    return a + b;
  };
  for (const ElementReport& e :
       {first(abs_first, {0.0}, Point{5.0}), first(relu_first, {0.0}, Point{5.0})}) {
    BOOST_TEST(contains_in_order(e.why, {"(abs)"}));
    BOOST_TEST(e.why.find("(relu)") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(an_element_that_does_not_move_the_kink_is_checked_as_usual) {
  const auto f = [](auto x) { return relu(x[0]) + square(x[1]); };
  const auto wrong = [](std::span<const double> x) { return Point{0.0, x[1]}; };
  const GradientReport report = gradcheck(f, Point{0.0, 3.0}, wrong, {.random_points = 0});
  BOOST_TEST(is_kink_between(element(report, 0)));
  BOOST_CHECK(element(report, 1).verdict == Verdict::disagree);
}

BOOST_AUTO_TEST_CASE(a_branch_at_its_edge_is_a_kink_and_elsewhere_none) {
  const auto f = [](auto x) {
    if (x[0] < x[1]) return x[0] * 2.0;
    return x[0] * x[0] - x[1] * x[1] + 2.0 * x[1];
  };
  const ElementReport edge = first(f, {3.0, 3.0}, Point{4.0, 0.0});
  BOOST_TEST(is_kink_between(edge));
  BOOST_TEST(std::fabs(edge.one_sided->left - 2.0) < 1e-6);
  BOOST_TEST(std::fabs(edge.one_sided->right - 6.0) < 1e-6);
  BOOST_TEST(is_kink_outside(first(f, {3.0, 3.0}, Point{7.0, 0.0})));
  BOOST_TEST(gradcheck(f, Point{1.0, 3.0}).ok());
  BOOST_TEST(gradcheck(f, Point{5.0, 3.0}).ok());
  BOOST_TEST(gradcheck(f, Point{1.0, 1.0 + 1e-5}).ok());
}

BOOST_AUTO_TEST_CASE(steps_are_flat_between_jumps_and_kinks_at_them) {
  const auto steps = [](auto x) {
    using std::floor;
    return floor(x[0]) * x[1];
  };
  BOOST_CHECK(first(steps, {2.5, 1.0}, Point{0.0, 2.0}).verdict == Verdict::agree);
  BOOST_CHECK(first(steps, {2.999, 1.0}, Point{0.0, 2.0}).verdict == Verdict::agree);
  BOOST_CHECK(first(steps, {2.5, 1.0}, Point{1.0, 2.0}).verdict == Verdict::disagree);
  const ElementReport jump = first(steps, {2.0, 1.0}, Point{0.0, 2.0});
  BOOST_TEST(is_kink_between(jump));
  BOOST_TEST(jump.one_sided->left == infinity);
  BOOST_TEST(jump.one_sided->right == 0.0);
}

BOOST_AUTO_TEST_CASE(a_corner_of_a_black_box_is_unresolved) {
  const auto f = [](std::span<const double> x) { return std::fabs(x[0]); };
  for (const double claim : {0.0, 1.0, -1.0}) {
    const ElementReport e = first(f, {0.0}, Point{claim});
    BOOST_CHECK(e.verdict == Verdict::unresolved);
    BOOST_CHECK(e.doubt == Doubt::corner);
  }
  BOOST_CHECK(first(f, {1e-9}, Point{1.0}).verdict == Verdict::agree);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
