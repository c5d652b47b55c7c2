// SPDX-License-Identifier: MIT
// How a number type runs an operation of the table. An ordinary number computes the row's value;
// Var also records it, Dual also applies the chain rule: each specialises Apply.
#ifndef WENGERT_AUTODIFF_DETAIL_APPLY_HPP
#define WENGERT_AUTODIFF_DETAIL_APPLY_HPP

#include <string_view>

#include "export.hpp"

namespace wengert::detail {

template <class T>
struct Apply {
  template <class R, class... Operands>
  static T run(const Operands&... operands) {
    return R::value(operands...);
  }
  // For rows with any number of operands; v has v[i] and v.size().
  template <class R, class V>
  static T run_nary(const V& v) {
    return R::template value<T>(v);
  }
};

// A sweep came to an operation whose slope the table does not have.
[[noreturn]] WENGERT_EXPORT void throw_no_slope(std::string_view operation);
// Complex step came to an operation that has no complex form.
[[noreturn]] WENGERT_EXPORT void throw_no_complex_form(std::string_view operation);

}  // namespace wengert::detail

#endif
