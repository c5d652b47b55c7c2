// SPDX-License-Identifier: MIT
// Programs as JSON: nothing is lost, and what is no program is refused with the place.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <autodiff/custom.hpp>
#include <autodiff/error.hpp>
#include <autodiff/program/save.hpp>

#include "../support/approved.hpp"
#include "../support/random_graph.hpp"
#include "../support/says.hpp"
#include "../support/within_ulps.hpp"

namespace wengert::test {
namespace {

Program line() {
  Tape tape;
  const Var x = tape.variable(2.0, "x"), w = tape.variable(0.5, "w");
  const Var inf = tape.constant(std::numeric_limits<double>::infinity(), "far");
  const Var y = x < inf ? w * x : x;
  return Program(tape, {.inputs = {x}, .parameters = {w}, .outputs = {{y, "y", Over::mean}}})
      .with_gradient("y");
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, from << " is not in " << text);
  return text.replace(at, from.size(), to);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(saved_programs)

BOOST_AUTO_TEST_CASE(a_file_is_readable) {
  BOOST_TEST(is_approved("program/approved/line.json", to_json(line())));
}

BOOST_AUTO_TEST_CASE(what_was_saved_comes_back_to_the_bit) {
  BOOST_TEST(to_json(program_from_json(to_json(line()))) == to_json(line()));
  for (std::size_t i = 0; i < 300; ++i) {
    const Graph graph = random_graph(graph_seed(i), {});
    const RecordedGraph recorded = record(graph);
    const Program value(
        recorded.tape,
        {.inputs = recorded.inputs, .parameters = {}, .outputs = {{recorded.output, "y"}}});
    const Program program = value.with_gradient("y", value.inputs());
    const Program again = program_from_json(to_json(program));
    const std::vector<double> at(graph.point().begin(), graph.point().end());
    const std::vector<double> none;
    const auto want = program.evaluate<double>(at, none);
    const auto got = again.evaluate<double>(at, none);
    BOOST_REQUIRE(got.size() == want.size());
    for (std::size_t k = 0; k < got.size(); ++k) BOOST_REQUIRE(within_ulps(got[k], want[k], 0));
    BOOST_REQUIRE(again.print() == program.print());
  }
}

BOOST_AUTO_TEST_CASE(a_damaged_file_is_refused_with_the_place) {
  const std::string good = to_json(line());
  struct Case {
    std::string text;
    std::vector<std::string> says;
  };
  const auto change = [&](const char* from, const char* to) { return replaced(good, from, to); };
  const Case cases[] = {
      {"", {"no JSON"}},
      {good.substr(0, good.size() / 2), {"no JSON"}},
      {"[]", {"at /", "an object"}},
      {"{}", {"at /", "'format'"}},
      {change("wengert program", "wengert model"), {"/format", "wengert program", "wengert model"}},
      {change("\"version\": 1", "\"version\": 2"), {"/version", "version 1 or an older one", "2"}},
      {change("\"version\": 1", "\"version\": \"1\""), {"/version", "a number"}},
      {change("\"parameter\"", "\"weight\""), {"/variables/1/role", "one of", "weight"}},
      {change("\"name\": \"w\"", "\"name\": \"x\""), {"two", "'x'"}},
      {change("\"name\": \"w\"", "\"name\": 7"), {"/variables/1/name", "a text", "7"}},
      {change("\"value\": 0.5", "\"value\": null"), {"/variables/1/value", "a number", "null"}},
      {change("\"value\": \"inf\"", "\"value\": \"infinite\""), {"/variables/2/value", "a number"}},
      {change("\"less\"", "\"lesser\""), {"/instructions/0/operation", "of the table", "lesser"}},
      {change("\"less\"", "\"variable\""), {"/instructions/0/operation", "variable"}},
      {change("\"less\"", "\"custom\""), {"/instructions/0/operation", "custom"}},
      {change("\"less\"", "\"sin\""), {"/instructions/0/operands", "1 operands"}},
      {change("\"less\"", "\"guard\""), {"/instructions/0", "'number'"}},
      {change("\"number\": 1.0", "\"number\": 0.5"), {"/instructions/1/number", "0 or 1"}},
      {change("\"operation\": \"less\"", "\"operation\": \"less\", \"part\": \"da\""),
       {"/instructions/0/part", "less has"}},
      {change("\"operation\": \"multiply\"", "\"operation\": \"multiply\", \"part\": \"dc\""),
       {"/part", "multiply has"}},
      {change("\"operation\": \"multiply\"", "\"operation\": \"multiply\", \"part\": \"dx\""),
       {"/part", "one of value, da"}},
      {change("\"at\": 5", "\"at\": 500"), {"/outputs/0/at", "below", "500"}},
      {change("\"at\": 5", "\"at\": -1"), {"/outputs/0/at", "-1"}},
      {change("\"at\": 5", "\"at\": 1e99"), {"/outputs/0/at", "1e+99"}},
      {change("\"mean\"", "\"median\""), {"/outputs/0/over", "each, sum, mean, share", "median"}},
      {change("\"dead_code\": true", "\"dead_code\": 1"), {"/passes/dead_code", "true or false"}},
      {change("\"dead_code\": true", "\"dead\": true"), {"/passes", "'dead_code'"}},
      {change("\"names\": []", "\"names\": [[0]]"), {"/names/0", "a number and a name"}},
      {change("\"names\": []", "\"names\": [[99, \"h\"]]"), {"/names/0/0", "99"}},
      {change("\"names\": []", "\"names\": {}"), {"/names", "a list"}},
      {change("\"instructions\": [", "\"instructions\": [[],"), {"/instructions/0", "an object"}},
      {change("\"instructions\": [",
              "\"instructions\": [{\"operation\": \"negate\", \"operands\": [3]},"),
       {"/instructions/0/operands/0", "below 3", "3"}},  // itself
      {change("\"instructions\": [",
              "\"instructions\": [{\"operation\": \"sum\", \"operands\": []},"),
       {"/instructions/0/operands", "at least 1"}},
  };
  for (const Case& c : cases) {
    BOOST_TEST_CONTEXT(c.text.substr(0, 60)) {
      BOOST_CHECK_EXCEPTION(program_from_json(c.text), Error,
                            [&](const Error& e) { return contains_in_order(e.what(), c.says); });
    }
  }
}

BOOST_AUTO_TEST_CASE(a_name_that_is_not_utf_8_is_refused_and_not_changed) {
  Tape tape;
  const Var x = tape.variable(2.0, "\xff");
  const Program program(tape, {.inputs = {x}, .parameters = {}, .outputs = {{x * x, "y"}}});
  BOOST_CHECK_EXCEPTION(to_json(program), Error, says("UTF-8"));
}

BOOST_AUTO_TEST_CASE(a_custom_operation_cannot_be_saved) {
  const Custom cube = custom(
      "cube", [](double x) { return x * x * x; }, [](double x, double) { return 3.0 * x * x; });
  Tape tape;
  const Var x = tape.variable(2.0, "x");
  const Program program(tape, {.inputs = {x}, .parameters = {}, .outputs = {{cube(x), "y"}}});
  BOOST_CHECK_EXCEPTION(to_json(program), Error, says("custom"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
