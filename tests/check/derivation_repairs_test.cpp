// SPDX-License-Identifier: MIT
// Every slip of the pen that the checker knows, one claim each: the verdict and the repaired line.
#include <fmt/format.h>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "../support/checked.hpp"

namespace wengert::test {
namespace {

// Above each claim of the table. Nothing is 1 or 0 or twice another.
const std::string forward =
    "x = [0.7, -0.4]\nw1 = 0.3\nw2 = -1.1\nv = 0.6\nb = 0.2\nt = 0.9\nn = 4\nrate = 0.1\n"
    "f(u) = 1/(1 + exp(-u))\nf'(u) = f(u)*(1 - f(u))\n"
    "s = w1*x[0] + w2*x[1] + b\nh = f(s)\nz = v*h + w1\ny = tanh(z)\nL = (y - t)^2/n\nr = w1/w2\n"
    "dL/dy = 2*(y - t)/n\ndy/dz = 1 - y^2\ndz/dh = v\ndh/ds = f'(s)\n";

struct Slip {
  const char* what;
  const char* wrong;
  const char* right;
};
std::ostream& operator<<(std::ostream& out, const Slip& slip) { return out << slip.what; }

const std::vector<Slip> slips = {
    {"another element", "ds/dw2 = x[0]", "ds/dw2 = x[1]"},
    {"another variable", "ds/dx[0] = w2", "ds/dx[0] = w1"},
    {"another derivative", "dL/dz = dL/dy*dz/dh", "dL/dz = dL/dy*dy/dz"},
    {"sign of a term", "dy/dh = (1 + y^2)*v", "dy/dh = (1 - y^2)*v"},
    {"sign in front", "dy/dh = -(1 - y^2)*v", "dy/dh = (1 - y^2)*v"},
    {"sign of an argument", "dh/db = exp(s)/(1 + exp(-s))^2", "dh/db = exp(-s)/(1 + exp(-s))^2"},
    {"factor 2 dropped", "dL/dt = -(y - t)/n", "dL/dt = -(y - t)/n * 2"},
    {"1/n dropped", "dL/dt = -2*(y - t)", "dL/dt = -2*(y - t) /n"},
    {"factor dropped", "dh/dw1 = f'(s)", "dh/dw1 = f'(s) * x[0]"},
    {"inner derivative dropped", "dh/dx[0] = w1", "dh/dx[0] = w1 * f'(s)"},
    {"factor too many", "dh/db = b*f'(s)", "dh/db = f'(s)"},
    {"number too many", "dz/dv = 2*h", "dz/dv = h"},
    {"function for slope", "dh/db = f(s)", "dh/db = f'(s)"},
    {"slope for function", "dz/dv = f'(s)", "dz/dv = f(s)"},
    {"slope at the output", "dh/db = f'(h)", "dh/db = f'(s)"},
    {"slope at the output, nested", "dh/db = f'(f(s))", "dh/db = f'(s)"},
    {"exponent", "dy/dh = (1 - y^3)*v", "dy/dh = (1 - y^2)*v"},
    {"exponent dropped", "dy/dh = (1 - y)*v", "dy/dh = (1 - y^2)*v"},
    {"1 - dropped", "dh/db = f(s)*f(s)", "dh/db = (1 - f(s))*f(s)"},
    {"constant", "dy/dh = (2 - y^2)*v", "dy/dh = (1 - y^2)*v"},
    {"swapped difference", "dL/dt = 2*(y - t)/n", "dL/dt = -2*(y - t)/n"},
    {"swapped quotient", "dr/dw1 = w2/1", "dr/dw1 = 1/w2"},
    {"+ for *", "dL/dz = dL/dy+dy/dz", "dL/dz = dL/dy*dy/dz"},
    {"* for + ", "dz/dw1 = v*dh/ds*x[0]*1", "dz/dw1 = v*dh/ds*x[0]+1"},
    {"/ for *", "dL/dz = dL/dy/dy/dz", "dL/dz = dL/dy*dy/dz"},
    {"path dropped", "dz/dw1 = v*f'(s)*x[0]", "dz/dw1 = v*f'(s)*x[0] + 1"},
    {"term too many", "dz/dv = h + w1", "dz/dv = h"},
    {"parentheses", "dy/dv = 1 - y^2*h", "dy/dv = (1 - y^2)*h"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(derivation_repairs)

BOOST_DATA_TEST_CASE(a_slip_is_named_with_its_repair, slips) {
  const std::size_t line = 21;
  const DerivationReport report = checked(forward + sample.wrong + "\n");
  const ClaimReport& claim = report.claims.back();
  BOOST_TEST(claim.place.line == line);
  BOOST_TEST((claim.verdict == Verdict::disagree));
  BOOST_TEST(report.count(Verdict::disagree) == 1u);
  std::string proposed;
  for (const Repair& repair : claim.repairs) proposed += "\n  " + repair.line;
  BOOST_TEST_INFO("proposed:" + proposed);
  BOOST_TEST(proposes(claim, sample.right));
}

BOOST_DATA_TEST_CASE(the_repaired_line_is_right, slips) {
  BOOST_TEST(checked(forward + sample.right + "\n").all_agree());
}

BOOST_AUTO_TEST_CASE(the_place_of_a_repair_is_that_of_its_token) {
  const ClaimReport claim = checked(forward + "  ds/dw2 =   x[0]\n").claims.back();
  BOOST_REQUIRE(!claim.repairs.empty());
  BOOST_TEST(claim.repairs.front().written == "x[0]");
  BOOST_TEST(claim.repairs.front().wanted == "x[1]");
  BOOST_TEST(claim.repairs.front().place.line == 21u);
}

BOOST_AUTO_TEST_CASE(a_reciprocal_is_proposed_as_people_write_it) {
  BOOST_TEST(proposes(checked("x = 2\nz = x/3\ndz/dx = 3\n").claims.back(), "dz/dx = 1/3"));
  BOOST_TEST(proposes(checked("x = 2\nz = x/2\ndz/dx = 2\n").claims.back(), "dz/dx = 0.5"));
  const ClaimReport inside = checked("x = 2\nz = 3*x^(1/3)\ndz/dx = x^3/x\n").claims.back();
  BOOST_TEST(proposes(inside, "dz/dx = x^(1/3)/x"));
}

BOOST_AUTO_TEST_CASE(no_number_is_proposed_in_place_of_a_constant) {
  const ClaimReport slope =
      checked("f(x) = 1/(1 + e^-x)\nf'(x) = e^x/(1 + e^-x)^2\n").claims.back();
  BOOST_TEST(proposes(slope, "f'(x) = e^-x/(1 + e^-x)^2"));
  for (const Repair& repair : slope.repairs) BOOST_TEST(repair.written != "e");
}

// The line with a sign changed, as its author would have written it, and what it has to be.
BOOST_AUTO_TEST_CASE(what_is_not_changed_keeps_the_spelling_of_its_author) {
  const Slip lines[] = {
      {"no blank", "y = x/3\ndy/dx=3\n", "dy/dx=1/3"},
      {"two blanks", "y = x/3\ndy/dx =  3\n", "dy/dx = 1/3"},  // as it is shown
      {"exponent", "y = 3*e^-x\ndy/dx = -3 * e^x\n", "dy/dx = -3 * e^-x"},
      {"exponent of a power", "y = 3*e^x\ndy/dx = 3 * e^-x\n", "dy/dx = 3 * e^x"},
      {"argument", "y = 3*exp(-x)\ndy/dx = -3 * exp( x )\n", "dy/dx = -3 * exp( -x )"},
      {"elsewhere in the line", "y = e^-x\ndy/dx = e^-x\n", "dy/dx = -e^-x"},
  };
  for (const Slip& line : lines) {
    BOOST_TEST_CONTEXT(line.what) {
      const ClaimReport claim = checked("x = 0.7\n" + std::string(line.wrong)).claims.back();
      std::string proposed;
      for (const Repair& repair : claim.repairs) proposed += "\n  " + repair.line;
      BOOST_TEST_INFO("proposed:" + proposed);
      BOOST_TEST(proposes(claim, line.right));
    }
  }
}

// Every proposal is a line that is right: put in, it agrees.
BOOST_AUTO_TEST_CASE(a_sign_is_put_so_that_it_binds_as_it_should) {
  for (const char* line : {"dy/dx = 3*e^x*x + w", "dy/dx = w*x", "dy/dx = w - x^2", "dy/dx = x^2",
                           "dy/dx = w**x", "dy/dx = (x)^2*w"}) {
    for (const char* y : {"3*e^-x", "-w*x^2/2", "w*x + x^3/3", "(-w)^2*x^2/2"}) {
      const std::string text = fmt::format("x = 0.7\nw = 0.3\ny = {}\n", y);
      const DerivationReport report = checked(text + line + "\n");
      for (const Repair& repair : report.claims.back().repairs) {
        if (repair.line.empty()) continue;  // a factor that does not stand in one piece
        BOOST_TEST_INFO(text + repair.line);
        BOOST_TEST(checked(text + repair.line + "\n").all_agree());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_path_through_a_name_is_named_by_its_derivatives) {
  const ClaimReport claim = checked(
                                "x = 0.7\na = sin(x)\nb = exp(x)\ny = a*b\ndy/da = b\nda/dx = "
                                "cos(x)\ndy/dx = dy/da*da/dx\n")
                                .claims.back();
  BOOST_TEST(proposes(claim, "dy/dx = dy/da*da/dx + dy/db*db/dx"));
}

BOOST_AUTO_TEST_CASE(a_path_that_counts_twice_is_named) {
  const ClaimReport claim =
      checked(
          "x = 0.7\na = sin(x)\nb = exp(x)\ny = a*b\ndy/da = b\nda/dx = cos(x)\ndy/db = a\n"
          "db/dx = b\ndy/dx = dy/da*da/dx + dy/db*db/dx + dy/da*da/dx\n")
          .claims.back();
  BOOST_TEST(claim.factor == "dy/da*da/dx");
  BOOST_TEST(claim.wanted == "");
}

BOOST_AUTO_TEST_CASE(where_two_tokens_of_a_factor_are_wrong_the_factor_is_named) {
  const ClaimReport claim = checked(forward + "dh/dw2 = x[1]*f(h)\n").claims.back();
  BOOST_TEST((claim.verdict == Verdict::disagree));
  BOOST_TEST(claim.factor == "f(h)");
  BOOST_TEST(claim.wanted == "dh/ds");
  BOOST_TEST(proposes(claim, "dh/dw2 = x[1]*dh/ds"));
}

BOOST_AUTO_TEST_CASE(where_two_factors_are_wrong_both_are_named) {
  const ClaimReport claim = checked(forward + "dL/dh = dL/dy*w1*dh/ds\n").claims.back();
  BOOST_TEST((claim.verdict == Verdict::disagree));
  BOOST_TEST(claim.factor == "w1*dh/ds");
  BOOST_TEST(claim.wanted == "v*dy/dz");
}

BOOST_AUTO_TEST_CASE(a_derivative_that_is_zero_is_said_to_be) {
  const ClaimReport claim = checked(forward + "ds/dv = h\n").claims.back();
  BOOST_TEST((claim.verdict == Verdict::disagree));
  BOOST_TEST(claim.truth == 0.0);
  BOOST_TEST(notes(claim, "s does not depend on v"));
}

BOOST_AUTO_TEST_CASE(repairs_end_with_their_budget_and_that_is_said) {
  const std::string wrong = forward + "ds/dw2 = x[0]\n";
  const DerivationReport report = checked(wrong, {.repair_budget = 5});
  BOOST_TEST(report.out_of_budget);
  BOOST_TEST((report.claims.back().verdict == Verdict::disagree));
  BOOST_TEST(!checked(wrong).out_of_budget);
}

BOOST_AUTO_TEST_CASE(no_more_repairs_are_named_than_asked_for) {
  const std::string wrong = forward + "dh/db = exp(s)/(1 + exp(-s))^2\n";
  const DerivationReport all = checked(wrong);
  BOOST_REQUIRE(all.claims.back().repairs.size() > 1);
  const DerivationReport one = checked(wrong, {.most_repairs = 1});
  BOOST_TEST(one.claims.back().repairs.size() == 1u);
  BOOST_TEST(notes(one.claims.back(), "further repairs fit"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
