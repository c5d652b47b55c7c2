// SPDX-License-Identifier: MIT
// Output that somebody has read and approved: a test compares with the file, line by line.
//
//   BOOST_TEST(is_approved("check/approved/tutorial.txt", to_text(report)));
//
// With WENGERT_APPROVE set in the environment the file is written instead; then read the diff.
#ifndef WENGERT_TESTS_SUPPORT_APPROVED_HPP
#define WENGERT_TESTS_SUPPORT_APPROVED_HPP

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace wengert::test {

// The first line in which two texts differ, with both sides; empty where they are equal.
inline std::string first_difference(const std::string& approved, const std::string& came) {
  std::istringstream a(approved);
  std::istringstream b(came);
  std::string line_a, line_b;
  for (std::size_t line = 1;; ++line) {
    const bool has_a = static_cast<bool>(std::getline(a, line_a));
    const bool has_b = static_cast<bool>(std::getline(b, line_b));
    if (!has_a && !has_b) return {};
    if (has_a && has_b && line_a == line_b) continue;
    std::ostringstream text;
    text << "line " << line << "\n  approved: " << (has_a ? line_a : "(ends)")
         << "\n  came:     " << (has_b ? line_b : "(ends)");
    return text.str();
  }
}

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// `path` is below tests/. WENGERT_SOURCE_DIR is the root of the sources.
inline boost::test_tools::predicate_result is_approved(const std::string& path,
                                                       const std::string& came) {
  const std::string file = std::string(WENGERT_SOURCE_DIR "/tests/") + path;
  if (std::getenv("WENGERT_APPROVE") != nullptr) {
    std::ofstream(file, std::ios::binary) << came;
    return true;
  }
  std::ifstream in(file, std::ios::binary);
  boost::test_tools::predicate_result result(static_cast<bool>(in));
  if (!in) {
    result.message() << file << " is missing; came:\n" << came;
    return result;
  }
  const std::string approved(std::istreambuf_iterator<char>(in), {});
  result = boost::test_tools::predicate_result(approved == came);
  if (approved != came) result.message() << file << ", " << first_difference(approved, came);
  return result;
}

}  // namespace wengert::test

#endif
