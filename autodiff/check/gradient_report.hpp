// SPDX-License-Identifier: MIT
// What a gradient check found: a verdict for every element, and what the check could not see.
//
//   const GradientReport report = gradcheck(f, x, hand_gradient);
//   if (!report.ok()) fmt::print("{}", report.text());
//   report.elements.front();                 // the worst one
#ifndef WENGERT_AUTODIFF_CHECK_GRADIENT_REPORT_HPP
#define WENGERT_AUTODIFF_CHECK_GRADIENT_REPORT_HPP

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "../detail/export.hpp"
#include "verdict.hpp"

namespace wengert {

// Why an element is unresolved.
enum class Doubt {
  none,
  noise,              // rounding in the function hides the derivative from difference quotients
  saturation,         // the derivative is smaller than what rounding leaves of it
  corner,             // one-sided difference quotients of a black box do not meet
  not_finite,         // the function or its derivative is NaN or infinite there
  not_deterministic,  // two runs did not give the same bits
};

// Who is outvoted.
enum class Party {
  none,
  hand,
  tape,      // the reverse sweep, or a derivative rule: the slope of a custom operation
  function,  // on doubles it is another function than the one recorded
  unclear,
};

// What one way of differentiating says.
struct Witness {
  double value = std::numeric_limits<double>::quiet_NaN();
  double error = 0.0;  // the value is within +- error; 0: exact up to a few roundings
  bool heard = false;  // false: not asked, or could not answer
};

// The derivatives from the left and from the right; infinite where the function jumps.
struct OneSided {
  double left;
  double right;
  bool claim_is_between;  // every number between them is a subgradient, where f is convex
};

// One element of the gradient at one point.
struct ElementReport {
  std::size_t index = 0;  // of the input
  std::string name;
  std::size_t point = 0;  // in GradientReport::points
  double at = 0.0;        // the value of the input

  std::optional<double> hand;
  Witness tape, complex_step, forward, differences;

  double claim = 0.0;      // what is checked: the hand's value; without one, the tape's
  double reference = 0.0;  // what it was compared with
  double error = 0.0;      // of the reference
  double ratio = 0.0;      // claim / reference; NaN where one of them is not finite
  double digits = 0.0;     // decimal digits in which both agree, 0 to 16

  Verdict verdict = Verdict::unresolved;
  Doubt doubt = Doubt::none;
  Party wrong = Party::none;
  std::optional<OneSided> one_sided;
  std::string why;  // in a sentence; empty where all agree
};

struct PointReport {
  std::vector<double> x;
  bool is_given = false;                // else drawn by the check
  double value = 0.0;                   // f(x)
  std::vector<ElementReport> elements;  // in the order of the inputs
  // The order in which f(x + t u) - f(x) - t g.u vanishes with t, along a random direction u, g
  // being the claim: 2 where it is the gradient, 1 where it is not. NaN where rounding hides it.
  double taylor_order = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::string> blind_spots;  // mistakes that this point cannot show
  std::vector<std::string> notes;        // who could not be heard and why
};

struct WENGERT_EXPORT GradientReport {
  // Nothing is wrong, and every element was resolved at one point at least. An element counts as
  // resolved where 0 is claimed and the function does not move by a bit, and at a kink where the
  // claim lies between the one-sided derivatives.
  bool ok() const;
  // The number of elements with that verdict.
  std::size_t count(Verdict verdict) const;
  // "8 of 9 elements agree, 1 disagree (w4)"
  std::string summary() const;
  // The whole report. Deterministic.
  std::string text() const;

  // One for every input, worst first. Of its reports at the points it is that of the given point
  // where something is wrong there, else the one where most is wrong; where nothing is wrong, the
  // first that was resolved.
  std::vector<ElementReport> elements;
  std::vector<PointReport> points;  // the given one first
  bool has_hand = false;
  bool deterministic = true;
  std::vector<std::string> problems;  // of the whole: each one makes ok() false
  std::vector<std::string> notes;
};

}  // namespace wengert

#endif
