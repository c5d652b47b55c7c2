// SPDX-License-Identifier: MIT
#include "replay.hpp"

#include <fmt/format.h>

#include "error.hpp"

namespace wengert::detail {

void throw_branch(const Recording& recording, Index guard) {
  const Row& row = recording.row(guard);
  Index scratch[2];
  std::string compared;
  for (const Index i : recording.operands(recording.row(row.a), scratch)) {
    if (!compared.empty()) compared += ", ";
    compared += fmt::format("{} = {}", recording.shown(i), recording.row(i).value);
  }
  throw BranchError(fmt::format(
      "replay: the recording took the branch where {}({}) is {}; at this point it is {}. Record "
      "again here, or write the branch as select(...)",
      recording.operation_name(row.a), compared, row.value == 1.0, row.value != 1.0));
}

void require_one_value_per_input(std::size_t inputs, std::size_t values) {
  if (inputs != values) {
    throw Error(fmt::format("replay: one value per input was wanted, {} inputs and {} values came",
                            inputs, values));
  }
}

Index require_replayed(const Recording& recording, const Var& v, std::size_t rows) {
  const Index row = recording.find(operand_of(v), "replay");
  if (row >= rows) {
    throw Error(fmt::format("replay: {} was recorded after this replay was made",
                            recording.shown(row)));
  }
  return row;
}

}  // namespace wengert::detail
