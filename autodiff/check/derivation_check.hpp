// SPDX-License-Identifier: MIT
// Checks a derivation: which of its claims are right, which factor of which line is wrong, and what
// it probably should have been.
//
//   const DerivationReport report = check(read_derivation(text, "homework.txt"));
//   report.all_agree();
//
// The truth is the adjoint: the definitions are recorded on a tape and swept in reverse. A claim is
// compared at the derivation's own numbers and at seven random points at which all inputs differ,
// so that what happens to coincide at the derivation's own point is found out. An input is a name
// without a value, or one defined by a number. Of a function with branches, as relu(x - 2), a claim
// is also right that is so on the side of every kink on which the derivation's own numbers are; its
// report says where.
//
// For a claim that is wrong, every change of one token is tried, at all points at once; all that
// make it right are named. Where the claims contradict one line of the forward pass, the same is
// tried on that line, and the claims are then judged against the repaired forward pass.
#ifndef WENGERT_AUTODIFF_CHECK_DERIVATION_CHECK_HPP
#define WENGERT_AUTODIFF_CHECK_DERIVATION_CHECK_HPP

#include <cstddef>
#include <cstdint>

#include "derivation_report.hpp"

namespace wengert {

struct CheckOptions {
  std::uint64_t seed = 1;  // of the random points
  // Two numbers agree within this, relative to the larger one, or where rounding can explain it.
  double tolerance = 1e-9;
  // Evaluations of one formula that may be spent on repairs in all: about 1 us each.
  std::size_t repair_budget = 400'000;
  std::size_t most_repairs = 8;  // named for one line
};

// Throws Error where a name in the derivation is used before it is defined, which what
// read_derivation gives never does. Cost: a recording, one reverse sweep for every name that is
// differentiated, and the budget.
WENGERT_EXPORT DerivationReport check(const Derivation& derivation,
                                      const CheckOptions& options = {});

}  // namespace wengert

#endif
