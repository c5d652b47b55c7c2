// SPDX-License-Identifier: MIT
// A sample of what `./dev bench-check` runs in full, and the promise about speed.
#include <fmt/format.h>
#include <boost/test/unit_test.hpp>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>

#include "../support/checked.hpp"
#include "../support/derivation_mutants.hpp"

namespace wengert::test {
namespace {

std::string example(const std::string& name) {
  std::ifstream in(WENGERT_SOURCE_DIR "/examples/derivations/" + name);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A chain of neurons with one claim each.
std::string long_derivation(std::size_t neurons) {
  std::string text = "f(t) = 1/(1 + exp(-t))\nf'(t) = f(t)*(1 - f(t))\nh0 = 0.5\n";
  for (std::size_t i = 1; i <= neurons; ++i) {
    text += fmt::format("w{} = {}\n", i, 0.2 + 0.001 * static_cast<double>(i % 700));
  }
  for (std::size_t i = 1; i <= neurons; ++i) {
    text += fmt::format("h{0} = f(w{0}*h{1} + 0.1) + 0.5*h{1}\n", i, i - 1);
  }
  text += fmt::format("L = (h{0} - 1)^2\ndL/dh{0} = 2*(h{0} - 1)\n", neurons);
  for (std::size_t i = neurons; i > 0; --i) {
    text += fmt::format("dL/dh{1} = dL/dh{0}*(w{0}*f'(w{0}*h{1} + 0.1) + 0.5)\n", i, i - 1);
  }
  return text;
}

double seconds_of_check(const std::string& text, DerivationReport& report) {
  const std::clock_t start = std::clock();
  report = checked(text);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr double patience = 1.0;
constexpr std::size_t many = 665, found = 100;
#else
constexpr double patience = 30.0;
constexpr std::size_t many = 100, found = 10;  // more take minutes
#endif

}  // namespace

BOOST_AUTO_TEST_SUITE(derivation_mutants)

BOOST_AUTO_TEST_CASE(mutants_are_detected_and_mostly_named) {
  std::size_t changing = 0, lines = 0, repairs = 0;
  for (const char* file : {"tutorial.txt", "shared_variable.txt"}) {
    const std::vector<Mutant> mutants = mutants_of(example(file));
    for (std::size_t k = 0; k < mutants.size(); k += 29) {
      if (!is_readable(mutants[k].text) || !is_inconsistent(mutants[k].text)) continue;
      const Found found = found_by_check(mutants[k]);
      BOOST_TEST_INFO(mutants[k].mutated);
      BOOST_TEST(found.detected);
      ++changing;
      lines += found.line_named ? 1u : 0u;
      repairs += found.repair_named ? 1u : 0u;
    }
  }
  BOOST_TEST(changing >= 20u);
  BOOST_TEST(lines >= changing * 98 / 100);
  BOOST_TEST(repairs >= changing * 90 / 100);
}

BOOST_AUTO_TEST_CASE(a_right_derivation_is_right_at_every_seed) {
  for (const char* file : {"tutorial.txt", "softmax.txt", "shared_variable.txt"}) {
    const Derivation derivation = read_derivation(example(file), file);
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
      BOOST_TEST_INFO(file << ", seed " << seed);
      BOOST_TEST(check(derivation, {.seed = seed}).all_agree());
    }
  }
}

BOOST_AUTO_TEST_CASE(two_thousand_lines_are_checked_in_two_seconds) {
  DerivationReport report;
  const double seconds = seconds_of_check(long_derivation(665), report);
  BOOST_TEST(report.all_agree());
  BOOST_TEST(seconds < 2.0 * patience);
}

BOOST_AUTO_TEST_CASE(many_wrong_lines_do_not_take_longer_than_their_budget) {
  std::string text = long_derivation(many);
  for (std::size_t at = text.find("*(w3"); at != std::string::npos; at = text.find("*(w3", at)) {
    text[at + 2] = 'h';
  }
  DerivationReport report;
  const double seconds = seconds_of_check(text, report);
  BOOST_TEST(report.count(Verdict::disagree) > found);
  BOOST_TEST(seconds < 4.0 * patience);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
