// SPDX-License-Identifier: MIT
#include "local_partials.hpp"

#include <fmt/format.h>

#include "../../error.hpp"

namespace wengert::detail {

Index varying_row(const Recording& recording, const Var& v, std::string_view query) {
  const Index row = recording.find(operand_of(v), query);
  if (operand_of(v).active() != 0) return row;
  throw Error(
      fmt::format("{}: {} depends on no variable, and there are no derivatives of it or by "
                  "it; record it with tape.variable(...)",
                  query, recording.shown(row)));
}

std::vector<double> adjoints_of(const Recording& recording, Index y) {
  std::vector<double> adjoints(std::size_t{y} + 1, 0.0);
  adjoints[y] = 1.0;
  const RecordedValues values{recording.rows()};
  Sweep<double, RecordedValues>(recording, values, adjoints.data()).run(y);
  return adjoints;
}

std::string short_name(const Recording& recording, Index i) {
  const std::string_view given = recording.given_name(i);
  return given.empty() ? fmt::format("#{}", i) : std::string(given);
}

}  // namespace wengert::detail
