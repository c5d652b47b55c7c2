// SPDX-License-Identifier: MIT
// The commands of the program. Each is a file of its own, which adds its options and its help to
// the program; it runs when the command line has been read, and leaves its exit code in `status`.
// What it throws is for main() to print.
#ifndef WENGERT_TOOLS_COMMANDS_HPP
#define WENGERT_TOOLS_COMMANDS_HPP

namespace CLI {
class App;
}

namespace wengert::tools {

void add_check(CLI::App& program, int& status);
void add_explain(CLI::App& program, int& status);
void add_why(CLI::App& program, int& status);
void add_graph(CLI::App& program, int& status);
void add_step(CLI::App& program, int& status);

}  // namespace wengert::tools

#endif
