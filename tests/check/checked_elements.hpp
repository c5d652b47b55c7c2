// SPDX-License-Identifier: MIT
// The elements of a gradient check's report.
#ifndef WENGERT_TESTS_CHECK_CHECKED_ELEMENTS_HPP
#define WENGERT_TESTS_CHECK_CHECKED_ELEMENTS_HPP

#include <cstddef>
#include <vector>

#include <autodiff/check/gradcheck.hpp>

namespace wengert::test {

using Point = std::vector<double>;

inline ElementReport element(const GradientReport& report, std::size_t index) {
  for (const ElementReport& e : report.elements) {
    if (e.index == index) return e;
  }
  return {};
}

// The first element, checked at the given point alone.
template <class F, class... Hand>
ElementReport first(const F& f, const Point& x, const Hand&... hand) {
  return gradcheck(f, x, hand..., GradcheckOptions{.random_points = 0}).points[0].elements[0];
}

}  // namespace wengert::test

#endif
