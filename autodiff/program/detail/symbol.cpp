// SPDX-License-Identifier: MIT
#include "symbol.hpp"

namespace wengert {

namespace detail {

namespace {

bool is_mask(const Symbol& x) {
  if (x.is_number()) return false;
  const Instruction& it = x.listing()->instructions[x.at()];
  if (it.operation <= Operation::custom || it.part != Part::value) return false;
  return visit_row(it.operation, [](auto type) { return decltype(type)::type::facts.mask; });
}

}  // namespace

Symbol push_operation(Listing& listing, Operation operation, std::span<const Symbol> operands) {
  std::vector<Index> at;
  at.reserve(operands.size());
  for (const Symbol& v : operands) at.push_back(v.at_in(listing));
  return {listing, listing.push({.operation = operation}, at)};
}

}  // namespace detail

// A mask equals 1 where it holds: what `select` asks of one is the mask itself.
detail::Symbol Number<detail::Symbol>::equal(const S& a, const S& b) {
  if (b.is_number(1.0) && detail::is_mask(a)) return a;
  return detail::Apply<S>::run<operations::Equal>(a, b);
}

}  // namespace wengert
