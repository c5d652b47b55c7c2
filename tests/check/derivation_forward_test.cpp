// SPDX-License-Identifier: MIT
// Claims that contradict a line of the forward pass, and updates.
#include <boost/test/unit_test.hpp>
#include <string>

#include "../support/checked.hpp"

namespace wengert::test {
namespace {

const std::string network =
    "x = [0.5, -1.5]\nw1 = 0.1\nw2 = 0.2\nw3 = -0.3\nw4 = 0.4\nw5 = 0.7\nw6 = -0.6\nb = 0.1\n"
    "t = 1\nrate = 0.1\nh1 = sigmoid(w1*x[0] + w2*x[1])\nh2 = sigmoid(w3*x[0] + w4*x[1])\n";
const std::string claims =
    "y = sigmoid(s)\nL = (t - y)^2\ndL/dy = -2*(t - y)\ndy/dw5 = h1*sigmoid'(s)\n"
    "dy/dw6 = h2*sigmoid'(s)\ndy/db = sigmoid'(s)\ndy/dh1 = w5*sigmoid'(s)\n"
    "dy/dh2 = w6*sigmoid'(s)\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(derivation_forward)

BOOST_AUTO_TEST_CASE(a_definition_that_most_claims_contradict_is_named_instead_of_them) {
  const DerivationReport report = checked(network + "s = w5*x[0] + w6*x[1] + b\n" + claims);
  BOOST_TEST(report.count(Verdict::disagree) == 1u);
  const ClaimReport line = report_of(report, "s");
  BOOST_TEST((line.subject == Subject::definition));
  BOOST_TEST(line.place.line == 13u);
  BOOST_TEST(proposes(line, "s = w5*h1 + w6*h2 + b"));
  BOOST_TEST(notes(line, "the claims in lines 17, 18, 20, 21 are right with it"));
  BOOST_TEST((report_of(report, "dy/dw5").verdict == Verdict::agree));
}

BOOST_AUTO_TEST_CASE(a_right_definition_is_not_named) {
  BOOST_TEST(checked(network + "s = w5*h1 + w6*h2 + b\n" + claims).all_agree());
}

BOOST_AUTO_TEST_CASE(a_mistake_in_a_claim_is_still_named_beside_that_of_a_definition) {
  std::string wrong = claims;
  wrong.replace(wrong.find("-2*"), 3, "2*");
  const DerivationReport report = checked(network + "s = w5*x[0] + w6*x[1] + b\n" + wrong);
  BOOST_TEST(report.count(Verdict::disagree) == 2u);
  BOOST_TEST((report_of(report, "dL/dy").verdict == Verdict::disagree));
  BOOST_TEST((report_of(report, "s").verdict == Verdict::disagree));
}

BOOST_AUTO_TEST_CASE(for_a_single_contradiction_both_ways_are_named) {
  const DerivationReport report = checked("x = 3\ny = x^3\ndy/dx = 2*x\n");
  const ClaimReport& claim = report.claims.front();
  BOOST_TEST((claim.verdict == Verdict::disagree));
  BOOST_REQUIRE(claim.elsewhere.size() == 1u);
  BOOST_TEST(claim.elsewhere.front().place.line == 2u);
  BOOST_TEST(claim.elsewhere.front().line == "y = x^2");
}

BOOST_AUTO_TEST_CASE(no_sign_is_put_to_a_definition_to_make_one_claim_of_several_right) {
  const std::string text = "t = 1\nw = 2\ny = sin(w)\nL = (t - y)^2\ndy/dw = cos(w)\n";
  const ClaimReport claim = report_of(checked(text + "dL/dy = 2*(t - y)\n"), "dL/dy");
  BOOST_CHECK(claim.verdict == Verdict::disagree);
  BOOST_TEST(claim.elsewhere.empty());
}

BOOST_AUTO_TEST_CASE(an_update_claims_the_derivative_of_the_loss) {
  const std::string forward = network + "s = w5*h1 + w6*h2 + b\n" + claims;
  const DerivationReport report = checked(
      forward + "w5 -= rate*dL/dy*dy/dw5\nw6 -= rate*dL/dy*dy/dw6\nb -= rate*dL/dy*dy/db\n");
  BOOST_TEST(report.all_agree());
  BOOST_TEST((report_of(report, "dL/dw5").subject == Subject::update));
}

BOOST_AUTO_TEST_CASE(an_update_uphill_is_named) {
  const DerivationReport report = checked(network + "s = w5*h1 + w6*h2 + b\n" + claims +
                                          "w5 += rate*dL/dy*dy/dw5\nb -= rate*dL/dy*dy/db\n");
  const ClaimReport claim = report_of(report, "dL/dw5");
  BOOST_TEST((claim.verdict == Verdict::disagree));
  BOOST_TEST(claim.repairs.front().written == "+=");
  BOOST_TEST(claim.repairs.front().line == "w5 -= rate*dL/dy*dy/dw5");
}

BOOST_AUTO_TEST_CASE(an_update_without_the_rate_that_others_have_is_named) {
  const DerivationReport report =
      checked(network + "s = w5*h1 + w6*h2 + b\n" + claims +
              "w5 -= dL/dy*dy/dw5\nw6 -= rate*dL/dy*dy/dw6\nb -= rate*dL/dy*dy/db\n");
  const ClaimReport claim = report_of(report, "dL/dw5");
  BOOST_TEST((claim.verdict == Verdict::disagree));
  BOOST_TEST(proposes(claim, "w5 -= dL/dy*dy/dw5 * rate"));
}

BOOST_AUTO_TEST_CASE(an_update_with_another_factor_is_named) {
  const DerivationReport report = checked(network + "s = w5*h1 + w6*h2 + b\n" + claims +
                                          "w5 -= 2*rate*dL/dy*dy/dw5\nb -= rate*dL/dy*dy/db\n");
  BOOST_TEST(proposes(report_of(report, "dL/dw5"), "w5 -= rate * dL/dy*dy/dw5"));
}

BOOST_AUTO_TEST_CASE(the_wrong_gradient_in_an_update_is_named) {
  const DerivationReport report = checked(network + "s = w5*h1 + w6*h2 + b\n" + claims +
                                          "w5 -= rate*dL/dy*dy/dw6\nb -= rate*dL/dy*dy/db\n");
  BOOST_TEST(proposes(report_of(report, "dL/dw5"), "w5 -= rate*dL/dy*dy/dw5"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
