// SPDX-License-Identifier: MIT
// Rebuild: a listing copied instruction by instruction, some of them replaced on the way.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_REBUILD_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_REBUILD_HPP

#include <vector>

#include "listing.hpp"

namespace wengert::detail {

// What became of the instructions of an earlier listing. What is no longer there has `gone`.
using Moved = std::vector<Index>;
inline constexpr Index gone = 0xffffffff;

class Rebuild {
 public:
  explicit Rebuild(const Listing& from);

  const Listing& from() const { return from_; }
  Listing& to() { return to_; }

  // What stands for an instruction that was copied or replaced.
  Index moved(Index old) const { return moved_[old]; }
  std::vector<Index> moved_operands(Index old) const;

  Index copy(Index old);
  // `stands_for_it` is in the new listing.
  void replace(Index old, Index stands_for_it) { moved_[old] = stands_for_it; }
  void replace_by_constant(Index old, double number);

  // With outputs and names where their instructions went. Once.
  Listing finish();
  Moved take_moved() { return std::move(moved_); }

 private:
  const Listing& from_;
  Listing to_;
  Moved moved_;
};

}  // namespace wengert::detail

#endif
