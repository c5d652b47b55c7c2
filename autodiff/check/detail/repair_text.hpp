// SPDX-License-Identifier: MIT
// A repair in words: the token, what it should be, why, and the line as it should stand.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_REPAIR_TEXT_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_REPAIR_TEXT_HPP

#include <string>

#include "../derivation_report.hpp"
#include "outline.hpp"
#include "repair_search.hpp"

namespace wengert::detail {

Dialect dialect_of(const Derivation& derivation);

// A line of which a formula is the end.
struct LineText {
  wengert::Place place;  // where `source` begins
  std::string source;    // as it stands
  std::string head;      // what stands before the formula when the line is written anew
};

// A line up to its formula, with the blanks behind its sign of assignment; empty where it has none.
std::string assignment_head(const std::string& source);

// The line of a claim, an update or a definition.
LineText line_text(const Statement& statement, const Dialect& dialect);

Repair to_repair(const FoundRepair& found, const LineText& line, const Outline& outline,
                 const Dialect& dialect);

// A piece of the line, as it is written and as it should be.
Repair replaced_piece(const Expression& piece, const std::string& wanted, const LineText& line,
                      const Dialect& dialect);

// The column of what stands `offset` bytes into `text`: characters, not bytes.
std::size_t characters_before(const std::string& text, std::size_t offset);

}  // namespace wengert::detail

#endif
