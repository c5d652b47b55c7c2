// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <string>

#include "../support/checked.hpp"

namespace wengert::test {
namespace {

ClaimReport number(const std::string& text) { return checked(text).claims.back(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(derivation_printed)

BOOST_AUTO_TEST_CASE(a_number_is_right_to_the_digits_that_are_printed) {
  BOOST_TEST((number("x = 2\ny = 1/x^2 + 1/3\ny ~ 0.583\n").verdict == Verdict::agree));
  BOOST_TEST((number("x = 2\ny = 1/x^2 + 1/3\ny ~ 0.58333333\n").verdict == Verdict::agree));
  BOOST_TEST((number("x = 2\ny = 1/x^2 + 1/3\ny ~ 0.6\n").verdict == Verdict::agree));
}

BOOST_AUTO_TEST_CASE(a_wrong_digit_is_named_with_the_right_ones) {
  const ClaimReport claim = number("x = 2\ny = 1/x^2 + 1/3\ny ~ 0.587\n");
  BOOST_TEST((claim.verdict == Verdict::disagree));
  BOOST_REQUIRE(claim.repairs.size() == 1u);
  BOOST_TEST(claim.repairs.front().written == "0.587");
  BOOST_TEST(claim.repairs.front().wanted == "0.583");
  BOOST_TEST(claim.repairs.front().why == "right to 2 digits");
}

BOOST_AUTO_TEST_CASE(what_comes_of_going_on_with_rounded_numbers_is_explained) {
  const std::string text = "a = 1/3\nx = 2\nb = a*x ~ 0.67\ny = b*x ~ 1.34\n";  // 1.3333
  const ClaimReport claim = number(text);
  BOOST_TEST((claim.verdict == Verdict::agree));
  BOOST_TEST(notes(claim, "comes from going on with printed numbers, 0.67*x = 1.34"));
}

BOOST_AUTO_TEST_CASE(a_number_cut_off_instead_of_rounded_is_explained) {
  const ClaimReport claim = number("x = 2\ny = x/3 ~ 0.66\n");
  BOOST_TEST((claim.verdict == Verdict::agree));
  BOOST_TEST(notes(claim, "cut off, not rounded"));
}

BOOST_AUTO_TEST_CASE(the_number_of_a_wrong_claim_inherits) {
  const ClaimReport claim = number("x = 3\ny = x^2\ndy/dx = x\ndy/dx ~ 3.00\n");
  BOOST_TEST((claim.verdict == Verdict::inherited));
  BOOST_TEST(claim.because == std::vector<std::size_t>{3}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_claim_of_numbers_only_is_compared_at_the_own_numbers_to_its_digits) {
  const std::string forward = "x = 2\na = x/3\ny = a^2\n";
  const ClaimReport right = number(forward + "dy/dx = 2*0.667*0.333\n");
  BOOST_TEST((right.verdict == Verdict::agree));
  BOOST_TEST(notes(right, "to its digits"));
  BOOST_TEST((number(forward + "dy/dx = 2*0.667*0.343\n").verdict == Verdict::disagree));
  BOOST_TEST((number("x = ?\ny = x^2\ndy/dx = 0.25\n").verdict == Verdict::unresolved));
}

BOOST_AUTO_TEST_CASE(a_number_of_names_without_numbers_is_unresolved) {
  BOOST_TEST((number("x = ?\ny = x^2\ny ~ 4.0\n").verdict == Verdict::unresolved));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
