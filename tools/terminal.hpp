// SPDX-License-Identifier: MIT
#ifndef WENGERT_TOOLS_TERMINAL_HPP
#define WENGERT_TOOLS_TERMINAL_HPP

namespace wengert::tools {

// Whether standard output is a terminal that shows colours, and nobody has set NO_COLOR
// (https://no-color.org).
bool shows_colours();
// Whether somebody types: standard input is a terminal.
bool is_typed();

}  // namespace wengert::tools

#endif
