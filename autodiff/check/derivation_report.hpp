// SPDX-License-Identifier: MIT
// What came out of checking a derivation: one report for everything it claims, with the verdict,
// the numbers, and for what is wrong the factor and what probably should have stood there.
#ifndef WENGERT_AUTODIFF_CHECK_DERIVATION_REPORT_HPP
#define WENGERT_AUTODIFF_CHECK_DERIVATION_REPORT_HPP

#include <cstddef>
#include <string>
#include <vector>

#include "../derivation/derivation.hpp"
#include "verdict.hpp"

namespace wengert {

// What kind of statement a report is about.
enum class Subject {
  derivative,      // dL/dw1 = ...
  update,          // w1 -= rate * ...
  slope,           // f'(t) = ...
  printed_number,  // h1 ~ 0.0474
  definition,      // a line of the forward pass, reported only where most claims contradict it
};

// Both sides at one point.
struct Compared {
  bool at_own_numbers = false;  // the derivation's own; else a random point
  double hand = 0.0;
  double truth = 0.0;
  bool agrees = false;
  bool decided = true;  // false: not a number, or rounding hides the answer
};

// A change of one token (or one small piece) with which the line is right at every point.
struct Repair {
  Place place;              // of what changes
  std::string written;      // "x[0]"; empty where something is missing
  std::string wanted = {};  // "x[1]"; empty where something is too much
  std::string line;         // the whole line as it should be
  std::string why;          // "another index is meant"
  double cost = 0.0;        // how far from what was written: the smaller, the likelier
};

struct ClaimReport {
  Subject subject = Subject::derivative;
  Verdict verdict = Verdict::agree;
  Place place;
  std::string name;    // "dL/dw1", "f'(t)", "h1"
  std::string source;  // the line as it stands
  std::vector<Compared> points = {};
  // At points[shown]: the derivation's own numbers, or a random point where it has none or where
  // both sides happen to coincide at its own.
  std::size_t shown = 0;
  double hand = 0.0;
  double truth = 0.0;
  double ratio = 1.0;  // hand / truth
  double error = 0.0;  // hand - truth
  // The factor of the product, or the term of the sum, that is wrong, and what it should be.
  std::string factor = {};
  std::string wanted = {};
  std::vector<Repair> repairs = {};       // the likeliest first
  std::vector<Repair> elsewhere = {};     // of another line, where this one may be right instead
  std::vector<std::size_t> because = {};  // lines of what makes this one wrong
  // Where the derivation has branches, on whose own side alone the claim is right: "x > 2".
  std::string branch = {};
  std::vector<std::string> notes = {};
};

struct DerivationReport {
  std::string file;
  bool has_own_numbers = true;
  std::size_t random_points = 0;
  std::vector<ClaimReport> claims;  // in the order of the text
  std::vector<ReadingNote> notes;   // of the reader, and of the check as a whole
  bool out_of_budget = false;       // not every repair was tried

  // Whether anything was claimed: a line of the forward pass is no claim.
  bool has_claims() const {
    for (const ClaimReport& claim : claims) {
      if (claim.subject != Subject::definition) return true;
    }
    return false;
  }
  bool all_agree() const { return has_claims() && count(Verdict::agree) == claims.size(); }
  // 0 where all agree, 2 where nothing was claimed, so that an empty hand-in passes nowhere;
  // else 1.
  int exit_code() const { return !has_claims() ? 2 : all_agree() ? 0 : 1; }
  std::size_t count(Verdict verdict) const {
    std::size_t n = 0;
    for (const ClaimReport& claim : claims) n += claim.verdict == verdict ? 1 : 0;
    return n;
  }
};

}  // namespace wengert

#endif
