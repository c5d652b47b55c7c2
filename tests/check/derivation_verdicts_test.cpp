// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <string>

#include "../support/checked.hpp"

namespace wengert::test {

BOOST_AUTO_TEST_SUITE(derivation_verdicts)

BOOST_AUTO_TEST_CASE(a_right_claim_agrees) {
  const DerivationReport report = checked("x = 3\ny = x^2\ndy/dx = 2*x\n");
  BOOST_TEST(report.all_agree());
  BOOST_TEST(report.exit_code() == 0);
  BOOST_TEST(report.claims.front().hand == 6.0);
  BOOST_TEST(report.claims.front().truth == 6.0);
  BOOST_TEST(report.claims.front().points.size() == 8u);
}

BOOST_AUTO_TEST_CASE(a_wrong_claim_disagrees_with_both_numbers_and_their_ratio) {
  const DerivationReport report = checked("x = 3\ny = x^2\ndy/dx = x\n");
  BOOST_TEST(report.exit_code() == 1);
  const ClaimReport& claim = report.claims.front();
  BOOST_TEST((claim.verdict == Verdict::disagree));
  BOOST_TEST(claim.hand == 3.0);
  BOOST_TEST(claim.truth == 6.0);
  BOOST_TEST(claim.ratio == 0.5);
  BOOST_TEST(claim.error == -3.0);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_through_an_earlier_claim_inherits) {
  const DerivationReport report = checked(
      "x = 3\na = x^2\ny = sin(a)\ny2 = y\nda/dx = x\ndy/da = cos(a)\n"
      "dy/dx = dy/da*da/dx\n");
  BOOST_TEST((report_of(report, "da/dx").verdict == Verdict::disagree));
  BOOST_TEST((report_of(report, "dy/da").verdict == Verdict::agree));
  const ClaimReport inherited = report_of(report, "dy/dx");
  BOOST_TEST((inherited.verdict == Verdict::inherited));
  BOOST_TEST(inherited.because == std::vector<std::size_t>{5}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_inherits_twice_names_the_line_that_is_wrong) {
  const DerivationReport report = checked(
      "x = 3\na = x^2\nb = sin(a)\ny = exp(b)\nda/dx = x\ndb/dx = cos(a)*da/dx\n"
      "dy/dx = y*db/dx\n");
  BOOST_TEST(report_of(report, "dy/dx").because == std::vector<std::size_t>{5},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_claim_can_inherit_and_be_wrong_itself) {
  const DerivationReport report =
      checked("x = 3\nw = 2\na = w*x^2\ny = sin(a)\nda/dx = 3*w*x\ndy/dx = w*cos(a)*da/dx\n");
  const ClaimReport claim = report_of(report, "dy/dx");
  BOOST_TEST((claim.verdict == Verdict::disagree));
  BOOST_TEST(proposes(claim, "dy/dx = cos(a)*da/dx"));
  BOOST_TEST(notes(claim, "with the truth for what it uses: hand"));
}

BOOST_AUTO_TEST_CASE(two_mistakes_that_cancel_are_noted) {
  const DerivationReport report =
      checked("x = 3\na = x^2\ny = sin(a)\nda/dx = -2*x\ndy/dx = -cos(a)*da/dx\n");
  const ClaimReport claim = report_of(report, "dy/dx");
  BOOST_TEST((claim.verdict == Verdict::agree));
  BOOST_TEST(notes(claim, "undoes what is wrong in line 4"));
}

BOOST_AUTO_TEST_CASE(a_coincidence_at_the_own_numbers_is_a_disagreement_and_named) {
  const DerivationReport report =
      checked("x1 = 2\nx2 = 2\nw = 1\ny = w*sin(x1)*exp(x2)\ndy/dw = sin(x2)*exp(x2)\n");
  const ClaimReport& claim = report.claims.front();
  BOOST_TEST((claim.verdict == Verdict::disagree));
  BOOST_TEST(claim.points.front().agrees);
  BOOST_TEST(!claim.points[claim.shown].agrees);
  BOOST_TEST(notes(claim, "right only while x1 = 2 and x2 = 2"));
}

BOOST_AUTO_TEST_CASE(a_number_in_place_of_the_name_that_has_it_agrees_and_is_noted) {
  const std::string forward = "t = 1\nw = 0.5\ny = tanh(w)\nL = (t - y)^2\n";
  const ClaimReport claim = checked(forward + "dL/dy = -2*(1 - y)\n").claims.front();
  BOOST_TEST((claim.verdict == Verdict::agree));
  BOOST_TEST(notes(claim, "right for t = 1 only, whose number stands here"));
}

BOOST_AUTO_TEST_CASE(a_name_in_place_of_its_number_in_the_definition_agrees_and_is_noted) {
  const ClaimReport claim =
      checked("t = 1\nw = 0.5\ny = tanh(w)\nL = (1 - y)^2\ndL/dy = -2*(t - y)\n").claims.front();
  BOOST_TEST((claim.verdict == Verdict::agree));
  BOOST_TEST(notes(claim, "right for t = 1 only"));
}

BOOST_AUTO_TEST_CASE(a_negative_number_in_place_of_a_name_is_found_too) {
  const ClaimReport claim =
      checked("x = -2\nw = 0.5\nh = sigmoid(w*x)\ndh/dw = -2*sigmoid'(w*x)\n").claims.front();
  BOOST_TEST((claim.verdict == Verdict::agree));
  BOOST_TEST(notes(claim, "right for x = -2 only"));
}

BOOST_AUTO_TEST_CASE(by_an_intermediate_name_is_with_everything_else_held_fixed) {
  BOOST_TEST(checked("x = 3\na = x^2\ny = a*x\ndy/da = x\ndy/dx = 3*x^2\n").all_agree());
}

BOOST_AUTO_TEST_CASE(names_without_numbers_are_checked_at_random_points_only) {
  const DerivationReport report = checked("x = ?\ny = x^2\ndy/dx = 2*x\n");
  BOOST_TEST(report.all_agree());
  BOOST_TEST(!report.has_own_numbers);
  BOOST_TEST(report.claims.front().points.size() == 7u);
}

BOOST_AUTO_TEST_CASE(a_logarithm_is_checked_where_it_is_defined) {
  BOOST_TEST(checked("x = 3\nw = 2\ny = log(w*x - 1)\ndy/dx = w/(w*x - 1)\n").all_agree());
  BOOST_TEST(checked("p = 0.3\ny = log(p) + log(1 - p)\ndy/dp = 1/p - 1/(1 - p)\n").all_agree());
}

BOOST_AUTO_TEST_CASE(saturation_at_the_own_numbers_is_no_mistake) {
  const DerivationReport report =
      checked("f(t) = 1/(1 + exp(-t))\nx = 45\ny = f(x)\ndy/dx = y*(1 - y)\n");
  const ClaimReport& claim = report.claims.front();
  BOOST_TEST((claim.verdict == Verdict::agree));
  BOOST_TEST(!claim.points.front().decided);
  BOOST_TEST(notes(claim, "rounding hides it"));
}

BOOST_AUTO_TEST_CASE(a_small_mistake_is_not_taken_for_rounding) {
  BOOST_TEST(checked("x = 3\ny = x^2\ndy/dx = 2.00000001*x\n").exit_code() == 1);
}

BOOST_AUTO_TEST_CASE(a_kink_at_the_own_numbers_is_noted) {
  const DerivationReport report =
      checked("x = 0\ny = relu(x)^2 + abs(x)\ndy/dx = 2*relu(x) + x/abs(x)\n");
  BOOST_TEST((report.claims.front().verdict == Verdict::agree));
}

BOOST_AUTO_TEST_CASE(what_is_nowhere_a_number_is_unresolved_and_the_line_named) {
  const DerivationReport report = checked("x = 3\ny = log(-x^2)\ndy/dx = 2/x\n");
  BOOST_TEST(report.exit_code() == 1);
  BOOST_TEST((report_of(report, "dy/dx").verdict == Verdict::unresolved));
  BOOST_TEST(notes(report_of(report, "y"), "not a number at any random point"));
}

BOOST_AUTO_TEST_CASE(a_slope_claim_is_checked_and_repaired) {
  const DerivationReport report = checked(
      "f(x) = 1/(1 + exp(-x))\nf'(x) = exp(x)/(1 + exp(-x))^2\na = 0.5\ny = f(a)\n"
      "dy/da = f'(a)\n");
  const ClaimReport slope = report_of(report, "f'(x)");
  BOOST_TEST((slope.verdict == Verdict::disagree));
  BOOST_TEST(slope.repairs.front().line == "f'(x) = exp(-x)/(1 + exp(-x))^2");
  const ClaimReport user = report_of(report, "dy/da");
  BOOST_TEST((user.verdict == Verdict::inherited));
  BOOST_TEST(user.because == std::vector<std::size_t>{2}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_function_may_be_wrong_instead_of_its_slope) {
  const DerivationReport report =
      checked("f(x) = 1/(1 + exp(x))\nf'(x) = exp(-x)/(1 + exp(-x))^2\na = ?\ny = f(a)\n");
  const ClaimReport slope = report_of(report, "f'(x)");
  BOOST_REQUIRE(!slope.elsewhere.empty());
  BOOST_TEST(slope.elsewhere.front().line == "f(x) = 1/(1 + exp(-x))");
  BOOST_TEST(slope.elsewhere.front().place.line == 1u);
}

BOOST_AUTO_TEST_CASE(a_slope_claim_of_a_row_of_the_table_is_checked) {
  BOOST_TEST(
      checked("tanh'(u) = 1 - tanh(u)^2\nx = 1\ny = tanh(x)\ndy/dx = tanh'(x)\n").all_agree());
  BOOST_TEST(checked("tanh'(u) = 1 - tanh(u)\nx = 1\ny = tanh(x)\n").exit_code() == 1);
}

BOOST_AUTO_TEST_CASE(a_derivation_without_claims_does_not_pass) {
  for (const char* text : {"x = 3\ny = x^2\n", "x = 3\ny = log(-x^2)\n"}) {
    const DerivationReport report = checked(text);
    BOOST_TEST(!report.has_claims());
    BOOST_TEST(!report.all_agree());
    BOOST_TEST(report.exit_code() == 2);
  }
  BOOST_TEST(checked("x = 3\ny = x^2 ~ 9\n").exit_code() == 0);
}

struct NumberClaim {
  const char* text;
  Verdict verdict;
};

// A number where the derivative is none: meant at the file's own numbers, and exact where it has no
// decimals.
BOOST_AUTO_TEST_CASE(a_number_as_a_claim_is_compared_at_the_own_numbers) {
  const NumberClaim claims[] = {
      {"x = 3\ny = x^2\ndy/dx = 6\n", Verdict::agree},
      {"x = 3\ny = x^2\ndy/dx = 12/2\n", Verdict::agree},
      {"x = 3\ny = x^2\ndy/dx = 6.0\n", Verdict::agree},
      {"x = 3\ny = x^2\ndy/dx = 5\n", Verdict::disagree},
      {"x = 3.1\ny = x^2\ndy/dx = 6\n", Verdict::disagree},
      {"x = 3.1\ny = x^2\ndy/dx = 6.2\n", Verdict::agree},
      {"x = 0.1\ny = x^2\ndy/dx = 0\n", Verdict::disagree},
      {"x = 3\nw = 2\nL = w*x\nw -= 0.1*3\n", Verdict::agree},
      {"x = ?\ny = x^2\ndy/dx = 6\n", Verdict::disagree},
  };
  for (const NumberClaim& one : claims) {
    BOOST_TEST_INFO(one.text);
    BOOST_CHECK(checked(one.text).claims.back().verdict == one.verdict);
  }
  const ClaimReport right = checked(claims[0].text).claims.back();
  BOOST_TEST(notes(right, "right at the file's own numbers only"));
  const ClaimReport wrong = checked(claims[3].text).claims.back();
  BOOST_TEST(wrong.hand == 5.0);
  BOOST_TEST(wrong.truth == 6.0);
  BOOST_TEST(proposes(wrong, "dy/dx = 2*x"));
}

BOOST_AUTO_TEST_CASE(a_number_that_is_the_derivative_everywhere_has_no_reservation) {
  const ClaimReport claim = checked("x = 3\ny = 6*x\ndy/dx = 6\n").claims.back();
  BOOST_CHECK(claim.verdict == Verdict::agree);
  BOOST_TEST(claim.notes.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
