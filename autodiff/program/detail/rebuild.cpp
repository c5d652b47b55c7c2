// SPDX-License-Identifier: MIT
#include "rebuild.hpp"

namespace wengert::detail {

Rebuild::Rebuild(const Listing& from) : from_(from), moved_(from.size(), gone) {
  to_.variables = from.variables;
  to_.customs = from.customs;
  to_.instructions.reserve(from.instructions.size());
  to_.operands.reserve(from.operands.size());
}

std::vector<Index> Rebuild::moved_operands(Index old) const {
  std::vector<Index> result;
  const auto operands = from_.operands_of(old);
  result.reserve(operands.size());
  for (const Index a : operands) result.push_back(moved_[a]);
  return result;
}

Index Rebuild::copy(Index old) {
  return moved_[old] = to_.push(from_.instructions[old], moved_operands(old));
}

void Rebuild::replace_by_constant(Index old, double number) {
  moved_[old] = to_.push_constant(number);
}

// A value that stands for several keeps the name of the first.
Listing Rebuild::finish() {
  for (const OutputAt& o : from_.outputs) to_.outputs.push_back({moved_[o.at], o.name, o.over});
  for (const auto& [at, name] : from_.names) {
    if (moved_[at] != gone) to_.names.emplace(moved_[at], name);
  }
  return std::move(to_);
}

}  // namespace wengert::detail
