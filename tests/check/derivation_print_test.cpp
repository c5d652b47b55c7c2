// SPDX-License-Identifier: MIT
// The reports as they are read: those of the examples are approved output.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include <autodiff/check/derivation_print.hpp>

#include "../support/approved.hpp"
#include "../support/checked.hpp"

namespace wengert::test {
namespace {

std::string example(const std::string& name) {
  std::ifstream in(WENGERT_SOURCE_DIR "/examples/derivations/" + name);
  BOOST_REQUIRE_MESSAGE(in, name << " could not be opened");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> examples() {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(WENGERT_SOURCE_DIR "/examples/derivations")) {
    const auto extension = entry.path().extension();
    if (extension == ".txt" || extension == ".py") names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

DerivationReport report_of_example(const std::string& name) {
  return check(read_derivation(example(name), name));
}

const char* const square = "x = 3\ny = x^2\ndy/dx = x\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(derivation_print)

BOOST_DATA_TEST_CASE(the_report_of_an_example_is_approved, examples()) {
  const DerivationReport report = report_of_example(sample);
  BOOST_TEST(is_approved("check/approved/" + sample + ".report", to_text(report)));
}

BOOST_AUTO_TEST_CASE(the_markdown_of_the_homework_is_approved) {
  BOOST_TEST(
      is_approved("check/approved/homework.md", to_markdown(report_of_example("homework.txt"))));
}

BOOST_AUTO_TEST_CASE(the_json_of_a_square_is_approved) {
  BOOST_TEST(is_approved("check/approved/square.json", to_json(checked(square))));
}

BOOST_AUTO_TEST_CASE(numbers_that_are_not_finite_are_strings_in_json) {
  DerivationReport report = checked(square);
  report.claims.front().hand = std::numeric_limits<double>::quiet_NaN();
  report.claims.front().truth = -std::numeric_limits<double>::infinity();
  const std::string json = to_json(report);
  BOOST_TEST(json.find("\"hand\": \"nan\"") != std::string::npos);
  BOOST_TEST(json.find("\"true\": \"-inf\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(colours_are_only_where_they_are_asked_for) {
  const DerivationReport report = checked(square);
  BOOST_TEST(to_text(report).find('\x1b') == std::string::npos);
  BOOST_TEST(to_text(report, {.color = true}).find("\x1b[31m") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_carets_stand_below_the_token) {
  const std::string text = to_text(checked("x = 3\nz = 2\ny = x*z\n  dy/dx = x\n"));
  BOOST_TEST(text.find("line 4: dy/dx = x\n"
                       "                ^\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_comparison_prints_both_lines) {
  const ComparisonReport report = compare(read_derivation("x = 1\ny = sin(x)\n", "1.txt"),
                                          read_derivation("x = 1\ny = cos(x)\n", "2.txt"));
  const std::string text = to_text(report);
  BOOST_TEST(text.find("they part at y") != std::string::npos);
  BOOST_TEST(text.find("1.txt:2: y = sin(x)") != std::string::npos);
  BOOST_TEST(text.find("2.txt:2: y = cos(x)") != std::string::npos);
  BOOST_TEST(to_markdown(report).find("y = cos(x)") != std::string::npos);
  BOOST_TEST(to_json(report).find("\"name\": \"y\"") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
