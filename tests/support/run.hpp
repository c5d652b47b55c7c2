// SPDX-License-Identifier: MIT
// A program run as a person runs it in a shell.
#ifndef WENGERT_TESTS_SUPPORT_RUN_HPP
#define WENGERT_TESTS_SUPPORT_RUN_HPP

#include <sys/wait.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <string>

namespace wengert::test {

struct Run {
  std::string output;  // of both streams
  int status;
};

inline Run run(const std::string& command) {
  Run result{};
  std::FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
  BOOST_REQUIRE(pipe != nullptr);
  std::array<char, 4096> chunk{};
  while (const std::size_t n = std::fread(chunk.data(), 1, chunk.size(), pipe)) {
    result.output.append(chunk.data(), n);
  }
  result.status = WEXITSTATUS(pclose(pipe));
  return result;
}

// The output of a command that must succeed.
inline std::string output_of(const std::string& command) {
  const Run result = run(command);
  BOOST_REQUIRE_MESSAGE(result.status == 0, command << '\n' << result.output);
  return result.output;
}

inline bool has_command(const std::string& name) { return run("command -v " + name).status == 0; }

}  // namespace wengert::test

#endif
