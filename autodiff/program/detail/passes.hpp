// SPDX-License-Identifier: MIT
// The passes, each from one listing to the next; `moved` says what became of each instruction.
// O(size) each.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_PASSES_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_PASSES_HPP

#include <string_view>

#include "../passes.hpp"
#include "rebuild.hpp"

namespace wengert::detail {

// Throws Error where a guard of constants comes out otherwise than recorded, which
// Program::set_constant can bring about.
WENGERT_EXPORT Listing fold_constants(const Listing& listing, Moved& moved);
WENGERT_EXPORT Listing apply_identities(const Listing& listing, Moved& moved);
WENGERT_EXPORT Listing share_common_subexpressions(const Listing& listing, Moved& moved);
WENGERT_EXPORT Listing remove_dead_code(const Listing& listing, Moved& moved);

struct Pass {
  std::string_view name;
  Listing (*run)(const Listing&, Moved&);
  bool Passes::*switched_on;
};
// In the order in which they run.
inline constexpr Pass all_passes[] = {
    {"constant folding", fold_constants, &Passes::fold_constants},
    {"identities", apply_identities, &Passes::identities},
    {"common subexpressions", share_common_subexpressions, &Passes::common_subexpressions},
    {"dead code", remove_dead_code, &Passes::dead_code},
};

}  // namespace wengert::detail

#endif
