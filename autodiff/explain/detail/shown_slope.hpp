// SPDX-License-Identifier: MIT
// The derivative of a row as a textbook writes it, from the row's fact `shown_slope`.
#ifndef WENGERT_AUTODIFF_EXPLAIN_DETAIL_SHOWN_SLOPE_HPP
#define WENGERT_AUTODIFF_EXPLAIN_DETAIL_SHOWN_SLOPE_HPP

#include <cstddef>
#include <span>
#include <string_view>

#include "../../source.hpp"

namespace wengert::detail {

struct SlopeOperands {
  std::span<const Source> operands;
  Source result;
};

// The partial by operand k. Activations are primed, sigmoid'(a); of the others the fact is read,
// with the operands put in for their letters.
Source shown_slope(Sheet& sheet, Operation operation, std::size_t k, const SlopeOperands& v);

// The fact itself, where the operation has one operand: for the legend below a derivation.
Source written_out_slope(Sheet& sheet, Operation operation, const Source& a, const Source& y);

}  // namespace wengert::detail

#endif
