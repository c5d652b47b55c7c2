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

Dependence record_checked(Recording& tape, Operation operation, const Var* data, std::size_t count,
                          Index* rows, const Var& other) {
  Dependence depends;
  for (std::size_t i = 0; i < count; ++i) {
    const Operand& one = operand_of(data[i]);
    rows[i] = tape.row_of(one, operation, operand_of(other));
    depends.add(one.id);
  }
  return depends;
}

Dependence record_checked(Recording& tape, Operation, const double* data, std::size_t count,
                          Index* rows, const Var&) {
  for (std::size_t i = 0; i < count; ++i) rows[i] = tape.push_constant(data[i]).index();
  return {0, 0};
}

}  // namespace wengert::detail
