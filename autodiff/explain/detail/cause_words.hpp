// SPDX-License-Identifier: MIT
// Rows in words and numbers.
#ifndef WENGERT_AUTODIFF_EXPLAIN_DETAIL_CAUSE_WORDS_HPP
#define WENGERT_AUTODIFF_EXPLAIN_DETAIL_CAUSE_WORDS_HPP

#include <string>

#include "../../detail/recording.hpp"
#include "../../tape.hpp"

namespace wengert::detail {

// So many digits; NaN without a sign.
std::string shown_number(double x, int digits = 5);
// The same, in parentheses where it is negative: for a second factor.
std::string shown_factor(double x, int digits = 5);

// "h1 = sigmoid(sum_h1) = sigmoid(31) = 1": what row i computed, by names and by numbers.
std::string shown_row(const Recording& recording, Index i, int digits = 5);

// What "#14" is in terms of names; empty of what has a name, and where it is too long.
std::string shown_meaning(const Recording& recording, Index i);

// Row i, what it multiplied by on the way to the operand, and why that is so.
std::string shown_cause(const Tape& tape, Index i, Index operand, double partial);

}  // namespace wengert::detail

#endif
