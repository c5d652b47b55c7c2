// SPDX-License-Identifier: MIT
// The helps, word for word, and what is said of a command line that cannot be read.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "../support/approved.hpp"
#include "program.hpp"

namespace wengert::test {
namespace {

std::size_t longest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t longest = 0;
  for (std::string line; std::getline(lines, line);) longest = std::max(longest, line.size());
  return longest;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(help)

BOOST_AUTO_TEST_CASE(every_command_tells_what_it_does_with_exit_codes_and_examples) {
  for (const std::string command : {"", "check", "explain", "why", "graph", "step"}) {
    const Run came = wengert(command + " --help");
    BOOST_TEST(came.status == 0);
    BOOST_TEST(contains_in_order(came.output, {"Exit codes:", "Examples:", "wengert " + command}));
    BOOST_TEST(longest_line(came.output) <= 80u);
    BOOST_TEST(is_approved(
        "tools/approved/help_" + (command.empty() ? "wengert" : command) + ".txt", came.output));
  }
}

BOOST_AUTO_TEST_CASE(help_is_asked_for_in_several_ways) {
  BOOST_TEST(wengert("help").output == wengert("--help").output);
  BOOST_TEST(wengert("-h").output == wengert("--help").output);
  BOOST_TEST(wengert("help check").output == wengert("check --help").output);
}

BOOST_AUTO_TEST_CASE(the_version_is_told) {
  const Run came = wengert("--version");
  BOOST_TEST(came.status == 0);
  BOOST_TEST(came.output.starts_with("wengert "));
}

BOOST_AUTO_TEST_CASE(command_lines_that_cannot_be_read_get_a_sentence_and_exit_code_2) {
  const std::string tutorial = derivations + "tutorial.txt";
  const std::string commands = "check, explain, why, graph or step";
  const std::vector<Case> cases = {
      {"", 2, {"wengert: a command was wanted", commands, "none came"}},
      {"chek " + tutorial, 2, {"wengert: a command was wanted", commands, "'chek' came"}},
      {"help chek", 2, {commands, "'chek' came"}},
      {"--fast", 2, {"wengert:", "--fast"}},
      {"--fast check " + tutorial, 2, {"wengert check:", "--fast"}},
      {"check", 2, {"wengert check: FILE is required", "'wengert check --help'"}},
      {"check --fast " + tutorial, 2, {"wengert check:", "--fast"}},
      {"check --format html " + tutorial, 2, {"--format", "html"}},
      {"check " + tutorial + " more", 2, {"more"}},
      {"explain " + tutorial, 2, {"wengert explain: DERIVATIVE is required"}},
      {"explain --paths 0 " + tutorial + " dL/dw1", 2, {"--paths"}},
      {"explain --at w1 " + tutorial + " dL/dw1", 2, {"NAME=NUMBER was wanted, 'w1' came"}},
      {"explain --at w1=one " + tutorial + " dL/dw1", 2, {"a number was wanted", "'w1=one' came"}},
      {"explain --at w1= " + tutorial + " dL/dw1", 2, {"a number was wanted", "'w1=' came"}},
      {"explain --at h1=1 " + tutorial + " dL/dw1", 2, {"h1", "no input"}},
      {"explain --at v=1 " + tutorial + " dL/dw1", 2, {"the derivation has no v"}},
      {"explain --others x " + tutorial + " dL/dw1", 2, {"--others"}},
      {"graph " + tutorial, 2, {"wengert graph: --output is required"}},
      {"step", 2, {"wengert step: FILE is required"}},
  };
  for (const Case& c : cases) require(c);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
