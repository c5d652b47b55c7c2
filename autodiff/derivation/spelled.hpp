// SPDX-License-Identifier: MIT
// What a person calls a value or a derivative of a derivation, in any spelling that the left side
// of a claim may have: dL/dw1, d_L_d_w1, dL_dw1, with the partial sign and small digits, and with
// underscores and case disregarded where that is unambiguous.
//
//   derivative_spelled(derivation, "d_L_d_ypred");   // {"L", "y_pred"}
//   name_spelled(derivation, "ypred");               // "y_pred"
#ifndef WENGERT_AUTODIFF_DERIVATION_SPELLED_HPP
#define WENGERT_AUTODIFF_DERIVATION_SPELLED_HPP

#include <string>
#include <string_view>

#include "derivation.hpp"

namespace wengert {

// Names as the derivation has them.
struct SpelledDerivative {
  std::string of, by;
};

// The derivative need not be claimed; both its names must be defined. Throws Error where the text
// is no derivative, can mean several, or speaks of a name that is not defined: the message says
// which names are near, or else which there are. O(statements).
WENGERT_EXPORT SpelledDerivative derivative_spelled(const Derivation& derivation,
                                                    std::string_view text);
// A variable, a definition or an element of a list. Throws as above. O(statements).
WENGERT_EXPORT std::string name_spelled(const Derivation& derivation, std::string_view text);

}  // namespace wengert

#endif
