// SPDX-License-Identifier: MIT
// A derivation in a test: checked, and asked about one line.
#ifndef WENGERT_TESTS_SUPPORT_CHECKED_HPP
#define WENGERT_TESTS_SUPPORT_CHECKED_HPP

#include <algorithm>
#include <string>

#include <autodiff/check/derivation_check.hpp>
#include <autodiff/derivation/read.hpp>

namespace wengert::test {

inline DerivationReport checked(const std::string& text, const CheckOptions& options = {}) {
  return check(read_derivation(text, "test.txt"), options);
}

// The report of that name; one that says so itself where there is none.
inline ClaimReport report_of(const DerivationReport& report, const std::string& name) {
  for (const ClaimReport& claim : report.claims) {
    if (claim.name == name) return claim;
  }
  ClaimReport none;
  none.verdict = Verdict::unresolved;
  none.name = "no report of " + name;
  return none;
}

inline bool proposes(const ClaimReport& claim, const std::string& line) {
  return std::any_of(claim.repairs.begin(), claim.repairs.end(),
                     [&](const Repair& repair) { return repair.line == line; });
}

inline bool notes(const ClaimReport& claim, const std::string& part) {
  return std::any_of(claim.notes.begin(), claim.notes.end(),
                     [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

}  // namespace wengert::test

#endif
