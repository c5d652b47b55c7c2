// SPDX-License-Identifier: MIT
// The command-line program as a person runs it, in the repository.
#ifndef WENGERT_TESTS_TOOLS_PROGRAM_HPP
#define WENGERT_TESTS_TOOLS_PROGRAM_HPP

#include <string>
#include <vector>

#include "../support/run.hpp"
#include "../support/says.hpp"

namespace wengert::test {

inline const std::string derivations = "examples/derivations/";
inline const std::string wengert_program = "'" WENGERT_BINARY_DIR "/wengert' ";

inline Run in_repository(const std::string& command) {
  return run("cd '" WENGERT_SOURCE_DIR "' && " + command);
}

inline Run wengert(const std::string& arguments) {
  return in_repository(wengert_program + arguments);
}

struct Case {
  std::string arguments;
  int status;
  std::vector<std::string> says;  // in this order
};

inline void require(const Case& c) {
  BOOST_TEST_CONTEXT("wengert " << c.arguments) {
    const Run came = wengert(c.arguments);
    BOOST_TEST(came.status == c.status);
    BOOST_TEST(contains_in_order(came.output, c.says));
  }
}

}  // namespace wengert::test

#endif
