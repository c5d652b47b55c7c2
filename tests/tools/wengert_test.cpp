// SPDX-License-Identifier: MIT
// The command-line program as a person meets it: what it prints, and the code it exits with.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "../support/approved.hpp"
#include "program.hpp"

namespace wengert::test {
namespace {

const std::string examples = derivations;

// A file that is gone when the test is over.
struct Drawing {
  explicit Drawing(const std::string& name)
      : path((std::filesystem::temp_directory_path() / name).string()) {}
  ~Drawing() { std::filesystem::remove(path); }
  std::string path;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(program)

BOOST_AUTO_TEST_CASE(the_exit_code_tells_whether_all_agree) {
  require({"check " + examples + "tutorial.txt", 0, {"all 29 claims are right"}});
  require({"check " + examples + "tutorial.py", 0, {"all 22 claims are right"}});
  require({"check " + examples + "homework.txt", 1, {"5 of 14 claims are wrong"}});
}

BOOST_AUTO_TEST_CASE(a_file_without_claims_does_not_pass_in_any_format) {
  const std::string file = "examples/hand_ins/solution.txt";
  require({"check " + file, 2, {"solution.txt: no claims to check: a line such as"}});
  require({"check --format json " + file, 2, {"no claims to check", "\"exit_code\": 2"}});
  require({"check --format markdown " + file, 2, {"**no claims to check"}});
}

BOOST_AUTO_TEST_CASE(the_seeds_python_has_two_mistakes_with_line_and_repair) {
  require({"check " + examples + "seed.py",
           1,
           {"1 line of the forward pass and 1 of 22 claims are wrong", "line 58: sum_o1",
            "should be: sum_o1 = self.w5 * h1 + self.w6 * h2 + self.b3", "line 80: d_h2_d_w4",
            "should be: d_h2_d_w4 = x[1] * deriv_sigmoid(sum_h2)", "line 93: dL/dw4, through"}});
}

BOOST_AUTO_TEST_CASE(reports_come_in_three_formats_and_without_colour_for_a_file) {
  require({"check --format json " + examples + "homework.txt", 1, {"{", "}"}});
  require({"check --format markdown " + examples + "homework.txt", 1, {"#"}});
  BOOST_TEST(wengert("check " + examples + "homework.txt").output.find('\x1b') ==
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(two_derivations_are_compared) {
  const std::string tutorial = examples + "tutorial.py";
  require({"check " + tutorial + " --against " + tutorial, 0, {}});
  require({"check " + tutorial + " --against " + examples + "seed.py", 1, {"sum_o1"}});
}

BOOST_AUTO_TEST_CASE(a_derivative_is_explained_and_looked_into) {
  require({"explain " + examples + "tutorial.txt dL/dw1", 0, {"h1", "0.02147"}});
  require({"explain --format latex " + examples + "tutorial.txt dL/dw1", 0, {"\\partial"}});
  require({"why " + examples + "tutorial.txt dL/dw1", 0, {"dL/dw1 = 0.02147"}});
}

BOOST_AUTO_TEST_CASE(a_graph_is_drawn_whole_or_not_at_all) {
  const Drawing dot("wengert_test.dot");
  require({"graph " + examples + "tutorial.txt --of L -o " + dot.path, 0, {}});
  BOOST_TEST(read_file(dot.path).starts_with("digraph"));
  BOOST_TEST(!std::filesystem::exists(dot.path + ".part"));
  require({"graph " + examples + "tutorial.txt -o /nowhere/net.dot",
           2,
           {"'/nowhere/net.dot' cannot be written"}});
}

BOOST_AUTO_TEST_CASE(every_spelling_of_a_derivative_gives_the_same_explanation) {
  const std::string explain = "explain " + examples + "tutorial.txt ";
  const std::string wanted = wengert(explain + "dL/dy_pred").output;
  for (const std::string spelling : {"d_L_d_y_pred", "d_L_d_ypred", "dL_dypred", "dl/dYpred",
                                     "'\xe2\x88\x82L/\xe2\x88\x82y_pred'"}) {
    BOOST_TEST(wengert(explain + spelling).output == wanted);
  }
}

BOOST_AUTO_TEST_CASE(numbers_are_given_on_the_command_line) {
  const std::string python = examples + "tutorial.py";
  require(
      {"explain " + python + " dL/dw1", 2, {"no number for w1, w2", "--at w1=0.5", "--others"}});
  require({"explain " + python + " dL/dw1 --others 1 --at b1=0,b2=0 --at b3=0", 0, {"0.02147"}});
  require({"why " + examples + "tutorial.txt dL/dw1 --at w1=40", 0, {"is tiny", "h1"}});
}

BOOST_AUTO_TEST_CASE(mistakes_get_a_sentence_and_exit_code_2) {
  const std::string tutorial = examples + "tutorial.txt";
  const std::string has = "it has x[0], x[1], y_true, w1";
  const std::vector<Case> cases = {
      {"check no_such_file.txt", 2, {"'no_such_file.txt' cannot be read"}},
      {"check examples", 2, {"a file was wanted, 'examples' is a directory"}},
      {"check README.md", 2, {"README.md:", ":"}},
      {"check " + tutorial + " --against examples", 2, {"'examples' is a directory"}},
      {"explain examples dL/dw1", 2, {"'examples' is a directory"}},
      {"explain " + tutorial + " w1", 2, {"such as dL/dw1", "'w1' came"}},
      {"explain " + tutorial + " dL/dw9", 2, {"no w9", has, "y_pred and L"}},
      {"explain " + tutorial + " dL/dy_tru", 2, {"no y_tru: did you mean y_true?"}},
      {"why " + tutorial + " dM/dw1", 2, {"no M", has}},
      {"why examples dL/dw1", 2, {"'examples' is a directory"}},
      {"graph " + tutorial + " -o net.png", 2, {".dot or .svg", "'net.png' came"}},
      {"graph " + tutorial + " --of zz -o net.dot", 2, {"no zz", has}},
      {"graph " + tutorial + " --of dL/dw1 -o net.dot", 2, {"a name was wanted, 'dL/dw1' came"}},
      {"graph examples -o net.dot", 2, {"'examples' is a directory"}},
      {"step examples", 2, {"'examples' is a directory"}},
      {"step " + tutorial + " --of zz", 2, {"no zz", has}},
  };
  for (const Case& c : cases) require(c);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
