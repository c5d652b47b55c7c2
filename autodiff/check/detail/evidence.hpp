// SPDX-License-Identifier: MIT
// What every witness says about the gradient at one point.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_EVIDENCE_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_EVIDENCE_HPP

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "differences.hpp"
#include "subject.hpp"

namespace wengert::detail::checking {

struct Recorded {
  Tape tape;
  std::vector<Var> inputs;
  Var output;
  double value = 0.0;
  std::vector<double> gradient;
};

// Names may be empty. Throws what f throws.
Recorded record(const Subject& f, std::span<const double> x, std::span<const std::string> names);

// The gradient by a recording; empty where f throws.
std::vector<double> tape_gradient(const Subject& f, std::span<const double> x);

struct Evidence {
  std::vector<double> x;
  double value = 0.0;
  double noise = 0.0;                // of the value
  std::optional<Recorded> recorded;  // none of a black box
  std::vector<double> complex_step;  // empty where not heard
  std::vector<double> forward;
  std::vector<Estimate> differences;
  std::vector<double> hand;  // empty where there is none
  std::vector<std::string> notes;
};

// Asks all of them. Throws what f and hand throw at x, and Error where the hand gradient has
// another length than x.
Evidence gather(const Subject& f, const Hand* hand, std::span<const double> x,
                std::span<const std::string> names);

// Whether f, its recording and the hand gradient give the same bits when they run again: a sentence
// for each that does not.
std::vector<std::string> differing_runs(const Subject& f, const Hand* hand, const Evidence& first,
                                        std::span<const std::string> names);

}  // namespace wengert::detail::checking

#endif
