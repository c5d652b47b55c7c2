// SPDX-License-Identifier: MIT
// docs/explaining.md shows what is printed: each block that a comment announces is a part of the
// approved output of that name, below tests/.
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "../support/approved.hpp"

namespace wengert::test {

BOOST_AUTO_TEST_SUITE(page)

BOOST_AUTO_TEST_CASE(the_page_on_explaining_shows_approved_outputs) {
  const std::filesystem::path here = std::filesystem::path(__FILE__).parent_path();
  const std::string page = read_file((here / "../../docs/explaining.md").string());
  const std::string opening = "<!-- approved ";
  std::size_t blocks = 0;
  for (std::size_t at = 0; (at = page.find(opening, at)) != std::string::npos; ++blocks) {
    const std::size_t name = at + opening.size();
    const std::size_t name_end = page.find(" -->", name);
    const std::size_t begin = page.find('\n', page.find("```", name_end)) + 1;
    const std::size_t end = page.find("```", begin);
    const std::string file = page.substr(name, name_end - name);
    const std::string approved = read_file((here / ".." / file).string());
    const std::string shown = page.substr(begin, end - begin);
    BOOST_TEST(approved.find(shown) != std::string::npos, file << " does not have:\n" << shown);
    at = end;
  }
  BOOST_TEST(blocks == 6);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
