// SPDX-License-Identifier: MIT
// Schedule: what is computed once per run, and what once per sample.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_SCHEDULE_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_SCHEDULE_HPP

#include <vector>

#include "listing.hpp"

namespace wengert::detail {

struct Schedule {
  explicit Schedule(const Listing& listing);  // O(size)

  std::vector<bool> is_varying;  // per instruction
  std::vector<Index> uniform;    // instructions to run once, in order; constants not among them
  std::vector<Index> varying;    // and per sample
};

}  // namespace wengert::detail

#endif
