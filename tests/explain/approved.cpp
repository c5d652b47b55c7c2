// SPDX-License-Identifier: MIT
#include "approved.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace wengert::test {

namespace {

std::string directory() {
  return (std::filesystem::path(__FILE__).parent_path() / "approved").string();
}

std::string first_difference(const std::string& approved, const std::string& received) {
  std::istringstream a(approved);
  std::istringstream b(received);
  std::string wanted;
  std::string got;
  for (int line = 1;; ++line) {
    const bool more = static_cast<bool>(std::getline(a, wanted));
    const bool other = static_cast<bool>(std::getline(b, got));
    if (!more) wanted = "(the end)";
    if (!other) got = "(the end)";
    if (wanted != got || (!more && !other)) {
      return "line " + std::to_string(line) + "\n- " + wanted + "\n+ " + got;
    }
  }
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void is_approved(const std::string& name, const std::string& text) {
  const std::string approved = directory() + "/" + name;
  const std::string received = approved + ".received";
  const std::string wanted = read_file(approved);
  if (wanted == text) {
    std::remove(received.c_str());
    return;
  }
  std::ofstream(received) << text;
  BOOST_ERROR(name << " differs, first in " << first_difference(wanted, text)
                   << "\nIf the new text is right: mv " << received << " " << approved);
}

}  // namespace wengert::test
