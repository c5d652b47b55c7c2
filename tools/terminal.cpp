// SPDX-License-Identifier: MIT
#include "terminal.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace wengert::tools {

namespace {

std::string_view environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

}  // namespace

bool shows_colours() {
  return isatty(STDOUT_FILENO) != 0 && environment("NO_COLOR").empty() &&
         environment("TERM") != "dumb";
}

bool is_typed() { return isatty(STDIN_FILENO) != 0; }

}  // namespace wengert::tools
