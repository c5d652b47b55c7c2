// SPDX-License-Identifier: MIT
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_ACCESS_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_ACCESS_HPP

#include "../program.hpp"

namespace wengert::detail {

// What saving and loading need of a Program.
struct ProgramAccess {
  static const Listing& recorded(const Program& program);
  static const Passes& passes(const Program& program);
  static Program make(Listing recorded, const Passes& passes);
};

}  // namespace wengert::detail

#endif
