// SPDX-License-Identifier: MIT
// Products and sums as somebody writes them.
#ifndef WENGERT_AUTODIFF_EXPLAIN_DETAIL_WRITTEN_HPP
#define WENGERT_AUTODIFF_EXPLAIN_DETAIL_WRITTEN_HPP

#include "../../source.hpp"

namespace wengert::detail {

inline bool is_number(const Source& x, double number) {
  return x.is_constant() && *x.value() == number;
}

// Without factors of 1 and terms of 0, numbers in front.
Source written_product(Sheet& sheet, const Source& slope, const Source& rest);
Source written_sum(const Source& a, const Source& b);
// a/b/b is a/b^2.
Source written_quotient(Sheet& sheet, const Source& above, const Source& below);

}  // namespace wengert::detail

#endif
