// SPDX-License-Identifier: MIT
// The derivations that come with the project can all be read, and are what they are said to be.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include <autodiff/derivation/evaluate.hpp>
#include <autodiff/derivation/read.hpp>
#include <autodiff/derivation/recorded.hpp>

namespace wengert::test {
namespace {

const std::filesystem::path folder = WENGERT_SOURCE_DIR "/examples/derivations";

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Derivation read(const std::string& name) { return read_derivation(text_of(folder / name), name); }

// Numbers for inputs that have none of their own.
std::map<std::string, double> some_values(const Derivation& d) {
  std::map<std::string, double> result;
  double next = 0.3;
  for (const Input& input : inputs_of(d)) {
    if (!input.number) result[input.name] = next = 1.0 - 1.6 * next * next;
  }
  return result;
}

// The lines whose claims the tape contradicts.
std::string wrong_lines(const Derivation& d) {
  const auto values = some_values(d);
  const RecordedDerivation recorded(d, values);
  const Evaluator evaluator(d);
  auto slots = evaluator.values<double>();
  for (const auto& [name, value] : values) slots[evaluator.slot(name)] = value;
  evaluator.run(slots);
  std::string result;
  for (const Statement& s : d.statements) {
    const auto* claim = std::get_if<Claim>(&s.content);
    if (claim == nullptr) continue;
    const double claimed = evaluator.value(evaluator.compile(claim->value), slots);
    const double truth = recorded.tape().gradient(recorded[claim->of])[recorded[claim->by]];
    if (!(std::abs(claimed - truth) <= 1e-12 * std::abs(truth))) {
      result += std::to_string(s.place.line) + " ";
    }
  }
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(examples)

BOOST_AUTO_TEST_CASE(every_one_can_be_read) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string ending = entry.path().extension().string();
    if (ending != ".txt" && ending != ".py") continue;
    BOOST_TEST_CONTEXT(entry.path()) {
      const Derivation d = read(entry.path().filename().string());
      BOOST_TEST(d.statements.size() > 3u);
      BOOST_CHECK_NO_THROW(RecordedDerivation(d, some_values(d)));
    }
    ++count;
  }
  BOOST_TEST(count >= 6);
}

BOOST_AUTO_TEST_CASE(the_correct_ones_are_correct) {
  for (const char* name : {"tutorial.txt", "tutorial.py", "softmax.txt", "shared_variable.txt"}) {
    BOOST_TEST(wrong_lines(read(name)) == "", name);
  }
}

BOOST_AUTO_TEST_CASE(the_found_program_differs_from_the_correct_one_in_three_lines) {
  std::ifstream seed(folder / "seed.py");
  std::ifstream correct(folder / "tutorial.py");
  std::string a;
  std::string b;
  std::string differing;
  for (int line = 1; std::getline(seed, a) && std::getline(correct, b); ++line) {
    if (a != b && line > 2) differing += std::to_string(line) + " ";
  }
  BOOST_TEST(differing == "58 80 99 102 ");
}

BOOST_AUTO_TEST_CASE(the_tutorial_prints_what_it_computes) {
  const Derivation d = read("tutorial.txt");
  const Evaluator evaluator(d);
  auto values = evaluator.values<double>();
  evaluator.run(values);
  const auto value = [&](const char* name) { return values[evaluator.slot(name)]; };
  BOOST_TEST(value("h1") == 0.0474, boost::test_tools::tolerance(1e-3));
  BOOST_TEST(value("o1") == 0.524, boost::test_tools::tolerance(1e-3));
  BOOST_TEST(value("dL/dy_pred") == -0.952, boost::test_tools::tolerance(1e-3));
  BOOST_TEST(value("dL/dw1") == 0.0214, boost::test_tools::tolerance(4e-3));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
