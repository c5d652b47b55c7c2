// SPDX-License-Identifier: MIT
// The words that the pen could have meant at one line of a derivation.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_WORDS_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_WORDS_HPP

#include <string>

#include "edits.hpp"
#include "lanes.hpp"
#include "model.hpp"

namespace wengert::detail {

// Names, derivatives and functions that stand above the statement. In a long text only those that
// stand nearest to what the formula uses.
Vocabulary words_above(const Outline& outline, std::size_t statement, const Expression& formula);

// For a wrong claim also what a path through a name in between contributes: dL/dh2 * dh2/dw. Asks
// the model for these derivatives, one sweep each, where there are not too many names.
void add_paths(Vocabulary& words, Model<Lanes>& model, const Claim& claim);

// The names that the definition of `name` uses, directly or through others.
std::vector<std::string> names_below(const Outline& outline, const std::string& name);

// How unlike two names are: 0 for the same letters with other digits, as w1 and w2.
double unlikeness(const std::string& a, const std::string& b);

}  // namespace wengert::detail

#endif
