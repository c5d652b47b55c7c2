// SPDX-License-Identifier: MIT
// gradcheck: is this the gradient of that function?
//
//   using wengert::sigmoid, wengert::square;         // those for double
//   const auto f = [](auto w) { return square(1.0 - sigmoid(w[0] * 3.0 + w[1])); };
//   const auto hand = [](std::span<const double> w) { return std::vector{..., ...}; };
//   const GradientReport report = gradcheck(f, w, hand, {.names = {"w", "b"}});
//
// f is called with a std::span<const T> and returns one T, as in functional.hpp: for generic
// callables T is double, Var and Dual<double>. A callable of std::span<const double> alone is a
// black box, of which only differences can be taken. `hand` is a callable of std::span<const
// double> that returns the gradient as a range of numbers, or that range itself; then only x is
// probed, and the report says so. Without `hand` it is the tape that is checked.
//
// Who is asked, each able to fail where the others do not:
//   the tape's reverse sweep;
//   complex step, a replay of the recording that uses no derivative rule (Squire and Trapp, SIAM
//     Review 40, 1998); some operations have no complex form, and the report says so;
//   forward mode, which shares the rules but not the sweep;
//   central differences extrapolated to step 0 (Ridders, Advances in Engineering Software 4, 1982)
//     with an error estimate, of f on doubles: they can only accuse where their error bar allows.
// The report says who is outvoted. Kinks are found from the recording, where it ran at a hard point
// or compared equal numbers; there the one-sided derivatives are given instead.
//
// Whether a hand value that is too small or too large is a mistake, or is what rounding left of a
// saturated factor such as f (1 - f), is settled in the neighbourhood: a mistake is smooth there.
//
// The random points lie around x (their signs kept in two of three), at x/4 and at x/16, so that
// values that coincide at x do not, and units that are saturated at x are not. What the check saw
// depends on the seed and on nothing else.
//
// Throws Error where x is empty, where names or hand values are not one per input, where a
// tolerance is not positive, and where f or `hand` throws at x. A NaN is a verdict. Cost for n
// inputs: about 60 n evaluations of f for each point.
#ifndef WENGERT_AUTODIFF_CHECK_GRADCHECK_HPP
#define WENGERT_AUTODIFF_CHECK_GRADCHECK_HPP

#include <cstdint>

#include "detail/subject.hpp"
#include "gradient_report.hpp"

namespace wengert {

struct GradcheckOptions {
  std::vector<std::string> names = {};  // of the inputs; empty: x[0], x[1], ...
  std::uint64_t seed = 1;
  std::size_t random_points = 3;       // beside x, where `hand` can be called there
  double relative_tolerance = 1e-10;   // between exact derivatives; relative to the greater
  double difference_tolerance = 1e-7;  // on top of the error bar of difference quotients
};

namespace detail::checking {
WENGERT_EXPORT GradientReport check_gradient(const Subject& f, const Hand* hand,
                                             std::span<const double> x,
                                             const GradcheckOptions& options);
}  // namespace detail::checking

// The tape against the others.
template <class F>
GradientReport gradcheck(const F& f, std::span<const double> x,
                         const GradcheckOptions& options = {}) {
  static_assert(detail::checking::is_generic<F>,
                "a callable of doubles alone has no tape to check: give a hand gradient, "
                "gradcheck(f, x, hand)");
  return detail::checking::check_gradient(detail::checking::SubjectOf<F>(f), nullptr, x, options);
}

// A hand gradient against all of them.
template <class F, class H>
GradientReport gradcheck(const F& f, std::span<const double> x, const H& hand,
                         const GradcheckOptions& options = {}) {
  const detail::checking::HandOf<H> claimed(hand);
  return detail::checking::check_gradient(detail::checking::SubjectOf<F>(f), &claimed, x, options);
}

}  // namespace wengert

#endif
