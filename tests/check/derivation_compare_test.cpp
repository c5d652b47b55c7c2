// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <string>

#include <autodiff/check/derivation_compare.hpp>
#include <autodiff/derivation/read.hpp>

namespace wengert::test {
namespace {

ComparisonReport compared(const std::string& first, const std::string& second) {
  return compare(read_derivation(first, "1.txt"), read_derivation(second, "2.txt"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(derivation_compare)

BOOST_AUTO_TEST_CASE(definitions_that_are_equal_by_value_agree_however_they_are_written) {
  const ComparisonReport report = compared("x = 1\ny = (x + 1)^2\n", "x = 2\ny = x^2 + 2*x + 1\n");
  BOOST_TEST(report.all_agree());
  BOOST_TEST(report.equal == std::vector<std::string>{"y"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_first_line_where_they_part_is_named) {
  const ComparisonReport report = compared("x = 1\nw = 2\nh = w*x\ny = sin(h)\nz = y^2\n",
                                           "x = 1\nw = 2\nh = w*x\n\ny = cos(h)\nz = y^2\n");
  BOOST_TEST(report.exit_code() == 1);
  BOOST_REQUIRE(report.parting.has_value());
  BOOST_TEST(report.parting->name == "y");
  BOOST_TEST(report.parting->place_1.line == 4u);
  BOOST_TEST(report.parting->place_2.line == 5u);
  BOOST_TEST(report.parting->line_2 == "y = cos(h)");
  BOOST_TEST(report.later == std::vector<std::string>{"z"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(names_of_one_side_only_are_listed) {
  const ComparisonReport report = compared("x = 1\na = x^2\ny = a\n", "x = 1\nb = x*x\ny = b\n");
  BOOST_TEST(report.all_agree());
  BOOST_TEST(report.only_in_1 == std::vector<std::string>{"a"}, boost::test_tools::per_element());
  BOOST_TEST(report.only_in_2 == std::vector<std::string>{"b"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nothing_in_common_is_no_agreement) {
  BOOST_TEST(!compared("x = 1\ny = x^2\n", "a = 1\nb = a^2\n").all_agree());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
