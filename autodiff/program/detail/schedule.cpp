// SPDX-License-Identifier: MIT
#include "schedule.hpp"

namespace wengert::detail {

Schedule::Schedule(const Listing& listing, bool reuse_slots)
    : is_varying(detail::varying(listing)), slot_of(listing.size(), no_slot) {
  sort(listing);
  assign_slots(listing, reuse_slots);
}

void Schedule::sort(const Listing& listing) {
  const auto give_slot = [&](Index i) {
    if (is_varying[i] || slot_of[i] != no_slot) return;
    slot_of[i] = slots++;
    spread.push_back(i);
  };
  for (auto i = static_cast<Index>(listing.variables.size()); i < listing.size(); ++i) {
    (is_varying[i] ? varying : uniform).push_back(i);
    if (!is_varying[i]) continue;
    for (const Index a : listing.operands_of(i)) give_slot(a);
  }
}

// In the order of the instructions: a value's slot is free after the last instruction that reads
// it, and that instruction may put its own result there. Outputs are taken as soon as they are
// there.
void Schedule::assign_slots(const Listing& listing, bool reuse_slots) {
  std::vector<Index> last(listing.size(), 0);
  for (const Index i : varying) {
    for (const Index a : listing.operands_of(i)) last[a] = i;
  }

  std::vector<Index> free;
  const auto inputs = static_cast<Index>(listing.variables.size());
  for (const Index i : varying) {
    if (reuse_slots) {
      for (const Index a : listing.operands_of(i)) {
        if (last[a] != i || !is_varying[a] || a < inputs) continue;
        free.push_back(slot_of[a]);
        last[a] = listing.size();  // once, also where it is an operand twice
      }
    }
    if (free.empty()) {
      slot_of[i] = slots++;
    } else {
      slot_of[i] = free.back();
      free.pop_back();
    }
    if (reuse_slots && last[i] == 0) free.push_back(slot_of[i]);  // of an output or a guard
  }
}

}  // namespace wengert::detail
