// SPDX-License-Identifier: MIT
// The command-line program as a person meets it: what it prints, and the code it exits with.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "../support/approved.hpp"
#include "../support/run.hpp"
#include "../support/says.hpp"

namespace wengert::test {
namespace {

Run wengert(const std::string& arguments) {
  return run("cd '" WENGERT_SOURCE_DIR "' && '" WENGERT_BINARY_DIR "/wengert' " + arguments);
}

struct Case {
  std::string arguments;
  int status;
  std::vector<std::string> says;  // in this order
};

void require(const Case& c) {
  BOOST_TEST_CONTEXT("wengert " << c.arguments) {
    const Run came = wengert(c.arguments);
    BOOST_TEST(came.status == c.status);
    BOOST_TEST(contains_in_order(came.output, c.says));
  }
}

const std::string examples = "examples/derivations/";

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

BOOST_AUTO_TEST_CASE(mistakes_get_a_sentence_and_exit_code_2) {
  const std::string tutorial = examples + "tutorial.txt";
  const std::vector<Case> cases = {
      {"", 2, {"subcommand is required"}},
      {"chek " + tutorial, 2, {"chek"}},
      {"check", 2, {"file is required"}},
      {"check no_such_file.txt", 2, {"'no_such_file.txt' cannot be read"}},
      {"check examples", 2, {"'examples' cannot be read"}},
      {"check --fast " + tutorial, 2, {"--fast"}},
      {"check --format html " + tutorial, 2, {"html"}},
      {"check README.md", 2, {"README.md:", ":"}},
      {"explain " + tutorial, 2, {"derivative is required"}},
      {"explain " + tutorial + " w1", 2, {"such as dL/dw1", "'w1' came"}},
      {"explain " + tutorial + " dL/dw9", 2, {"w9"}},
      {"why " + tutorial + " dM/dw1", 2, {"M"}},
      {"graph " + tutorial, 2, {"--output is required"}},
      {"graph " + tutorial + " -o net.png", 2, {".dot or .svg", "'net.png' came"}},
      {"graph " + tutorial + " --of zz -o net.dot", 2, {"zz"}},
  };
  for (const Case& c : cases) require(c);
}

BOOST_AUTO_TEST_CASE(help_has_examples) {
  require({"--help", 0, {"check", "explain", "why", "graph", "Exit code"}});
  for (const char* command : {"check", "explain", "why", "graph"}) {
    require({std::string(command) + " --help", 0, {"Example", std::string("wengert ") + command}});
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
