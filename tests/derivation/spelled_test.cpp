// SPDX-License-Identifier: MIT
// Names and derivatives as somebody types them, where no claim stands.
#include <boost/test/unit_test.hpp>
#include <string>

#include <autodiff/derivation/read.hpp>
#include <autodiff/derivation/spelled.hpp>
#include <autodiff/error.hpp>

#include "../support/says.hpp"

namespace wengert::test {
namespace {

Derivation network() {
  return read_derivation(
      "f(t) = 1/(1 + exp(-t))\nx = [2, 3]\nw_1 = 1\nbias = 0\n"
      "y_pred = f(w_1*x[0] + x[1] + bias)\nL = (1 - y_pred)^2\n",
      "network.txt");
}

std::string derivative(const std::string& text) {
  const SpelledDerivative d = derivative_spelled(network(), text);
  return d.of + " by " + d.by;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(spelled)

BOOST_AUTO_TEST_CASE(every_spelling_of_a_claim_is_a_spelling_of_its_derivative) {
  for (const std::string text :
       {"dL/dw_1", "dL/dw1", "d_L/d_w1", " dL / dw1 ", "d_L_d_w_1", "d_L_d_w1", "dL_dw1", "dl_dW1",
        "\xe2\x88\x82L/\xe2\x88\x82w1", "\xe2\x88\x82L/\xe2\x88\x82w\xe2\x82\x81"}) {
    BOOST_TEST(derivative(text) == "L by w_1", text);
  }
  BOOST_TEST(derivative("d_L_d_ypred") == "L by y_pred");
  BOOST_TEST(derivative("dypred/dx[0]") == "y_pred by x[0]");
  BOOST_TEST(derivative("dY_pred/dX[01]") == "y_pred by x[1]");
}

BOOST_AUTO_TEST_CASE(a_name_is_found_in_another_spelling) {
  BOOST_TEST(name_spelled(network(), "ypred") == "y_pred");
  BOOST_TEST(name_spelled(network(), " l ") == "L");
  BOOST_TEST(name_spelled(network(), "x[1]") == "x[1]");
}

BOOST_AUTO_TEST_CASE(what_is_no_derivative_of_the_file_is_answered_in_a_sentence) {
  struct Row {
    const char* text;
    const char* says;
  };
  for (const Row& row :
       {Row{"", "a derivative such as dL/dw1 was wanted, '' came"},
        {"w1", "such as dL/dw1 was wanted, 'w1' came"},
        {"L/w1", "such as dL/dw1 was wanted, 'L/w1' came"},
        {"dL/dw1 + 1", "such as dL/dw1 was wanted, 'dL/dw1 + 1' came"},
        {"dL/", "such as dL/dw1 was wanted, 'dL/' came"},
        {"\xff", "such as dL/dw1 was wanted"},
        {"dL/dv", "the derivation has no v; it has x[0], x[1], w_1, bias, y_pred and L"},
        {"dM/dw1", "the derivation has no M; it has x[0]"},
        {"d_L_d_v", "the derivation has no v; it has x[0]"},
        {"dL/dbiass", "the derivation has no biass: did you mean bias?"},
        {"dL/dx", "x is a list: one of its elements was wanted, as x[0]"},
        {"dL/dx[2]", "the derivation has no x[2]: did you mean"},
        {"dL/df", "f is a function: a value was wanted"}}) {
    BOOST_CHECK_EXCEPTION(derivative(row.text), Error, says(row.says));
  }
  BOOST_CHECK_EXCEPTION(name_spelled(network(), "dL/dw1"), Error,
                        says("a name was wanted, 'dL/dw1' came"));
}

BOOST_AUTO_TEST_CASE(a_spelling_of_two_derivatives_is_none) {
  const Derivation d = read_derivation("a = 1\nb_da = 2\na_db = a\ny = a*b_da + a_db\n", "two");
  BOOST_CHECK_EXCEPTION(derivative_spelled(d, "da_db_da"), Error,
                        says("da_db_da can mean", " and ", "write it as a quotient"));
  const Derivation underscores = read_derivation("a_b = 1\nab = 2\ny = ab*a_b\n", "twice");
  BOOST_CHECK_EXCEPTION(derivative_spelled(underscores, "dy/da__b"), Error,
                        says("a__b can mean a_b and ab: write one of them out"));
}

BOOST_AUTO_TEST_CASE(of_many_names_the_first_are_listed) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "name" + std::to_string(i) + " = 1\n";
  BOOST_CHECK_EXCEPTION(name_spelled(read_derivation(text, "many"), "z"), Error,
                        says("no z; it has name0, name1,", "name23 and 76 more"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
