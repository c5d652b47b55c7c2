// SPDX-License-Identifier: MIT
// At which numbers a derivation is computed: its own, or those of the command line.
#ifndef WENGERT_TOOLS_POINT_HPP
#define WENGERT_TOOLS_POINT_HPP

#include <autodiff/derivation/recorded.hpp>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace wengert::tools {

struct Point {
  std::vector<std::string> at;   // "w1=0.5"
  std::optional<double> others;  // what has no number otherwise
};

void add_point_options(CLI::App& command, Point& point);

// Throws Error where an assignment is none, speaks of what is no input, or an input has no number:
// the message says how to give it one.
RecordedDerivation recorded_at(const Derivation& derivation, const Point& point);

// Throws Error where the name depends on no input.
void require_varying(const RecordedDerivation& recorded, const std::string& name);

}  // namespace wengert::tools

#endif
