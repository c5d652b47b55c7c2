// SPDX-License-Identifier: MIT
// The fuzzer's corpus, replayed without a fuzzer.
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace wengert::test {

BOOST_AUTO_TEST_SUITE(fuzz)

BOOST_AUTO_TEST_CASE(the_corpus_harms_nothing) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(WENGERT_CORPUS)) {
    BOOST_TEST_CONTEXT(entry.path()) {
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      const std::basic_string<std::uint8_t> data(bytes.begin(), bytes.end());
      BOOST_TEST(LLVMFuzzerTestOneInput(data.data(), data.size()) == 0);
    }
    ++count;
  }
  BOOST_TEST(count > 30);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
