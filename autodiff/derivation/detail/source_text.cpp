// SPDX-License-Identifier: MIT
#include "source_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../read.hpp"
#include "utf8.hpp"

namespace wengert::detail {
namespace {

constexpr std::size_t max_bytes = 10'000'000;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

SourceText::SourceText(std::string_view text, std::string file) : file_(std::move(file)) {
  if (text.substr(0, 3) == byte_order_mark) text.remove_prefix(3);
  line_starts_.push_back(0);
  if (text.size() > max_bytes) {
    fail(std::size_t{0}, fmt::format("a derivation of at most {} bytes was wanted, {} came",
                                     max_bytes, text.size()));
  }
  text_ = text;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
  check_characters();
  readable_ = text_;
}

void SourceText::check_characters() const {
  for (std::size_t i = 0; i < text_.size();) {
    const CodePoint point = code_point_at(text_, i);
    if (point.length == 0) {
      fail(i, fmt::format("UTF-8 text was wanted, the byte 0x{:02x} came",
                          static_cast<unsigned char>(text_[i])));
    }
    const bool is_control = point.value < 32 || point.value == 127;
    if (is_control && !is_blank(text_[i])) {
      fail(i, fmt::format("text was wanted, the control character 0x{:02x} came", point.value));
    }
    i += point.length;
  }
}

std::string_view SourceText::readable(TextRange piece) const {
  return std::string_view(readable_).substr(piece.begin, piece.end - piece.begin);
}

std::string SourceText::shown(TextRange piece) const {
  std::string result;
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    if (!is_blank(text_[i])) {
      result += text_[i];
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

bool SourceText::is_written_blank(std::size_t offset) const { return is_blank(text_[offset]); }

void SourceText::hide(TextRange piece) {
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    if (readable_[i] != '\n') readable_[i] = ' ';
  }
}

void SourceText::erase(TextRange piece) {
  hide(piece);
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    if (text_[i] != '\n') text_[i] = ' ';
  }
}

Place SourceText::place(std::size_t offset) const {
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const std::size_t start = *(next - 1);
  std::size_t column = 1;
  for (std::size_t i = start; i < std::min(offset, text_.size()); ++i) {
    if (!is_continuation(text_[i])) ++column;
  }
  return {static_cast<std::size_t>(next - line_starts_.begin()), column};
}

std::vector<TextRange> SourceText::lines() const {
  std::vector<TextRange> result;
  for (std::size_t i = 0; i < line_starts_.size(); ++i) {
    const bool is_last = i + 1 == line_starts_.size();
    result.push_back({line_starts_[i], is_last ? text_.size() : line_starts_[i + 1] - 1});
  }
  return result;
}

void SourceText::fail(std::size_t offset, const std::string& sentence) const {
  fail(place(offset), sentence);
}

void SourceText::fail(Place place, const std::string& sentence) const {
  throw DerivationError(file_, place, sentence);
}

}  // namespace wengert::detail
