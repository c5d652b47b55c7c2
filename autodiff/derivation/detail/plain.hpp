// SPDX-License-Identifier: MIT
#ifndef WENGERT_AUTODIFF_DERIVATION_DETAIL_PLAIN_HPP
#define WENGERT_AUTODIFF_DERIVATION_DETAIL_PLAIN_HPP

#include "reader.hpp"

namespace wengert::detail {

// Reads the plain language: a statement a line, comments behind #.
Derivation read_plain(SourceText& text);

// The piece without the blanks at its ends.
TextRange trimmed(const SourceText& text, TextRange piece);
// The name that a line defines or seems to define; empty where it is none.
std::string defined_name(std::string_view line);

}  // namespace wengert::detail

#endif
