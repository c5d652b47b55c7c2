// SPDX-License-Identifier: MIT
#include "listing.hpp"

#include <fmt/format.h>

#include <bit>
#include <set>

#include "../../error.hpp"

namespace wengert::detail {

bool Listing::is_constant(Index i, double number) const {
  return is_constant(i) && std::bit_cast<std::uint64_t>(instructions[i].number) ==
                               std::bit_cast<std::uint64_t>(number);
}

std::string Listing::shown(Index i) const {
  const Instruction& it = instructions[i];
  if (it.operation == Operation::variable) return variables[it.which].name;
  if (it.operation == Operation::constant) return fmt::format("{}", it.number);
  const auto named = names.find(i);
  return named != names.end() ? named->second : fmt::format("%{}", i);
}

Index Listing::push(Instruction instruction, std::span<const Index> its_operands) {
  instruction.first = static_cast<Index>(operands.size());
  instruction.count = static_cast<Index>(its_operands.size());
  operands.insert(operands.end(), its_operands.begin(), its_operands.end());
  instructions.push_back(instruction);
  return size() - 1;
}

Index Listing::push_constant(double number) {
  return push({.operation = Operation::constant, .number = number}, {});
}

std::vector<bool> varying(const Listing& listing) {
  std::vector<bool> result(listing.size(), false);
  for (Index i = 0; i < listing.size(); ++i) {
    const Instruction& it = listing.instructions[i];
    if (it.operation == Operation::variable) {
      result[i] = listing.variables[it.which].role == VariableRole::input;
    }
    for (const Index a : listing.operands_of(i)) result[i] = result[i] || result[a];
  }
  return result;
}

void require_different_names(const Listing& listing) {
  std::set<std::string> seen;
  const auto check = [&](const std::string& name, std::string_view what) {
    if (!seen.insert(name).second) {
      throw Error(fmt::format("program: two {} are called '{}'", what, name));
    }
  };
  for (const Variable& v : listing.variables) check(v.name, "inputs, parameters or constants");
  seen.clear();
  for (const OutputAt& o : listing.outputs) check(o.name, "outputs");
}

}  // namespace wengert::detail
