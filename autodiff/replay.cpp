// SPDX-License-Identifier: MIT
#include "replay.hpp"

#include <fmt/format.h>

#include "detail/spelling.hpp"
#include "error.hpp"

namespace wengert::detail {

namespace {

// A comparison as it was written, and with its numbers: "'a' < 'b' (1 < 2)".
std::string comparison(const Recording& recording, Index mask) {
  const bool negated = recording.row(mask).operation() == Operation::Not;
  const Row& row = recording.row(negated ? recording.row(mask).a : mask);
  return fmt::format("{} {sign} {} ({} {sign} {})", recording.shown(row.a), recording.shown(row.b),
                     recording.row(row.a).value, recording.row(row.b).value,
                     fmt::arg("sign", comparison_sign(row.operation(), negated)));
}

}  // namespace

void throw_branch(const Recording& recording, Index guard) {
  const Row& row = recording.row(guard);
  const bool held = row.value == 1.0;
  throw BranchError(
      fmt::format("replay: the recording took a branch on {} being {}; at this point "
                  "it is {}. Record again here, or write the branch as select(...)",
                  comparison(recording, row.a), held, !held));
}

void require_one_value_per_input(std::size_t inputs, std::size_t values) {
  if (inputs != values) {
    throw Error(fmt::format("replay: one value per input was wanted, {} inputs and {} values came",
                            inputs, values));
  }
}

void throw_given_twice(const Recording& recording, Index input) {
  throw Error(fmt::format("replay: {} is given twice", recording.shown(input)));
}

Index require_replayed(const Recording& recording, const Var& v, const Replayed& replayed) {
  const Index row = recording.find(operand_of(v), "replay");
  if (row >= replayed.rows || recording_number(operand_of(v).stamp()) > replayed.number) {
    throw Error(
        fmt::format("replay: {} was recorded after this replay was made", recording.shown(row)));
  }
  return row;
}

Index require_varying(const Recording& recording, const Var& v, const Replayed& replayed) {
  const Index row = require_replayed(recording, v, replayed);
  if (operand_of(v).active() != 0) return row;
  throw Error(
      fmt::format("replay: {} depends on no variable, and partials of constants are not "
                  "computed; record it with tape.variable(...)",
                  recording.shown(row)));
}

}  // namespace wengert::detail
