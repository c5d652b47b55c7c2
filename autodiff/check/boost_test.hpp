// SPDX-License-Identifier: MIT
// The gradient check as an assertion of Boost.Test, whose message is the report:
//
//   BOOST_TEST(wengert::gradient_agrees(f, x, hand_gradient));
//   BOOST_TEST(wengert::gradient_agrees(f, x, hand_gradient, {.names = {"w", "b"}}));
//
// Arguments, errors and cost are those of gradcheck; it holds where GradientReport::ok() does. The
// one header of this library that needs Boost, and that only its user needs.
#ifndef WENGERT_AUTODIFF_CHECK_BOOST_TEST_HPP
#define WENGERT_AUTODIFF_CHECK_BOOST_TEST_HPP

#include <boost/test/tools/assertion_result.hpp>

#include "gradcheck.hpp"

namespace wengert {

namespace detail::checking {
inline boost::test_tools::assertion_result asserted(const GradientReport& report) {
  boost::test_tools::assertion_result result(report.ok());
  result.message() << report.text();
  return result;
}
}  // namespace detail::checking

template <class F>
boost::test_tools::assertion_result gradient_agrees(const F& f, std::span<const double> x,
                                                    const GradcheckOptions& options = {}) {
  return detail::checking::asserted(gradcheck(f, x, options));
}

template <class F, class H>
boost::test_tools::assertion_result gradient_agrees(const F& f, std::span<const double> x,
                                                    const H& hand,
                                                    const GradcheckOptions& options = {}) {
  return detail::checking::asserted(gradcheck(f, x, hand, options));
}

}  // namespace wengert

#endif
