// SPDX-License-Identifier: MIT
// Reports are compared with the files in approved/, which somebody has read.
#ifndef WENGERT_TESTS_EXPLAIN_APPROVED_HPP
#define WENGERT_TESTS_EXPLAIN_APPROVED_HPP

#include <string>

namespace wengert::test {

// Fails where `text` is not what approved/<name> holds. Shows the first line that differs, leaves
// the text beside the file as <name>.received, and says how to accept it.
void is_approved(const std::string& name, const std::string& text);

std::string read_file(const std::string& path);

}  // namespace wengert::test

#endif
