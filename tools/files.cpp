// SPDX-License-Identifier: MIT
#include "files.hpp"

#include <autodiff/derivation/read.hpp>
#include <autodiff/error.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace wengert::tools {

namespace {

bool is_directory(const std::string& file) {
  std::error_code ignored;
  return std::filesystem::is_directory(file, ignored);
}

std::string text_of(const std::string& file) {
  if (is_directory(file)) throw Error("a file was wanted, '" + file + "' is a directory");
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (!in) throw Error("the file '" + file + "' cannot be read");
  if (in.peek() != std::ifstream::traits_type::eof()) text << in.rdbuf();
  if (in.bad() || !text) throw Error("the file '" + file + "' cannot be read");
  return text.str();
}

}  // namespace

Derivation read_file(const std::string& file) { return read_derivation(text_of(file), file); }

void save(const std::string& file, const std::string& text) {
  if (is_directory(file)) throw Error("a file was wanted, '" + file + "' is a directory");
  const std::string beside = file + ".part";
  std::ofstream out(beside, std::ios::binary);
  out << text;
  out.close();
  if (!out || std::rename(beside.c_str(), file.c_str()) != 0) {
    std::remove(beside.c_str());
    throw Error("the file '" + file + "' cannot be written");
  }
}

}  // namespace wengert::tools
