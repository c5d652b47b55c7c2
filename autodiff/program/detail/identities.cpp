// SPDX-License-Identifier: MIT
#include <optional>

#include "passes.hpp"

namespace wengert::detail {
namespace {

// The operand that the result of an instruction equals, to the bit. Operands are in `to`.
std::optional<Index> same_as(const Listing& to, const Instruction& it,
                             const std::vector<Index>& v) {
  if (it.part != Part::value) return {};
  const auto is = [&](std::size_t k, double number) { return to.is_constant(v[k], number); };
  switch (it.operation) {
    case Operation::Add:  // x + -0 is x; x + 0 is not, where x is -0
      if (is(1, -0.0)) return v[0];
      if (is(0, -0.0)) return v[1];
      return {};
    case Operation::Subtract:
      return is(1, 0.0) ? std::optional(v[0]) : std::nullopt;
    case Operation::Multiply:
      if (is(1, 1.0)) return v[0];
      if (is(0, 1.0)) return v[1];
      return {};
    case Operation::Divide:
      return is(1, 1.0) ? std::optional(v[0]) : std::nullopt;
    case Operation::Negate: {
      const Instruction& inner = to.instructions[v[0]];
      if (inner.operation == Operation::Negate && inner.part == Part::value) {
        return to.operands_of(v[0])[0];
      }
      return {};
    }
    case Operation::Select:
      if (is(0, 1.0)) return v[1];
      if (to.is_constant(v[0])) return v[2];
      return v[1] == v[2] ? std::optional(v[1]) : std::nullopt;
    case Operation::Sum:
      return v.size() == 1 ? std::optional(v[0]) : std::nullopt;
    default:
      return {};
  }
}

}  // namespace

Listing apply_identities(const Listing& listing, Moved& moved) {
  Rebuild rebuild(listing);
  for (Index i = 0; i < listing.size(); ++i) {
    const auto same = same_as(rebuild.to(), listing.instructions[i], rebuild.moved_operands(i));
    if (same) {
      rebuild.replace(i, *same);
    } else {
      rebuild.copy(i);
    }
  }
  Listing result = rebuild.finish();
  moved = rebuild.take_moved();
  return result;
}

}  // namespace wengert::detail
