// SPDX-License-Identifier: MIT
// Schedule: what is computed once per run, what once per sample, and where values are kept.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_SCHEDULE_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_SCHEDULE_HPP

#include <vector>

#include "listing.hpp"

namespace wengert::detail {

inline constexpr Index no_slot = 0xffffffff;

struct WENGERT_EXPORT Schedule {
  // O(size). Without reuse every value has a slot of its own.
  Schedule(const Listing& listing, bool reuse_slots);

  std::vector<bool> is_varying;  // per instruction
  std::vector<Index> uniform;    // instructions to run once, in order
  std::vector<Index> varying;    // instructions to run per sample, in order
  std::vector<Index> slot_of;    // per instruction; inputs are read where they are
  std::vector<Index> spread;     // uniform values that varying instructions take as operands: their
                                 // slots are the first ones, filled once per run
  Index slots = 0;

 private:
  void sort(const Listing& listing);
  void assign_slots(const Listing& listing, bool reuse_slots);
};

}  // namespace wengert::detail

#endif
