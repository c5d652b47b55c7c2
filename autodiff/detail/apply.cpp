// SPDX-License-Identifier: MIT
#include "apply.hpp"

#include <fmt/format.h>

#include "../error.hpp"
#include "../nary.hpp"

namespace wengert::detail {

void throw_no_slope(std::string_view operation) {
  throw Error(fmt::format("{} has no derivative in the table of operations", operation));
}

void throw_no_complex_form(std::string_view operation) {
  throw Error(
      fmt::format("{} has no complex form: complex step cannot pass through it", operation));
}

void throw_no_operands(std::string_view operation) {
  throw Error(fmt::format("{}: at least one operand was wanted, an empty range came", operation));
}

void throw_unequal_lengths(std::size_t weights, std::size_t inputs) {
  throw Error(
      fmt::format("dot: as many weights as inputs were wanted, {} weights and {} inputs came",
                  weights, inputs));
}

}  // namespace wengert::detail
