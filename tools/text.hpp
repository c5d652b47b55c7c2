// SPDX-License-Identifier: MIT
// Small things about text that a terminal shows.
#ifndef WENGERT_TOOLS_TEXT_HPP
#define WENGERT_TOOLS_TEXT_HPP

#include <string>
#include <string_view>

namespace wengert::tools {

// Without the blanks at its ends.
std::string trimmed(const std::string& text);
// ASCII letters only.
std::string lowered(std::string text);
// Every line two columns further in.
std::string indented(const std::string& text);
// In columns: characters, not bytes, because names may be Greek.
std::size_t width_of(std::string_view text);
std::string padded(const std::string& text, std::size_t width);
// "1 step", "2 steps".
std::string counted(std::size_t count, std::string_view noun);

}  // namespace wengert::tools

#endif
