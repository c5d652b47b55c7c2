// SPDX-License-Identifier: MIT
// What the pages show is what the programs print: a fenced block under `<!-- output of P -->`
// stands in the output of the program P line by line, one under `<!-- file F -->` is the file F.
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <autodiff/functional.hpp>

#include "../support/run.hpp"

namespace {

using wengert::test::Run;
using wengert::test::run;

const std::string source_dir = WENGERT_SOURCE_DIR;
const std::string binary_dir = WENGERT_BINARY_DIR;

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  BOOST_REQUIRE_MESSAGE(file.good(), "cannot read " << path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// What a program prints, asked once for all blocks that show a part of it.
const std::string& output_of(const std::string& program) {
  static std::map<std::string, std::string> outputs;
  const auto [at, fresh] = outputs.try_emplace(program);
  // In the repository, so that a page may name the files in it.
  if (fresh) at->second = run("cd '" + source_dir + "' && " + binary_dir + "/" + program).output;
  return at->second;
}

struct Block {
  std::string kind;    // "output of" or "file"
  std::string source;  // the program or the file
  std::string text;
};

// The fenced blocks of a page that a comment of the given kind announces.
std::vector<Block> blocks(const std::string& page, const std::string& kind) {
  const std::string text = read_file(source_dir + "/" + page);
  const std::string opening = "<!-- " + kind + " ";
  std::vector<Block> found;
  for (std::size_t at = 0; (at = text.find(opening, at)) != std::string::npos;) {
    const std::size_t name = at + opening.size();
    const std::size_t name_end = text.find(" -->", name);
    const std::size_t fence = text.find("```", name_end);
    const std::size_t begin = text.find('\n', fence) + 1;
    const std::size_t end = text.find("```", begin);
    found.push_back({kind, text.substr(name, name_end - name), text.substr(begin, end - begin)});
    at = end;
  }
  return found;
}

void outputs_are_printed(const std::string& page, std::size_t at_least) {
  const auto shown = blocks(page, "output of");
  BOOST_TEST(shown.size() >= at_least);
  for (const Block& block : shown) {
    const std::string& printed = output_of(block.source);
    BOOST_TEST(printed.find(block.text) != std::string::npos, page << " shows what " << block.source
                                                                   << " does not print:\n"
                                                                   << block.text);
  }
}

void files_are_shown_whole(const std::string& page) {
  const auto shown = blocks(page, "file");
  BOOST_REQUIRE(shown.size() == 1);
  const std::string file = read_file(source_dir + "/" + shown[0].source);
  BOOST_TEST(file.substr(file.find('\n') + 1) == shown[0].text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pages)

BOOST_AUTO_TEST_CASE(show_what_the_programs_print) {
  outputs_are_printed("README.md", 4);
  outputs_are_printed("examples/tutorial/README.md", 4);
  outputs_are_printed("docs/how_it_works.md", 1);
  outputs_are_printed("docs/checking_in_cpp.md", 3);
}

BOOST_AUTO_TEST_CASE(show_programs_whole) {
  files_are_shown_whole("README.md");
  files_are_shown_whole("docs/checking_in_cpp.md");
}

BOOST_AUTO_TEST_CASE(the_readmes_fragment_compiles_and_is_right) {
  const auto f = [](auto x) { return square(x[0] - x[1]) * x[2]; };
  const std::array<double, 3> at{1.5, 1.5, 2.0};
  const auto [value, slopes] = wengert::value_and_gradient(f, at);
  const wengert::Matrix h = wengert::hessian(f, at);
  BOOST_TEST(value == 0.0);
  BOOST_TEST(slopes == std::vector<double>(3, 0.0), boost::test_tools::per_element());
  const std::vector<double> exact{4, -4, 0, -4, 4, 0, 0, 0, 0};
  BOOST_TEST(h.entries == exact, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_operations_page_is_the_generated_one) {
  const std::string generated = run(binary_dir + "/docs/operations_page").output;
  BOOST_TEST(read_file(source_dir + "/docs/operations.md") == generated,
             "docs/operations.md is out of date: ./dev docs rewrites it");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(command_lines)

BOOST_AUTO_TEST_CASE(the_tutorial_refuses_unknown_arguments_with_its_usage) {
  const std::string tutorial = binary_dir + "/examples/tutorial/tutorial";
  for (const char* arguments :
       {" --evry 10", " --every", " --every 7", " --every 10 more", " --every 10x", " worked"}) {
    const Run refused = run(tutorial + arguments);
    BOOST_TEST(refused.status == 2);
    BOOST_TEST(refused.output.starts_with("usage: tutorial"));
  }
  BOOST_TEST(run(tutorial + " --help").status == 0);
}

BOOST_AUTO_TEST_CASE(the_tutorial_shows_the_loss_as_often_as_asked) {
  const Run often = run(binary_dir + "/examples/tutorial/tutorial --every 10");
  BOOST_TEST(often.status == 0);
  BOOST_TEST(often.output.find("Epoch 990 loss: 0.002\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(dev_refuses_unknown_commands_with_its_usage) {
  for (const char* arguments : {"", " tets", " test everything"}) {
    const Run refused = run(source_dir + "/dev" + arguments);
    BOOST_TEST(refused.status == 2);
    BOOST_TEST(refused.output.find("usage: ./dev") != std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()
