// SPDX-License-Identifier: MIT
// Mutants of a derivation: its text with one token wrong, as a pen slips. Made from the text alone,
// so that they know nothing of how the checker looks for repairs.
#ifndef WENGERT_TESTS_SUPPORT_DERIVATION_MUTANTS_HPP
#define WENGERT_TESTS_SUPPORT_DERIVATION_MUTANTS_HPP

#include <cstddef>
#include <string>
#include <vector>

#include <autodiff/check/derivation_report.hpp>

namespace wengert::test {

struct Mutant {
  std::size_t line;      // counted from 1
  std::string original;  // the line as it is right
  std::string mutated;
  std::string slip;  // "w1 -> w2"
  std::string text;  // the whole file, mutated
};

// Of every formula in the text: definitions and claims, but not what is only a number.
std::vector<Mutant> mutants_of(const std::string& text);

// Whether what the mutant says of derivatives differs from what is true of it: by forward mode and
// the evaluator, without the checker. False also where it cannot be read.
bool is_inconsistent(const std::string& text);
bool is_readable(const std::string& text);

// What the checker made of a mutant.
struct Found {
  bool detected = false;
  bool line_named = false;
  bool repair_named = false;
};
Found found_by_check(const Mutant& mutant);

}  // namespace wengert::test

#endif
