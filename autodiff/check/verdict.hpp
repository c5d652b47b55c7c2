// SPDX-License-Identifier: MIT
// What a check says of one statement of a derivation, or of one element of a gradient.
#ifndef WENGERT_AUTODIFF_CHECK_VERDICT_HPP
#define WENGERT_AUTODIFF_CHECK_VERDICT_HPP

namespace wengert {

// docs/verdicts.md tells what each rests on, and what to do about it.
enum class Verdict {
  agree,
  kink,        // of a gradient: the function has no derivative there; see OneSided
  inherited,   // of a derivation: right by itself, wrong only through something earlier
  unresolved,  // could not be decided; a note or a Doubt says why
  disagree,
};

}  // namespace wengert

#endif  // WENGERT_AUTODIFF_CHECK_VERDICT_HPP
