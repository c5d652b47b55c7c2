// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "../../error.hpp"
#include "passes.hpp"
#include "run.hpp"

namespace wengert::detail {
namespace {

[[noreturn]] void throw_broken_guard(const Listing& listing, Index i) {
  const bool held = listing.instructions[i].number == 1.0;
  throw Error(
      fmt::format("program: with these constants the comparison {} is {}, and when the "
                  "program was recorded it was {}; record it again",
                  listing.shown(listing.operands_of(i)[0]), !held, held));
}

}  // namespace

Listing fold_constants(const Listing& listing, Moved& moved) {
  Rebuild rebuild(listing);
  const auto variables = static_cast<Index>(listing.variables.size());
  for (Index i = 0; i < variables; ++i) rebuild.copy(i);
  for (Index i = 0; i < variables; ++i) {
    const Variable& variable = listing.variables[i];
    if (variable.role == Role::constant) rebuild.replace_by_constant(i, variable.value);
  }
  const auto is_known = [&](Index a) { return rebuild.to().is_constant(rebuild.moved(a)); };
  const auto number = [&](Index a) { return rebuild.to().instructions[rebuild.moved(a)].number; };
  for (Index i = variables; i < listing.size(); ++i) {
    const Instruction& it = listing.instructions[i];
    const auto operands = listing.operands_of(i);
    if (operands.empty() || !std::all_of(operands.begin(), operands.end(), is_known)) {
      rebuild.copy(i);
    } else if (it.operation == Operation::guard) {
      if (number(operands[0]) != it.number) throw_broken_guard(listing, i);
    } else {
      rebuild.replace_by_constant(i, run_operation<double>(listing, i, number));
    }
  }
  Listing result = rebuild.finish();
  moved = rebuild.take_moved();
  return result;
}

}  // namespace wengert::detail
