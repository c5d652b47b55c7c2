// SPDX-License-Identifier: MIT
// Python's lines: comments and strings of documentation blanked, brackets and backslashes joined,
// semicolons split.
#ifndef WENGERT_AUTODIFF_DERIVATION_DETAIL_PYTHON_LINES_HPP
#define WENGERT_AUTODIFF_DERIVATION_DETAIL_PYTHON_LINES_HPP

#include <string>
#include <string_view>
#include <vector>

#include "source_text.hpp"

namespace wengert::detail {

struct PythonLine {
  TextRange piece;         // from its first word to its last
  std::size_t indent = 0;  // columns, a tab up to the next multiple of 8
};

// Whether a text is a program rather than the plain language.
bool looks_like_python(const SourceText& text);
// Blanks what is no formula, `self.` and `np.` among it. Throws where a bracket is never closed.
std::vector<PythonLine> python_lines(SourceText& text);

bool is_identifier_character(char c);
// The identifier at the start of the text; empty where there is none.
std::string_view first_word(std::string_view text);
// The first of `wanted` outside of brackets; npos where there is none.
std::size_t find_outside(std::string_view text, char wanted, std::size_t from = 0);

}  // namespace wengert::detail

#endif
