// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <unordered_map>

#include "passes.hpp"

namespace wengert::detail {
namespace {

// What an instruction computes: two with one key compute the same.
struct Key {
  Operation operation;
  Part part;
  Index which;
  std::uint64_t number;
  std::vector<Index> operands;

  bool operator==(const Key&) const = default;
};

struct Hash {
  std::size_t operator()(const Key& key) const {
    std::uint64_t h = key.number ^ (std::uint64_t{key.which} << 32);
    const auto mix = [&](std::uint64_t x) { h = (h ^ x) * 0x9e3779b97f4a7c15u ^ (h >> 29); };
    mix(static_cast<std::uint64_t>(key.operation) << 8 | static_cast<std::uint64_t>(key.part));
    for (const Index a : key.operands) mix(a);
    return static_cast<std::size_t>(h);
  }
};

bool is_commutative(const Instruction& it) {
  return it.part == Part::value &&
         (it.operation == Operation::Add || it.operation == Operation::Multiply);
}

Key key_of(const Instruction& it, std::vector<Index> operands) {
  if (is_commutative(it)) std::sort(operands.begin(), operands.end());
  return {it.operation, it.part, it.which, std::bit_cast<std::uint64_t>(it.number),
          std::move(operands)};
}

}  // namespace

Listing share_common_subexpressions(const Listing& listing, Moved& moved) {
  Rebuild rebuild(listing);
  std::unordered_map<Key, Index, Hash> seen;
  for (Index i = 0; i < listing.size(); ++i) {
    const Key key = key_of(listing.instructions[i], rebuild.moved_operands(i));
    const auto found = seen.find(key);
    if (found != seen.end()) {
      rebuild.replace(i, found->second);
    } else {
      seen.emplace(key, rebuild.copy(i));
    }
  }
  Listing result = rebuild.finish();
  moved = rebuild.take_moved();
  return result;
}

}  // namespace wengert::detail
