// SPDX-License-Identifier: MIT
// What the report tells beside the verdicts, and the assertion for Boost.Test.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <autodiff/check/boost_test.hpp>
#include <autodiff/check/gradcheck.hpp>

#include "../support/says.hpp"

namespace wengert::test {
namespace {

using Point = std::vector<double>;

const auto neuron = [](auto w) { return square(1.0 - sigmoid(w[0] * 3.0 + w[1] * 2.0 + w[2])); };
const GradcheckOptions named{.names = {"w1", "w2", "b"}};

Point neuron_gradient(std::span<const double> w, double slip = 1.0) {
  const double h = sigmoid(w[0] * 3.0 + w[1] * 2.0 + w[2]);
  const double delta = -2.0 * (1.0 - h) * h * (1.0 - h);
  return {delta * 3.0, delta * 2.0 * slip, delta};
}

const auto right = [](std::span<const double> w) { return neuron_gradient(w); };
const auto wrong = [](std::span<const double> w) { return neuron_gradient(w, 1.5); };
const Point at{0.4, -0.3, 0.1};

bool any_contains(const std::vector<std::string>& texts, const std::string& part) {
  for (const std::string& text : texts) {
    if (text.find(part) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gradcheck_reports)

BOOST_AUTO_TEST_CASE(the_worst_comes_first_with_its_name_and_both_numbers) {
  const GradientReport report = gradcheck(neuron, at, wrong, named);
  BOOST_TEST(report.elements.front().name == "w2");
  BOOST_TEST(std::fabs(report.elements.front().ratio - 1.5) < 1e-12);
  BOOST_TEST(report.summary() == "2 of 3 elements agree, 1 disagree (w2)");
  BOOST_TEST(contains_in_order(
      report.text(), {"gradcheck failed: 2 of 3 elements agree, 1 disagree (w2)", "element", "w2",
                      "1.5", "4 of 4", "disagree", "agree", "w2 at the given point: the hand value",
                      "tape", "complex step", "forward mode", "differences", "Given point",
                      "order 1.00", "Random point 1", "Random point 3"}));
}

BOOST_AUTO_TEST_CASE(a_report_is_the_same_every_time_and_another_for_another_seed) {
  BOOST_TEST(gradcheck(neuron, at, wrong, named).text() ==
             gradcheck(neuron, at, wrong, named).text());
  BOOST_TEST(gradcheck(neuron, at, wrong).points[1].x !=
             gradcheck(neuron, at, wrong, {.seed = 2}).points[1].x);
}

BOOST_AUTO_TEST_CASE(digits_and_order_tell_how_wrong_it_is) {
  const GradientReport good = gradcheck(neuron, at, right, named);
  for (const ElementReport& e : good.elements) BOOST_TEST(e.digits >= 14.0);
  BOOST_TEST(std::fabs(good.points[0].taylor_order - 2.0) < 0.05);
  const auto three_digits = [](std::span<const double> w) { return neuron_gradient(w, 1.0005); };
  const ElementReport e = gradcheck(neuron, at, three_digits, named).elements[0];
  BOOST_TEST(std::floor(e.digits) == 3.0);
}

BOOST_AUTO_TEST_CASE(coinciding_values_are_blind_spots_of_the_point) {
  const GradientReport report = gradcheck(neuron, Point{1.0, 1.0, 0.0}, right, named);
  const auto& spots = report.points[0].blind_spots;
  BOOST_TEST(any_contains(spots, "inputs w1, w2 are all 1"));
  BOOST_TEST(any_contains(spots, "w1, w2 are 1: a factor"));
  BOOST_TEST(any_contains(spots, "b is 0: a term"));
  for (std::size_t i = 1; i < report.points.size(); ++i) {
    BOOST_TEST(report.points[i].blind_spots.empty());
  }
}

BOOST_AUTO_TEST_CASE(coinciding_results_of_one_operation_are_blind_spots) {
  const auto f = [](auto w) { return sigmoid(w[0] + w[1]) * sigmoid(w[0] + w[1]); };
  const GradientReport report = gradcheck(f, Point{0.5, 0.7});
  const auto& spots = report.points[0].blind_spots;
  BOOST_TEST(any_contains(spots, "(sigmoid), row 5 (sigmoid) are all"));
}

BOOST_AUTO_TEST_CASE(gradients_under_the_noise_floor_are_blind_spots) {
  const auto f = [](auto w) { return sigmoid(w[0]) + w[1]; };
  const GradientReport report = gradcheck(f, Point{45.0, 2.0}, {.names = {"a", "c"}});
  BOOST_TEST(any_contains(report.points[0].blind_spots, "the derivatives by a are below"));
}

BOOST_AUTO_TEST_CASE(where_nothing_can_be_compared_there_is_no_ratio) {
  const auto f = [](auto w) {
    using std::log;
    return log(w[0]);
  };
  const GradientReport report = gradcheck(f, Point{0.0}, Point{1e9}, {.names = {"w"}});
  BOOST_TEST(std::isinf(report.elements.front().reference));
  BOOST_TEST(std::isnan(report.elements.front().ratio));
  BOOST_TEST(contains_in_order(report.text(), {"inf", "  -      ", "unresolved (not finite)"}));
}

BOOST_AUTO_TEST_CASE(not_a_number_is_printed_without_a_sign) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto box = [&](std::span<const double>) { return -nan; };
  for (const double hand : {nan, -nan}) {
    for (const GradientReport& report : {gradcheck(neuron, at, Point{hand, 1.0, 1.0}),
                                         gradcheck(box, at, Point{hand, 1.0, 1.0})}) {
      BOOST_TEST(report.text().find("-nan") == std::string::npos);
      BOOST_TEST(contains_in_order(report.text(), {"nan"}));
    }
  }
}

BOOST_AUTO_TEST_CASE(the_assertion_holds_where_the_report_is_ok) {
  BOOST_TEST(gradient_agrees(neuron, at));
  BOOST_TEST(gradient_agrees(neuron, at, right));
  BOOST_TEST(gradient_agrees(neuron, at, right, {.names = {"w1", "w2", "b"}}));
}

BOOST_AUTO_TEST_CASE(the_assertion_fails_with_the_report_as_its_message) {
  const boost::test_tools::assertion_result result = gradient_agrees(neuron, at, wrong, named);
  BOOST_TEST(!static_cast<bool>(result));
  const auto message = result.message();
  BOOST_TEST(std::string(message.begin(), message.end()) ==
             gradcheck(neuron, at, wrong, named).text());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
