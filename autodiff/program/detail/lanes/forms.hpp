// SPDX-License-Identifier: MIT
// Which rows have a vector form.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_LANES_FORMS_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_LANES_FORMS_HPP

#include "../listing.hpp"

namespace wengert::detail {

// The others call functions that Highway's library has not, or not exactly enough.
constexpr bool has_vector_form(Operation operation, Part part) {
  switch (operation) {
    case Operation::Cbrt:
    case Operation::Tan:
    case Operation::Erf:
    case Operation::Erfc:
    case Operation::Fmod:
    case Operation::Atan2:
      return part != Part::value;
    case Operation::Pow:
    case Operation::LogGamma:
    case Operation::Digamma:
    case Operation::Trigamma:
    case Operation::Gelu:
      return false;
    default:
      return true;
  }
}

}  // namespace wengert::detail

#endif
