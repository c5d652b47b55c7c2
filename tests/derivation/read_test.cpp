// SPDX-License-Identifier: MIT
// The plain language: what each way of writing becomes.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <ctime>
#include <string>
#include <variant>
#include <vector>

#include <autodiff/derivation/evaluate.hpp>
#include <autodiff/derivation/read.hpp>

#include "../support/says.hpp"

namespace wengert::test {
namespace {

Derivation read(const std::string& text) { return read_derivation(text, "file"); }

const Claim& last_claim(const Derivation& d) {
  return std::get<Claim>(d.statements.back().content);
}

// Updates have no slot of their own: their formulas are run on those of the rest.
double value_of(const Derivation& d, const Expression& e) {
  const Evaluator evaluator(d);
  auto values = evaluator.values<double>();
  evaluator.run(values);
  return evaluator.value(evaluator.compile(e), values);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(read_plain)

BOOST_AUTO_TEST_CASE(every_spelling_of_a_claim_is_the_same_claim) {
  const std::string names = "x1 = 2\ny_pred = x1^2\n";
  for (const std::string spelling :
       {"dy_pred/dx1", "d_y_pred/d_x1", "dy_pred / dx1", "d_y_pred_d_x1", "dy_pred_dx1",
        "d_ypred_d_x1", "dypred_dx1", "d_Y_pred_d_X1", "\xe2\x88\x82y_pred/\xe2\x88\x82x1",
        "\xe2\x88\x82y_pred/\xe2\x88\x82x\xe2\x82\x81"}) {
    const Derivation d = read(names + spelling + " = 2*x1");
    BOOST_TEST(last_claim(d).name() == "dy_pred/dx1", spelling);
    BOOST_TEST(!last_claim(d).rate.has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_name_that_only_looks_like_a_derivative_is_a_name) {
  const Derivation d = read("d_model = 3\ndata_dim = 2\ndx_dt = 4\ny = d_model + data_dim*dx_dt");
  for (const Statement& s : d.statements) BOOST_TEST(std::holds_alternative<Definition>(s.content));
}

BOOST_AUTO_TEST_CASE(an_update_claims_the_derivative_of_the_loss) {
  const std::string names = "w = 2\nlearn_rate = 0.5\neta = 4\nL = w^3\ndL/dw = 3*w^2\n";
  struct Row {
    const char* update;
    double value, rate;
  };
  for (const Row& row : {Row{"w -= learn_rate*dL/dw", 12, 0.5}, Row{"w -= 0.1*dL/dw", 12, 0.1},
                         Row{"w = w - learn_rate*3*w^2", 12, 0.5}, Row{"w -= dL/dw*eta", 12, 4},
                         Row{"w -= 3*learn_rate*w", 6, 0.5}, Row{"w -= dL/dw", 12, 1},
                         Row{"w += learn_rate*dL/dw", -12, 0.5}, Row{"w -= eta*dL/dw/2", 6, 4},
                         Row{"w -= dL_dw*0.1", 12, 0.1}, Row{"w = w + eta*w", -2, 4}}) {
    const Derivation d = read(names + row.update);
    BOOST_TEST_CONTEXT(row.update) {
      BOOST_TEST(last_claim(d).name() == "dL/dw");
      BOOST_TEST(value_of(d, last_claim(d).value) == row.value);
      BOOST_TEST_REQUIRE(last_claim(d).rate.has_value());
      BOOST_TEST(value_of(d, *last_claim(d).rate) == row.rate);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_loss_of_an_update_is_what_claims_are_of_or_what_is_called_so) {
  BOOST_TEST(last_claim(read("w = 2\nh = w\nq = h^2\ndq/dh = 2*h\ndh/dw = 1\nw -= 0.1*2*h")).of ==
             "q");
  BOOST_TEST(last_claim(read("w = 2\nJ = w^2\nw -= 0.1*2*w")).of == "J");
}

BOOST_AUTO_TEST_CASE(a_loss_without_definition_is_the_one_function_of_that_name) {
  const Derivation d = read(
      "y_true = 1\ny_pred = 3\nmse_loss(y_true, y_pred) = (y_true - y_pred)^2\n"
      "dL/dy_pred = -2*(y_true - y_pred)");
  BOOST_TEST(last_claim(d).name() == "dL/dy_pred");
  BOOST_TEST_REQUIRE(d.notes.size() == 1u);
  BOOST_TEST(d.notes[0].text ==
             "nothing defines L: it is taken to be L = mse_loss(y_true, y_pred)");
  const Evaluator evaluator(d);
  auto values = evaluator.values<double>();
  evaluator.run(values);
  BOOST_TEST(values[evaluator.slot("L")] == 4.0);
}

BOOST_AUTO_TEST_CASE(printed_numbers_keep_their_digits) {
  const Derivation d = read(
      "h = 0.5 ~ 0.50\nh \xe2\x89\x88 .5\nL = h\ndL/dh = 1 ~ 1.000\ndL/dh ~ \xe2\x88\x92 1e0\n"
      "h + 1 ~ 1.5");
  std::vector<std::string> digits;
  for (const Statement& s : d.statements) {
    if (const auto* p = std::get_if<PrintedNumber>(&s.content)) digits.push_back(p->digits);
  }
  BOOST_TEST(digits == (std::vector<std::string>{"0.50", ".5", "1.000", "-1e0", "1.5"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(signs_of_books_are_read) {
  const Derivation d = read(
      "\xce\xb7 = 3\n\xce\xb1\xe2\x82\x82 = 2\n"
      "y = \xce\xb7\xc2\xb2 \xc2\xb7 \xce\xb1\x32 \xc3\x97 \xcf\x80 \xe2\x88\x92 1");
  BOOST_TEST(std::abs(value_of(d, std::get<Definition>(d.statements[2].content).value) -
                      (18 * 3.14159265358979 - 1)) < 1e-12);
}

BOOST_AUTO_TEST_CASE(blanks_tabs_line_ends_and_marks_do_not_matter) {
  const Derivation d = read("\xef\xbb\xbfx  =  1   # one\r\n\r\n\ty\t=\t2*x\r\n");
  BOOST_TEST_REQUIRE(d.statements.size() == 2u);
  BOOST_TEST(d.statements[0].source == "x = 1");
  BOOST_TEST(d.statements[1].source == "y = 2*x");
  BOOST_TEST(d.statements[1].place.line == 3u);
  BOOST_TEST(d.statements[1].place.column == 2u);
}

BOOST_AUTO_TEST_CASE(a_long_file_is_read_and_run_at_once) {
  std::string text = "f(t) = 1/(1 + exp(-t))\nh0 = 0.1\n";
  for (int i = 1; i < 2000; ++i) {
    const std::string now = std::to_string(i);
    const std::string before = std::to_string(i - 1);
    text += i % 2 == 1 ? "h" + now + " = f(h" + before + ")*" + now + " + h0/3\n"
                       : "h" + now + " = h" + before + "\ndh" + now + "/dh" + before + " = 1\n";
  }
  const std::clock_t start = std::clock();
  const Derivation d = read(text);
  const Evaluator evaluator(d);
  auto values = evaluator.values<double>();
  evaluator.run(values);
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  BOOST_TEST_MESSAGE("3,000 lines read and run in " << seconds << " s");
  BOOST_TEST(seconds < 2.0);
  BOOST_TEST(values[evaluator.slot("dh1998/dh1997")] == 1.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
