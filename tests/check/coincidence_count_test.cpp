// SPDX-License-Identifier: MIT
// How many mistakes coincide with the truth at a point where all weights are 1: the figures of
// docs/verdicts.md.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <string>

#include "../support/checked.hpp"
#include "../support/derivation_mutants.hpp"

namespace wengert::test {
namespace {

std::string tutorial() {
  std::ifstream in(WENGERT_SOURCE_DIR "/examples/derivations/tutorial.txt");
  return {std::istreambuf_iterator<char>(in), {}};
}

bool is_derivative(const ClaimReport& claim) { return claim.subject == Subject::derivative; }

bool is_claim_in_line(const DerivationReport& report, std::size_t line) {
  return std::ranges::any_of(report.claims, [&](const ClaimReport& claim) {
    return is_derivative(claim) && claim.place.line == line;
  });
}

// Whether any derivative differs from the truth at one of the points of that kind.
bool is_seen(const DerivationReport& report, bool at_own_numbers) {
  return std::ranges::any_of(report.claims, [&](const ClaimReport& claim) {
    return is_derivative(claim) && std::ranges::any_of(claim.points, [&](const Compared& point) {
             return point.at_own_numbers == at_own_numbers && !point.agrees;
           });
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(coincidences)

BOOST_AUTO_TEST_CASE(weights_of_1_hide_171_of_572_mistakes_and_random_points_hide_none) {
  std::size_t mistakes = 0, seen_at_ones = 0, seen_at_random = 0;
  for (const Mutant& mutant : mutants_of(tutorial())) {
    if (!is_readable(mutant.text) || !is_inconsistent(mutant.text)) continue;
    const DerivationReport report = checked(mutant.text, {.repair_budget = 0});
    if (!is_claim_in_line(report, mutant.line)) continue;
    ++mistakes;
    seen_at_ones += is_seen(report, true) ? 1u : 0u;
    seen_at_random += is_seen(report, false) ? 1u : 0u;
  }
  BOOST_TEST(mistakes == 572u);
  BOOST_TEST(mistakes - seen_at_ones == 171u);
  BOOST_TEST(seen_at_random == mistakes);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
