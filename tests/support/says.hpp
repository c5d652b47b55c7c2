// SPDX-License-Identifier: MIT
// What the message of an exception must contain, in this order:
//
//   BOOST_CHECK_EXCEPTION(x + y, Error, says("add", "'x'", "stale", "'y'"));
#ifndef WENGERT_TESTS_SUPPORT_SAYS_HPP
#define WENGERT_TESTS_SUPPORT_SAYS_HPP

#include <boost/test/unit_test.hpp>
#include <exception>
#include <string>
#include <vector>

namespace wengert::test {

inline bool contains_in_order(const std::string& text, const std::vector<std::string>& parts) {
  std::size_t from = 0;
  for (const std::string& part : parts) {
    const std::size_t at = text.find(part, from);
    BOOST_CHECK_MESSAGE(at != std::string::npos,
                        "'" << part << "' is missing, or misplaced, in: " << text);
    if (at == std::string::npos) return false;
    from = at + part.size();
  }
  return true;
}

template <class... Parts>
auto says(const Parts&... parts) {
  return [wanted = std::vector<std::string>{parts...}](const std::exception& e) {
    return contains_in_order(e.what(), wanted);
  };
}

}  // namespace wengert::test

#endif
