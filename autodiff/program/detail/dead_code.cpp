// SPDX-License-Identifier: MIT
#include "passes.hpp"

namespace wengert::detail {

Listing remove_dead_code(const Listing& listing, Moved& moved) {
  std::vector<bool> needed(listing.size(), false);
  for (const OutputAt& o : listing.outputs) needed[o.at] = true;
  for (Index i = listing.size(); i-- > 0;) {
    const Operation operation = listing.instructions[i].operation;
    if (operation == Operation::guard || operation == Operation::variable) needed[i] = true;
    if (!needed[i]) continue;
    for (const Index a : listing.operands_of(i)) needed[a] = true;
  }
  Rebuild rebuild(listing);
  for (Index i = 0; i < listing.size(); ++i) {
    if (needed[i]) rebuild.copy(i);
  }
  Listing result = rebuild.finish();
  moved = rebuild.take_moved();
  return result;
}

}  // namespace wengert::detail
