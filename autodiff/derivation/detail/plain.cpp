// SPDX-License-Identifier: MIT
#include "plain.hpp"

#include <algorithm>

namespace wengert::detail {
namespace {

constexpr std::string_view blanks = " \t\r\n";

void erase_comments(SourceText& text) {
  for (const TextRange line : text.lines()) {
    const std::size_t comment = text.readable(line).find('#');
    if (comment != std::string_view::npos) text.erase({line.begin + comment, line.end});
  }
}

}  // namespace

TextRange trimmed(const SourceText& text, TextRange piece) {
  const std::string_view readable = text.readable(piece);
  const std::size_t first = readable.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {piece.end, piece.end};
  return {piece.begin + first, piece.begin + readable.find_last_not_of(blanks) + 1};
}

std::string defined_name(std::string_view line) {
  const std::size_t sign = line.find('=');
  if (sign == std::string_view::npos || sign == 0) return {};
  if (sign + 1 < line.size() && line[sign + 1] == '=') return {};
  std::string_view left = line.substr(0, sign);
  left.remove_suffix(left.size() - std::min(left.size(), left.find_last_not_of(blanks) + 1));
  left = left.substr(0, left.find('('));
  if (left.find_first_of("+-*/^~ \t[") != std::string_view::npos) return {};
  return std::string(left);
}

Derivation read_plain(SourceText& text) {
  erase_comments(text);
  Reader reader(text);
  std::vector<TextRange> pieces;
  for (const TextRange line : text.lines()) {
    const TextRange piece = trimmed(text, line);
    if (piece.begin == piece.end) continue;
    pieces.push_back(piece);
    const std::string name = defined_name(text.readable(piece));
    if (!name.empty()) reader.scope().foresee(name, text.place(piece.begin));
  }
  for (const TextRange piece : pieces) reader.read_statement(piece);
  return reader.finish();
}

}  // namespace wengert::detail
