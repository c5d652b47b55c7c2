// SPDX-License-Identifier: MIT
// Sessions of `wengert step`, typed by a file.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "../support/approved.hpp"
#include "program.hpp"

namespace wengert::test {
namespace {

// `typed` as printf reads it.
Run session(const std::string& typed, const std::string& arguments) {
  return in_repository("printf '" + typed + "' | " + wengert_program + "step " + arguments);
}

const std::string tutorial = derivations + "tutorial.txt";

struct Exchange {
  std::string typed;
  std::vector<std::string> says;  // in this order
};

void require(const Exchange& exchange, const std::string& arguments = tutorial) {
  BOOST_TEST_CONTEXT("typed: " << exchange.typed) {
    const Run came = session(exchange.typed, arguments);
    BOOST_TEST(came.status == 0);
    BOOST_TEST(contains_in_order(came.output, exchange.says));
  }
}

// The same with a terminal at both ends.
Run in_terminal(const std::string& typed, const std::string& variables) {
  return in_repository("printf '" + typed + "' | env -u NO_COLOR TERM=xterm " + variables +
                       " script -qec \"" + wengert_program + "step " + tutorial + "\" /dev/null");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(step)

BOOST_AUTO_TEST_CASE(the_tutorial_is_stepped_through_from_end_to_end) {
  const Run came = session("next 26\\nshow\\nnext 26\\nshow\\n", tutorial);
  BOOST_TEST(came.status == 0);
  BOOST_TEST(is_approved("tools/approved/step_tutorial.txt", came.output));
}

BOOST_AUTO_TEST_CASE(a_session_of_every_command_is_told) {
  const Run came = session(
      "\\nnext\\nn\\nback\\nrun h1\\nrun to ypred\\nshow\\nend\\nr w5\\nstart\\nr w5\\n\\n"
      "nan\\nhelp\\nquit\\nnext\\n",
      tutorial);
  BOOST_TEST(came.status == 0);
  BOOST_TEST(is_approved("tools/approved/step_session.txt", came.output));
}

BOOST_AUTO_TEST_CASE(unknown_commands_and_names_get_a_sentence_and_the_session_goes_on) {
  const std::vector<Exchange> exchanges = {
      {"jump\\nn\\n", {"there is no command 'jump'; 'help' lists those there are.", "Step 1 of"}},
      {"run h3\\nn\\n", {"the derivation has no h3; it has x[0]", "and L.", "Step 1 of"}},
      {"run y_tru\\n", {"did you mean y_true?"}},
      {"run\\nn\\n", {"a name was wanted, as in 'run h1'.", "Step 1 of"}},
      {"run x\\n", {"x is a list: one of its elements was wanted"}},
      {"run f\\n", {"f is a function"}},
      {"next h1\\nn\\n", {"behind 'next' a number of steps was wanted, 'h1' came.", "Step 1 of"}},
      {"next 0\\n", {"a number of steps was wanted, '0' came."}},
      {"back 2x\\n", {"a number of steps was wanted, '2x' came."}},
      {"\\0\\n\\377\\nn\\n", {"there is no command", "there is no command", "Step 1 of"}},
  };
  for (const Exchange& exchange : exchanges) require(exchange);
}

BOOST_AUTO_TEST_CASE(commands_are_words_or_their_beginnings_in_any_case) {
  const std::vector<Exchange> exchanges = {
      {"NEXT\\n  n  \\n\\r\\n", {"Step 1 of", "Step 2 of", "Step 3 of"}},
      {"n 3\\nb\\nb 9\\n", {"Step 3 of", "Step 2 of", "This is the start"}},
      {"e\\nn\\nst\\n", {"Step 52 of 52", "This is the end", "This is the start"}},
      {"s\\n", {"name", "not yet"}},
      {"h\\n", {"next, n", "quit, q"}},
      {"?\\n", {"next, n", "quit, q"}},
      {"na\\n", {"No step after this one gives a NaN or an infinity."}},
  };
  for (const Exchange& exchange : exchanges) require(exchange);
  const std::string opening = session("", tutorial).output;
  for (const char* leave : {"q\\nn\\n", "quit\\nn\\n", "exit\\nn\\n", ""}) {
    BOOST_TEST(session(leave, tutorial).output == opening);
  }
}

BOOST_AUTO_TEST_CASE(it_stops_at_the_first_nan_of_either_direction) {
  const std::string file = std::string(WENGERT_BINARY_DIR) + "/step_nan.txt";
  std::ofstream(file) << "x = -1\nl = log(x)\ny = l*x\n";
  require({"nan\\n", {"Step 1 of", "l = log(x) = log(-1) = nan"}}, file);
  std::ofstream(file) << "x = 0\nr = sqrt(x)\ny = 2*r\n";
  require({"nan\\n", {"Step 4 of 4, backward", "r has the adjoint dy/dr = 2 and hands on", "inf"}},
          file);
}

BOOST_AUTO_TEST_CASE(any_name_can_be_the_output_and_inputs_be_given) {
  require({"run h1\\n", {"h1 of", "x[0] = -2, x[1] = -1, w1 = 0.5", "h1 = "}},
          tutorial + " --of h1 --at w1=0.5");
  require({"end\\n", {"w1 of", "0 steps forward, 0 steps backward", "Given: w1 = 1"}},
          tutorial + " --of w1");
  require({"run h1\\n", {"w1 = 0.5, ", "h1 = 1/#"}},
          derivations + "tutorial.py --others 0.5 --of ypred");
}

BOOST_AUTO_TEST_CASE(what_depends_on_no_input_is_not_differentiated) {
  const std::string file = std::string(WENGERT_BINARY_DIR) + "/step_constant.txt";
  std::ofstream(file) << "x = 3\ny = x^2\nk = 2*3\n";
  require({"end\\n", {"y of ", "Step 2 of 2, backward"}}, file);
  const std::string sentence = "wengert: k is computed from no input";
  require(Case{"step --of k " + file, 2, {sentence}});
  require(Case{"graph --of k " + file + " -o k.dot", 2, {sentence}});
  require(Case{"explain " + file + " dy/dk", 2, {sentence}});
  require(Case{"why " + file + " dk/dx", 2, {sentence}});
}

BOOST_AUTO_TEST_CASE(prompt_and_emphasis_are_for_terminals_only) {
  if (in_repository("command -v script").status != 0) return;
  const Run typed = in_terminal("n\\nquit\\n", "");
  BOOST_TEST(contains_in_order(typed.output, {"'help' lists the rest", "step> "}));
  BOOST_TEST(typed.output.find("\x1b[") != std::string::npos);
  const Run plain = in_terminal("n\\nquit\\n", "NO_COLOR=1");
  BOOST_TEST(contains_in_order(plain.output, {"step> ", "Step 1 of"}));
  BOOST_TEST(plain.output.find("\x1b[") == std::string::npos);
  const Run piped = session("n\\nquit\\n", tutorial);
  BOOST_TEST(piped.output.find("step>") == std::string::npos);
  BOOST_TEST(piped.output.find("\x1b[") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
