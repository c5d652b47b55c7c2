// SPDX-License-Identifier: MIT
// Functions with kinks and jumps: on which sides of them a claim is right.
#include <fmt/format.h>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "../support/checked.hpp"

namespace wengert::test {
namespace {

struct Sided {
  const char* text;    // its last line is the claim
  const char* branch;  // where alone it is right; empty: everywhere
};
std::ostream& operator<<(std::ostream& out, const Sided& sided) { return out << sided.text; }

// Right at the numbers that the file gives.
const std::vector<Sided> right = {
    {"x = 3\ny = min(x, 2)\ndy/dx = 0\n", "x > 2"},
    {"x = 1\ny = min(x, 2)\ndy/dx = 1\n", "x < 2"},
    {"x = 3\ny = min(x, 6)\ndy/dx = 1\n", "x < 6"},
    {"x = 3\ny = max(2, x)\ndy/dx = 1\n", "2 < x"},
    {"x = 3\ny = relu(x - 2)\ndy/dx = 1\n", "x > 2"},
    {"x = 1\ny = relu(x - 2)\ndy/dx = 0\n", "x < 2"},
    {"x = 3\ny = relu(x - 2)\ndy/dx = relu'(x - 2)\n", ""},
    {"x = 1\ny = relu(x - 2)\ndy/dx = relu'(2*x - 4)\n", ""},
    {"x = -0.3\ny = abs(x)^3\ndy/dx = -3*x^2\n", "x < 0"},
    {"x = -0.3\ny = abs(x)^3\ndy/dx = 3*x*abs(x)\n", ""},
    {"x = 2.5\ny = floor(x)*x\ndy/dx = 2\n", "floor(x) = 2"},
    {"x = 2.5\ny = floor(x)*x\ndy/dx = floor(x)\n", ""},
    {"x = 5.5\ny = fmod(x, 2)^2\ndy/dx = 2*(x - 4)\n", "trunc((x)/(2)) = 2"},
    {"f(t) = max(t, 0)\nx = 3\ny = f(2*x)\ndy/dx = 2\n", "t > 0 in f"},
    {"f(t) = max(t, 0)\nx = 3\ny = f(2*x)\ndy/dx = 2*f'(2*x)\n", ""},
    // Two kinks: one that the claim tells apart, and one that it forgets.
    {"w = -0.7\nx = 0.2\ny = relu(1 - x)*abs(w)\ndy/dw = -relu(1 - x)\n", "w < 0"},
    {"w = -0.7\nx = 2\ny = relu(1 - x)*abs(w)\ndy/dw = -relu(1 - x)\n", "w < 0"},
    {"w = -0.7\nx = 0.2\ny = relu(1 - x)*abs(w)\ndy/dx = w\n", "w < 0 and 1 > x"},
    {"w = -0.7\nx = 0.2\ny = relu(1 - x)*abs(w)\ndy/dx = -relu'(1 - x)*abs(w)\n", ""},
    // Near to a kink, and on the kink of something else.
    {"x = 2.0001\ny = relu(x - 2)\ndy/dx = 1\n", "x > 2"},
    {"x = 3\nz = 0\ny = min(x, 2) + z*max(z, 0)\ndy/dx = 0\n", "x > 2"},
};

struct Wrong {
  const char* text;
  const char* should_be;
};
std::ostream& operator<<(std::ostream& out, const Wrong& wrong) { return out << wrong.text; }

const std::vector<Wrong> wrong = {
    {"x = 3\ny = min(x, 2)\ndy/dx = 1\n", ""},
    {"x = 1\ny = min(x, 2)\ndy/dx = 0\n", "dy/dx = 1"},
    {"x = 3\ny = relu(x - 2)\ndy/dx = 0\n", "dy/dx = 1"},
    {"x = 3\ny = relu(x - 2)^2\ndy/dx = relu(x - 2)\n", "dy/dx = relu(x - 2) * 2"},
    // A branch in which it is 0 hides no mistake, neither of a factor nor of a path.
    {"x = 1\nw = 0.7\nz = relu(w*x - 2)\ndz/dw = w*relu'(w*x - 2)\n", "dz/dw = x*relu'(w*x - 2)"},
    {"x = 1\nw = 0.7\nz = relu(w*x - 2)\nL = z^2\ndL/dz = 3*z\n", "dL/dz = 2*z"},
    {"x = 1\nw = 0.7\nv = 2\nz = relu(w*x - 2) + v*x\ndz/dx = v*relu'(w*x - 2) + v\n",
     "dz/dx = w*relu'(w*x - 2) + v"},
    {"x = 1\nw = 0.7\nv = 2\ns = w*x - 2\nz = relu(s) + v*x\ndz/ds = relu'(s)\n"
     "dz/dx = dz/ds*v + v\n",
     "dz/dx = dz/ds*w + v"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(derivation_branches)

BOOST_DATA_TEST_CASE(what_is_right_on_the_own_side_of_a_kink_agrees_and_names_it, right) {
  const DerivationReport report = checked(sample.text);
  const ClaimReport& claim = report.claims.back();
  BOOST_TEST(report.all_agree());
  BOOST_TEST(claim.branch == sample.branch);
  if (claim.branch.empty()) {
    BOOST_TEST(claim.notes.empty());
  } else {
    BOOST_TEST(notes(claim, "right only where " + claim.branch + ", the file's own side of"));
  }
}

BOOST_DATA_TEST_CASE(what_is_wrong_on_the_own_side_disagrees, wrong) {
  const DerivationReport report = checked(sample.text);
  const ClaimReport& claim = report.claims.back();
  BOOST_TEST(report.exit_code() == 1);
  BOOST_CHECK(claim.verdict == Verdict::disagree);
  if (*sample.should_be != 0) {
    BOOST_TEST(proposes(claim, sample.should_be));
  } else {
    BOOST_TEST(claim.repairs.empty());
  }
}

BOOST_DATA_TEST_CASE(the_verdict_does_not_hang_on_the_seed, boost::unit_test::data::xrange(2, 30)) {
  const auto seed = static_cast<std::uint64_t>(sample);
  for (const Sided& one : right) {
    BOOST_TEST_INFO(one.text);
    BOOST_TEST(checked(one.text, {.seed = seed}).all_agree());
  }
  for (const Wrong& one : wrong) {
    BOOST_TEST_INFO(one.text);
    BOOST_TEST(checked(one.text, {.seed = seed}).exit_code() == 1);
  }
}

BOOST_AUTO_TEST_CASE(without_own_numbers_one_side_is_not_enough) {
  const ClaimReport claim = checked("x = ?\ny = relu(x - 2)\ndy/dx = 1\n").claims.back();
  BOOST_CHECK(claim.verdict == Verdict::disagree);
  BOOST_TEST(notes(claim, "random points: where x > 2, one side of the kink of relu(x - 2)"));
  BOOST_TEST(proposes(claim, "dy/dx = relu'(x - 2)"));
  BOOST_TEST(checked("x = ?\ny = relu(x - 2)\ndy/dx = relu'(x - 2)\n").all_agree());
}

BOOST_AUTO_TEST_CASE(a_slope_is_held_to_all_sides) {
  const ClaimReport claim = checked("f(t) = max(t, 0)\nf'(t) = 1\nx = 3\ny = f(x)\n").claims.back();
  BOOST_CHECK(claim.verdict == Verdict::disagree);
  BOOST_TEST(notes(claim, "where t > 0, one side of the kink of max(t, 0)"));
  BOOST_TEST(checked("f(t) = max(t, 0)\nf'(t) = relu'(t)\nx = 3\ny = f(x)\n").all_agree());
}

BOOST_AUTO_TEST_CASE(on_the_kink_itself_nothing_can_be_said_of_what_is_right_beside_it) {
  const ClaimReport claim = checked("x = 2\ny = max(x, 2)\ndy/dx = relu'(x - 2)\n").claims.back();
  BOOST_CHECK(claim.verdict == Verdict::unresolved);
  BOOST_TEST(claim.hand == 0.0);
  BOOST_TEST(claim.truth == 0.5);
  BOOST_TEST(notes(claim, "at the kink of max(x, 2), where there is no derivative"));
  BOOST_CHECK(checked("x = 2\ny = max(x, 2)\ndy/dx = 1\n").claims.back().verdict ==
              Verdict::disagree);
}

BOOST_AUTO_TEST_CASE(a_mistake_that_the_own_branch_hides_is_said_to_be_hidden_by_it) {
  const ClaimReport claim =
      checked("x = 1\nw = 0.7\nz = relu(w*x - 2)\ndz/dw = w*relu'(w*x - 2)\n").claims.back();
  BOOST_TEST(notes(claim, "own numbers hide it: right only where w*x < 2"));
}

// In a deep network hardly any point keeps to one side of all kinks but one.
BOOST_AUTO_TEST_CASE(a_mistake_on_a_path_that_is_cut_off_is_found_in_a_deep_network) {
  std::string text = "h0 = 0.5\n";
  const int layers = 60;
  for (int i = 1; i <= layers; ++i) {
    text +=
        fmt::format("w{0} = 0.{1}\nh{0} = relu(w{0}*h{2} - 0.1) + 0.5*h{2}\n", i, 20 + i, i - 1);
  }
  text += fmt::format("L = (h{0} - 1)^2\ndL/dh{0} = 2*(h{0} - 1)\n", layers);
  for (int i = layers; i > 0; --i) {
    text += fmt::format("dL/dh{2} = dL/dh{0}*({1}{0}*relu'(w{0}*h{2} - 0.1) + 0.5)\n", i,
                        i == 30 ? "h" : "w", i - 1);
  }
  const DerivationReport report = checked(text);
  BOOST_TEST(report.count(Verdict::disagree) == 1u);
  BOOST_TEST(
      proposes(report_of(report, "dL/dh29"), "dL/dh29 = dL/dh30*(w30*relu'(w30*h29 - 0.1) + 0.5)"));
}

BOOST_AUTO_TEST_CASE(the_kink_that_is_named_is_one_of_what_is_differentiated) {
  const std::string forward = "x = 3\nw = -0.5\nz = relu(x - 2)\ny = min(2, x)\nu = abs(w)*z\n";
  const std::pair<const char*, const char*> claims[] = {{"dy/dx = 0", "2 < x"},
                                                        {"dz/dx = 1", "x > 2"},
                                                        {"du/dw = -z", "w < 0"},
                                                        {"du/dz = abs(w)", ""},
                                                        {"du/dx = abs(w)*relu'(x - 2)", ""}};
  for (const auto& [claim, branch] : claims) {
    BOOST_TEST_INFO(claim);
    const DerivationReport report = checked(forward + claim + "\n");
    BOOST_TEST(report.all_agree());
    BOOST_TEST(report.claims.back().branch == branch);
  }
}

BOOST_AUTO_TEST_CASE(what_uses_a_claim_of_one_side_is_right_there_too) {
  const DerivationReport report =
      checked("x = 3\nh = relu(x - 2)\ny = h^2\ndy/dh = 2*h\ndh/dx = 1\ndy/dx = dy/dh*dh/dx\n");
  BOOST_TEST(report.all_agree());
  BOOST_TEST(report_of(report, "dh/dx").branch == "x > 2");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
