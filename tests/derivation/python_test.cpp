// SPDX-License-Identifier: MIT
// Programs pasted as they stand.
#include <boost/test/unit_test.hpp>
#include <string>
#include <variant>
#include <vector>

#include <autodiff/derivation/evaluate.hpp>
#include <autodiff/derivation/read.hpp>
#include <autodiff/derivation/recorded.hpp>

#include "../support/says.hpp"

namespace wengert::test {
namespace {

Derivation read(const std::string& text) { return read_derivation(text, "program.py"); }

double value_in(const std::string& text, const std::string& name) {
  const Evaluator evaluator(read(text));
  auto values = evaluator.values<double>();
  evaluator.run(values);
  return values[evaluator.slot(name)];
}

template <class T>
std::vector<std::string> names(const Derivation& d) {
  std::vector<std::string> result;
  for (const Statement& s : d.statements) {
    const T* found = std::get_if<T>(&s.content);
    if (found != nullptr) result.push_back(found->name);
  }
  return result;
}

std::string notes(const Derivation& d) {
  std::string result;
  for (const ReadingNote& n : d.notes) {
    result += std::to_string(n.place.line) + ": " + n.text + "\n";
  }
  return result;
}

using Names = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(python)

BOOST_AUTO_TEST_CASE(prefixes_comments_and_strings_of_documentation_are_no_formulas) {
  BOOST_TEST(value_in("\"\"\"About\n x = 7 \"\"\"\nself.x = 2  # two\ny = np.exp(0) + self.x**2",
                      "y") == 5.0);
  BOOST_TEST(value_in("x = 2; y = x*x; z = math.sqrt(y)", "z") == 2.0);
  BOOST_TEST(value_in("y = (1 +\n     2 +  # more\n  3)", "y") == 6.0);
  BOOST_TEST(value_in("y = 1 + \\\n    2", "y") == 3.0);
}

BOOST_AUTO_TEST_CASE(functions_have_steps_and_one_result) {
  const std::string f = "def f(a, b=2):\n    s = a + b\n    t = s * s\n    return t / 2\n";
  BOOST_TEST(value_in(f + "y = f(1, 3)", "y") == 8.0);
  BOOST_TEST(value_in("def f(x): return x**3\ny = f(2)", "y") == 8.0);
  BOOST_TEST(value_in("f = lambda x, c: c*x**3\ny = f(2, 10)", "y") == 80.0);
  BOOST_TEST(value_in("def f(x):\n    return x[0] + 10*x[1]\nx = np.array([1, 2])\ny = f(x) + x[0]",
                      "y") == 22.0);
}

BOOST_AUTO_TEST_CASE(functions_that_are_called_derivatives_claim_slopes) {
  const std::string f = "def f(x):\n    return x**2\n";
  for (const std::string name : {"deriv_f", "d_f", "f_prime", "f_derivative", "f_deriv"}) {
    const Derivation d = read(f + "def " + name + "(x):\n    return 3*x\ny = " + name + "(2)");
    BOOST_TEST(std::holds_alternative<SlopeClaim>(d.statements[1].content), name);
    const Evaluator evaluator(d);
    auto values = evaluator.values<double>();
    evaluator.run(values);
    BOOST_TEST(values[evaluator.slot("y")] == 6.0, name);
  }
}

BOOST_AUTO_TEST_CASE(what_only_running_would_tell_is_a_variable) {
  const Derivation d = read(
      "class Net:\n    def __init__(self, scale):\n        self.w = np.random.normal()\n"
      "        self.v = np.random.randn(2)\n    def train(self, data, ys):\n"
      "        for x, y in zip(data, ys):\n            h = self.w*x[1] + self.v[0]*y\n");
  BOOST_TEST(names<Variable>(d) == (Names{"w", "v[0]", "x[0]", "x[1]", "y"}),
             boost::test_tools::per_element());
  BOOST_TEST(!has_own_numbers(d));
}

BOOST_AUTO_TEST_CASE(a_loop_over_arrays_takes_the_first_sample) {
  const std::string loop = "for x, t in zip(xs, ts):\n    y = x[0]*x[1] + t\n";
  const Derivation d = read(
      "def train(xs, ts):\n    for x, t in zip(xs, ts):\n        y = x[0]*x[1] + t\n"
      "xs = np.array([\n  [2, -3],  # a\n  [5, 6]])\nts = np.array([1, 0])\n");
  BOOST_TEST(has_own_numbers(d));
  const Evaluator evaluator(d);
  auto values = evaluator.values<double>();
  evaluator.run(values);
  BOOST_TEST(values[evaluator.slot("y")] == -5.0);
  contains_in_order(notes(d), {"2: the numbers of the first sample are taken for x, t",
                               "4: no formulas, passed over: lines 4 to 7"});
}

BOOST_AUTO_TEST_CASE(what_is_no_formula_is_passed_over_and_noted_once) {
  const Derivation d = read(
      "import numpy as np\nfrom math import exp\nx = 2\nif x > 1:\n    y = 5\nelse:\n    y = 6\n"
      "print(\"y = 1\")\nplot.show()\nz = x\n");
  BOOST_TEST(names<Definition>(d) == (Names{"x", "z"}), boost::test_tools::per_element());
  BOOST_TEST(notes(d) ==
             "1: no formulas, passed over: lines 1 to 2\n"
             "4: no formulas, passed over: lines 4 to 9\n");
}

BOOST_AUTO_TEST_CASE(the_same_formula_may_stand_twice) {
  const std::string step = "    def step(self):\n        h = self.w * 2\n";
  const Derivation d =
      read("class A:\n    def __init__(self):\n        self.w = 3\n" + step + step);
  BOOST_TEST(names<Definition>(d) == (Names{"w", "h"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_function_that_cannot_be_read_and_is_not_used_is_passed_over) {
  const Derivation d = read("x = 1\ndef show(a):\n    return a + unknown\ny = x");
  BOOST_TEST(names<Definition>(d) == (Names{"x", "y"}), boost::test_tools::per_element());
  BOOST_TEST(notes(d) == "2: no formulas, passed over: lines 2 to 3\n");
}

BOOST_AUTO_TEST_CASE(a_text_is_a_program_by_its_words) {
  BOOST_TEST(read_derivation("self.w = 1", "text").statements.size() == 1u);
  BOOST_TEST(read_derivation("def f(x): return x", "text").statements.size() == 1u);
  BOOST_TEST(read_derivation("f(t) = t\nf'(t) = 1\ny = f'(2) + f'(3)", "text").statements.size() ==
             3u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
