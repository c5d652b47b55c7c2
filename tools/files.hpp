// SPDX-License-Identifier: MIT
#ifndef WENGERT_TOOLS_FILES_HPP
#define WENGERT_TOOLS_FILES_HPP

#include <autodiff/derivation/derivation.hpp>
#include <string>

namespace wengert::tools {

// Throws Error where the file is a directory, or cannot be read; DerivationError where it is no
// derivation.
Derivation read_file(const std::string& file);

// Beside the file and then renamed, so that an interrupted drawing loses no earlier one. Throws
// Error.
void save(const std::string& file, const std::string& text);

}  // namespace wengert::tools

#endif
