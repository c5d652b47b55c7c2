// SPDX-License-Identifier: MIT
// Texts that cannot be read: what is said, and where.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include <autodiff/derivation/read.hpp>

#include "../support/says.hpp"

namespace wengert::test {
namespace {

struct Malformed {
  std::string text;
  std::string message;  // a part of it
  std::size_t line, column;
};

void check(const std::vector<Malformed>& table) {
  for (const Malformed& m : table) {
    BOOST_TEST_CONTEXT(m.text.substr(0, 100)) {
      try {
        read_derivation(m.text, "file");
        BOOST_ERROR("it was read");
      } catch (const DerivationError& e) {
        const std::string place =
            "file:" + std::to_string(m.line) + ":" + std::to_string(m.column) + ": ";
        contains_in_order(e.what(), {place, m.message});
        BOOST_TEST(e.place().line == m.line);
        BOOST_TEST(e.place().column == m.column);
      }
    }
  }
}

std::string repeated(std::size_t n, const std::string& part) {
  std::string result;
  for (std::size_t i = 0; i < n; ++i) result += part;
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(malformed)

BOOST_AUTO_TEST_CASE(names_are_known_and_defined_before_they_are_used) {
  check({
      {"y = x", "there is no x", 1, 5},
      {"weight = 2\ny = 3*wieght", "no wieght (did you mean weight?)", 2, 7},
      {"y = x + 1\nx = 2", "x is used here, but defined below, in line 2", 1, 5},
      {"h1 = f(h1)", "h1 is defined by itself: this is circular", 1, 8},
      {"a = a + 1", "a is defined by itself: this is circular", 1, 5},
      {"f(t) = f(t - 1)", "f is defined by itself: this is circular", 1, 8},
      {"f(t) = g(t)\ng(t) = f(t)", "g is used here, but defined below, in line 2", 1, 8},
      {"a = b\nb = a", "b is used here, but defined below, in line 2", 1, 5},
      {"x1 = 1\nw1 = 2\ny = x1w1", "there is no x1w1", 3, 5},
      {"y_a = 1\nya_ = 2\nz = ya", "ya can mean y_a and ya_", 3, 5},
      {"x = 1\nx = 2", "x is defined again: the first definition is in line 1", 2, 1},
      {"f(t) = t\nf(t) = 2*t", "f is defined again: the first definition is in line 1", 2, 1},
      {"x = 1\nx(t) = t", "x is defined again", 2, 1},
      {"dw = 1\nx = dw/dz", "there is no dz", 2, 8},
  });
}

BOOST_AUTO_TEST_CASE(functions_are_known_and_called_with_what_they_want) {
  check({
      {"x = 1\ny = sigmod(x)", "no function sigmod (did you mean sigmoid?)", 2, 5},
      {"x = 1\ny = foo(x)", "there is no function foo", 2, 5},
      {"x = 1\ny = exp(x, x)", "exp wants 1 operand, 2 came", 2, 5},
      {"x = 1\ny = max(x)", "max wants 2 operands, 1 came", 2, 5},
      {"f(a, b) = a + b\ny = f(1)", "f wants 2 operands, 1 came", 2, 5},
      {"f(a, b) = a\ny = f(1, 2, 3)", "f wants 2 operands, 3 came", 2, 5},
      {"x = 1\ny = x(2)", "x is a number, not a function: a product needs a '*'", 2, 5},
      {"y = sin", "sin is a function: a call was wanted, as sin(x)", 1, 5},
      {"f(t) = t\ny = f", "f is a function: a call was wanted", 2, 5},
      {"f(t) = t\ny = f'", "a '(' was wanted behind the prime", 2, 7},
      {"y = f'(2)", "there is no function f", 1, 5},
      {"y = max'(2)", "max has no single derivative", 1, 5},
      {"y = sin'(1, 2)", "sin wants 1 operand, 2 came", 1, 5},
      {"f(1) = 2", "the parameters of f must be names", 1, 3},
      {"f(t, t) = t", "two parameters of f are called t", 1, 6},
      {"f() = 1", "a name or a bracket was wanted, ')' came", 1, 3},
      {"y = sum()", "was wanted, ')' came", 1, 9},
      {"f(t) = t ~ 3", "a function has no single printed number", 1, 10},
  });
}

BOOST_AUTO_TEST_CASE(lists_have_elements_and_are_no_numbers) {
  check({
      {"x = [1, 2]\ny = x[2]", "x has 2 elements, x[0] to x[1]: there is no x[2]", 2, 5},
      {"x = [1, 2]\ny = x[-1]", "an index is a whole number in brackets", 2, 6},
      {"x = [1, 2]\ny = x[i]", "an index is a whole number in brackets", 2, 6},
      {"x = 1\ny = x[0]", "x is a single number: it has no element x[0]", 2, 5},
      {"x = [1, 2]\ny = x + 1", "a number was wanted, the list x came", 2, 5},
      {"x = [1, 2]\ny = exp(x)", "a number was wanted, the list x came", 2, 9},
      {"x = [[1], 2]", "a number was wanted, a list came", 1, 6},
      {"x = []", "was wanted, ']' came", 1, 6},
      {"x = [1, 2] ~ 3", "a list has no single printed number", 1, 12},
      {"x[0] = 1", "x[0] cannot be given by itself", 1, 1},
      {"y = dot([1, 2], [1])", "lists of one length, 2 and 1 elements came", 1, 5},
      {"y = dot(1, 2)", "dot wants two lists and perhaps a number", 1, 5},
      {"y = sum([])", "was wanted, ']' came", 1, 10},
  });
}

BOOST_AUTO_TEST_CASE(a_formula_is_complete) {
  check({
      {"y = (1 + 2", "a ')' was wanted for the '(' of column 5, the line ended", 1, 11},
      {"y = 1 + 2)", "this ')' closes nothing", 1, 10},
      {"y = [1, 2", "a ']' was wanted for the '[' of column 5", 1, 10},
      {"y = exp(1", "a ')' was wanted for the '(' of column 8", 1, 10},
      {"y =", "the right side is empty", 1, 4},
      {"y = # nothing", "the right side is empty", 1, 4},
      {"y = 1 +", "was wanted, the line ended", 1, 8},
      {"y = 1 + * 2", "was wanted, '*' came", 1, 9},
      {"y = 1 ** ** 2", "was wanted, '*' came", 1, 10},
      {"y = * 2", "a formula was wanted, '*' came", 1, 5},
      {"y = 1.2.3", "a number has one '.'", 1, 8},
      {"y = 1e999", "1e999 is no number that a double can hold", 1, 5},
      {"y = 0x10", "an operator is missing before 'x10'", 1, 6},
      {"y = 2x", "an operator is missing before 'x': a product needs a '*'", 1, 6},
      {"x = 1\ny = 2 x", "an operator is missing before 'x'", 2, 7},
      {"x = 1\ny = (x)(2)", "an operator is missing before '('", 2, 8},
      {"y = 3(1 + 2)", "an operator is missing before '('", 1, 6},
      {"y = 1,2", "the end of the line was wanted, ',' came", 1, 6},
      {"y = 2 % 3", "an operator or the end of the line was wanted, '%' came", 1, 7},
      {"y = 2 // 3", "'/' came", 1, 7},
      {"y = @", "a formula was wanted, '@' came", 1, 5},
      {"y = \"hello\"", "a formula was wanted, '\"' came", 1, 5},
      {"y = a.b", "a number has one '.', and a name none", 1, 6},
      {"y = \xe2\x86\x92 2", "a formula was wanted, '\xe2\x86\x92' came", 1, 5},
      {"\xce\xb7\xce\xb8 = 1 1", "an operator is missing before '1'", 1, 8},
  });
}

BOOST_AUTO_TEST_CASE(a_line_is_a_statement) {
  check({
      {"x", "'=', '-=' or '~' was wanted, the line ended", 1, 2},
      {"x + 1", "'=', '-=' or '~' was wanted", 1, 6},
      {"= 3", "a statement was wanted", 1, 1},
      {"3 = x", "the left side of '=' must be a name", 1, 1},
      {"x + 1 = 3", "the left side of '=' must be a name", 1, 3},
      {"a = 1\nb/a = 3", "b/a is a quotient", 2, 2},
      {"y == 2", "'==' compares: a definition has one '='", 1, 4},
      {"y = 2 == 2", "'==' compares", 1, 7},
      {"y = 1 = 1", "a statement has one '='", 1, 7},
      {"x = 1\nx ~ 1 = 2", "a statement has one '='", 2, 7},
      {"x = 1 ?", "'?' stands alone", 1, 7},
      {"1 = ?", "only a name can be a variable", 1, 1},
      {"y = 1 ~", "the digits of a printed number were wanted", 1, 8},
      {"y = 1 ~ x", "the digits of a printed number were wanted behind '~', 'x' came", 1, 9},
  });
}

BOOST_AUTO_TEST_CASE(a_claim_is_about_names_that_stand_above_it) {
  const std::string w = "w = 1\nL = w^2\n";
  check({
      {"w = 1\ndL/dw = 1", "there is no L to take a derivative of", 2, 1},
      {"x = 1\ny = x^2\nd2y/dx2 = 2", "second one is that of a name, as in g = dy/dx, then dg/dx",
       3, 1},
      {w + "dL/dv = 2", "there is no v to take a derivative by", 3, 1},
      {w + "d_L_d_v = 2", "there is no v to take a derivative by", 3, 1},
      {"w = 1\ndL/dw = 2*w\nL = w^2", "L is used here, but defined below, in line 3", 2, 1},
      {w + "dL/dv = 2*w\nv = 2", "v is used here, but defined below, in line 4", 3, 1},
      {w + "dL/dw = 2*w\ndL/dw = 2*w", "dL/dw is claimed again: the first claim is in line 3", 4,
       1},
      {w + "dL/dw = 2*w\nd_L_d_w = 2*w", "dL/dw is claimed again", 4, 1},
      {w + "dL/dw = dL/dw", "dL/dw is claimed by itself: this is circular", 3, 11},
      {w + "dL/dw = ?", "only a name can be a variable", 3, 3},
      {w + "y = dL/dw", "dL/dw is used here, but nothing above claims it", 3, 5},
      {w + "y = 2*dL/dw", "no dL, and nothing above claims a derivative of L", 3, 7},
      {"w = [1, 2]\nL = sum(w)\ndL/dw = 1", "w is a list: a claim is about one of its elements", 3,
       1},
      {"f(t) = t\nL = 1\ndL/df = 1", "f is a function: its derivative is written f'(t)", 3, 1},
      {"y_a = 1\nya_ = 2\nL = y_a\ndL/dya = 2", "ya can mean y_a and ya_", 4, 1},
      {"f(a, b) = a*b\nf'(a) = b", "f has 2, and 1 came", 2, 1},
      {"f(a, b) = a*b\nf'(a, b) = b", "a function of one number: f has 2", 2, 1},
      {"f(t) = t\nf'(t) = 1\nf'(t) = 1", "f' is claimed again: the first claim is in line 2", 3, 1},
      {"f(t) = t\ng'(t) = 1", "there is no function g that this could be the derivative of", 2, 1},
  });
}

BOOST_AUTO_TEST_CASE(an_update_is_of_a_weight_towards_a_loss) {
  const std::string w = "w = 1\nL = w\n";
  check({
      {"w = 1\nw -= 0.1*w", "which name is the loss is unclear", 2, 1},
      {w + "w -= ", "the right side is empty", 3, 5},
      {w + "w -= ?", "an update needs a formula", 3, 3},
      {w + "v -= 0.1*w", "there is no v to take a derivative by", 3, 1},
      {w + "3 -= 0.1*w", "an update changes a name", 3, 1},
      {w + "w *= 2", "'=', '-=' or '~' was wanted, '*' came", 3, 3},
  });
}

BOOST_AUTO_TEST_CASE(a_text_is_utf_8_and_holds_statements) {
  const std::string nul("y = 1\0", 6);
  check({
      {"", "there is no statement in it", 1, 1},
      {" \t\r\n\n", "there is no statement in it", 1, 1},
      {"# only a comment", "there is no statement in it", 1, 1},
      {"x = 1\ny = \xff", "UTF-8 text was wanted, the byte 0xff came", 2, 5},
      {"x = \xc0\xaf", "the byte 0xc0 came", 1, 5},
      {"x = \xed\xa0\x80", "the byte 0xed came", 1, 5},
      {"x = \xe2\x82", "the byte 0xe2 came", 1, 5},
      {nul, "the control character 0x00 came", 1, 6},
      {"y = 1\x1b[31m", "the control character 0x1b came", 1, 6},
  });
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_refused_at_once) {
  const std::string long_sum = "y = 1" + repeated(1001, " + 1");
  const std::string open(101, '(');
  check({
      {"y = " + open + "1", "nested deeper than 100", 1, 105},
      {"y = " + std::string(100'000, '('), "a statement of at most 50000 bytes", 1, 1},
      {"y = " + std::string(40'000, '('), "nested deeper than 100", 1, 105},
      {"y = " + std::string(40'000, '-') + "1", "nested deeper than 100", 1, 105},
      {"y = 2" + repeated(101, "^2"), "nested deeper than 100", 1, 206},
      {"y = " + repeated(101, "exp("), "nested deeper than 100", 1, 408},
      {"y = " + std::string(101, '['), "nested deeper than 100", 1, 105},
      {long_sum, "at most 2000 operations in a statement", 1, 4003},
      {"y = " + std::string(1'000'000, '1'), "a statement of at most 50000 bytes", 1, 1},
      {std::string(1'000'000, 'x'), "a statement of at most 50000 bytes", 1, 1},
      {std::string(10'000'001, '\n'), "at most 10000000 bytes was wanted, 10000001 came", 1, 1},
      {std::string(9'999'999, '\n'), "there is no statement", 1, 1},
  });
}

BOOST_AUTO_TEST_CASE(functions_that_multiply_their_work_are_refused) {
  std::string doubling = "f0(t) = t + 1\n";
  std::string deep = doubling;
  for (int i = 1; i < 60; ++i) {
    const std::string head = "f" + std::to_string(i) + "(t) = ";
    const std::string call = "f" + std::to_string(i - 1) + "(t)";
    doubling += head + call + " + " + call + "\n";
    deep += head + call + "\n";
  }
  check({{doubling, "too many in turn", 13, 19}, {deep, "too many in turn", 52, 10}});
}

BOOST_AUTO_TEST_CASE(python_that_defines_what_formulas_use_must_be_readable) {
  const std::string import = "import numpy as np\n";
  check({
      {"def f(x):\n    return (x\n\ndef g(x):\n    return x", "this '(' is never closed", 2, 12},
      {import + "y = foo(1", "this '(' is never closed", 2, 8},
      {import + "\"\"\"text", "this string is never closed", 2, 1},
      {"def f(x):\n    return sigmod(x)\ny = f(2)", "did you mean sigmoid?", 2, 12},
      {import + "h = foo @ bar\nx = 1\nL = h*x\nd_L_d_x = h",
       "L is used here, but line 4, which defines it, could not be read as a formula", 5, 1},
      {import + "h = open('file')\nx = 1\nL = x\nd_L_d_x = h", "h is used here, but line 2", 5, 11},
      {import + "x = np.random.normal()\nL = x**2\nd_L_d_x = 2*y", "there is no y", 4, 13},
      {import + "w = 1\nL = w**2\nd_L_d_w = \"2\"", "a formula was wanted for d_L_d_w", 4, 1},
      {import + "x = 1\nx = 2", "x is defined again: the first definition is in line 2", 3, 1},
      {import + "print(1)", "there is no statement in it", 1, 1},
      {"def (x):\n    return x", "a function was wanted, as def f(x):", 1, 1},
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
