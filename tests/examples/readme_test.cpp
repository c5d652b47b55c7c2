// SPDX-License-Identifier: MIT
// What the pages show is what the programs print: a fenced block under `<!-- output of P -->`
// stands in the output of the program P, one under `<!-- output of the commands above -->` in that
// of the last block in `sh`, one under `<!-- lines of F -->` in the file F, and one under
// `<!-- file F -->` is the file F.
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

// What commands print in the repository, so that a page may name the files in it; asked once for
// all blocks that show a part of it.
const std::string& output_of(const std::string& commands) {
  static std::map<std::string, std::string> outputs;
  const auto [at, fresh] = outputs.try_emplace(commands);
  if (fresh) {
    at->second = run("cd '" + source_dir + "' && PATH='" + binary_dir + "':\"$PATH\" && { " +
                     commands + "\n}")
                     .output;
  }
  return at->second;
}

struct Block {
  std::string source;  // what the comment names: the program, the file
  std::string text;
  std::string commands;  // the last block in sh above it
};

// The text between the fences at or behind `from`.
std::string fenced(const std::string& page, std::size_t from) {
  const std::size_t begin = page.find('\n', page.find("```", from)) + 1;
  return page.substr(begin, page.find("```", begin) - begin);
}

// The fenced blocks of a page that a comment of the given kind announces: "output of", "file".
std::vector<Block> blocks(const std::string& page, const std::string& kind) {
  const std::string text = read_file(source_dir + "/" + page);
  const std::string opening = "<!-- " + kind + " ";
  std::vector<Block> found;
  for (std::size_t at = 0; (at = text.find(opening, at)) != std::string::npos;) {
    const std::size_t name = at + opening.size();
    const std::size_t name_end = text.find(" -->", name);
    const std::size_t commands = text.rfind("```sh\n", at);
    found.push_back({text.substr(name, name_end - name), fenced(text, name_end),
                     commands == std::string::npos ? "" : fenced(text, commands)});
    at = name_end;
  }
  return found;
}

// The programs of the examples are named by their paths in the build.
std::string commands_of(const Block& block) {
  if (block.source == "the commands above") return block.commands;
  const bool is_installed = block.source.starts_with("wengert ");
  return is_installed ? block.source : "'" + binary_dir + "/" + block.source + "'";
}

void outputs_are_printed(const std::string& page, std::size_t at_least) {
  const auto shown = blocks(page, "output of");
  BOOST_TEST(shown.size() >= at_least);
  for (const Block& block : shown) {
    const std::string& printed = output_of(commands_of(block));
    BOOST_TEST(printed.find(block.text) != std::string::npos,
               page << " shows what " << commands_of(block) << " does not print:\n"
                    << block.text << "It prints:\n"
                    << printed);
  }
}

void lines_stand_in_their_files(const std::string& page, std::size_t at_least) {
  const auto shown = blocks(page, "lines of");
  BOOST_TEST(shown.size() >= at_least);
  for (const Block& block : shown) {
    const std::string file = read_file(source_dir + "/" + block.source);
    BOOST_TEST(file.find(block.text) != std::string::npos, page << " shows what does not stand in "
                                                                << block.source << ":\n"
                                                                << block.text);
  }
}

void files_are_shown_whole(const std::string& page) {
  const auto shown = blocks(page, "file");
  BOOST_REQUIRE(shown.size() == 1);
  std::string file = read_file(source_dir + "/" + shown[0].source);
  if (file.find("SPDX") < file.find('\n')) file.erase(0, file.find('\n') + 1);
  BOOST_TEST(file == shown[0].text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pages)

BOOST_AUTO_TEST_CASE(show_what_the_programs_print) {
  outputs_are_printed("README.md", 4);
  outputs_are_printed("examples/tutorial/README.md", 6);
  outputs_are_printed("docs/how_it_works.md", 1);
  outputs_are_printed("docs/checking_in_cpp.md", 3);
  outputs_are_printed("docs/checking_a_derivation.md", 5);
  outputs_are_printed("docs/verdicts.md", 10);
  outputs_are_printed("docs/programs.md", 8);
}

BOOST_AUTO_TEST_CASE(show_lines_that_stand_in_the_files) {
  lines_stand_in_their_files("docs/checking_a_derivation.md", 1);
  lines_stand_in_their_files("docs/verdicts.md", 7);
}

BOOST_AUTO_TEST_CASE(show_programs_whole) {
  files_are_shown_whole("README.md");
  files_are_shown_whole("docs/checking_in_cpp.md");
  files_are_shown_whole("docs/checking_a_derivation.md");
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

BOOST_AUTO_TEST_CASE(the_tutorial_ends_with_the_report_of_the_copied_program) {
  const std::string demo = run(binary_dir + "/examples/tutorial/tutorial").output;
  const std::string report = output_of("wengert check examples/derivations/seed.py");
  BOOST_TEST(report.find("line 58") != std::string::npos);
  BOOST_TEST(report.find("line 80") != std::string::npos);
  BOOST_TEST(demo.ends_with(report), "the tutorial ends otherwise than with:\n" << report);
}

BOOST_AUTO_TEST_CASE(dev_refuses_unknown_commands_with_its_usage) {
  for (const char* arguments : {"", " tets", " test everything"}) {
    const Run refused = run(source_dir + "/dev" + arguments);
    BOOST_TEST(refused.status == 2);
    BOOST_TEST(refused.output.find("usage: ./dev") != std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()
