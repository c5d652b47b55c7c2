// SPDX-License-Identifier: MIT
// The text of a derivation with its places. Comments and the like are blanked out in a copy of the
// same length, so that an offset means the same in both and every message names the true column.
#ifndef WENGERT_AUTODIFF_DERIVATION_DETAIL_SOURCE_TEXT_HPP
#define WENGERT_AUTODIFF_DERIVATION_DETAIL_SOURCE_TEXT_HPP

#include <string>
#include <string_view>
#include <vector>

#include "../derivation.hpp"

namespace wengert::detail {

// A stretch of the text: [begin, end).
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class SourceText {
 public:
  // Throws DerivationError where the text is too large, not UTF-8, or holds control characters.
  SourceText(std::string_view text, std::string file);

  const std::string& file() const { return file_; }
  std::size_t size() const { return text_.size(); }
  // What the grammar reads.
  std::string_view readable(TextRange piece) const;
  // What a person wrote, without comments, every run of blanks made one.
  std::string shown(TextRange piece) const;
  // The character as written, or blanked as a comment.
  char written(std::size_t offset) const { return text_[offset]; }
  bool is_written_blank(std::size_t offset) const;
  // Blanks for the grammar what people are still to see: `self.`
  void hide(TextRange piece);
  // Blanks for both: comments.
  void erase(TextRange piece);
  // O(length of the line).
  Place place(std::size_t offset) const;
  // The lines of the readable text, without their ends.
  std::vector<TextRange> lines() const;

  [[noreturn]] void fail(std::size_t offset, const std::string& sentence) const;
  [[noreturn]] void fail(Place place, const std::string& sentence) const;

 private:
  void check_characters() const;
  std::string file_;
  std::string text_;
  std::string readable_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace wengert::detail

#endif
