// SPDX-License-Identifier: MIT
#include "python_lines.hpp"

#include <fmt/format.h>

#include "plain.hpp"

namespace wengert::detail {
namespace {

constexpr std::string_view prefixes[] = {"self.", "np.", "numpy.", "math.", "jnp."};

// Walks over the text once: what is in strings and comments is never looked at as code.
class Splitter {
 public:
  explicit Splitter(SourceText& text) : text_(text), code_(text.readable({0, text.size()})) {}

  std::vector<PythonLine> split() {
    while (at_ < code_.size()) step();
    end_line(code_.size());
    if (!opened_.empty()) fail_open();
    return std::move(lines_);
  }

 private:
  void step() {
    const char c = code_[at_];
    if (c == '#') return skip_comment();
    if (c == '"' || c == '\'') return skip_string(c);
    if (c == '\n' && opened_.empty()) return end_line(at_++);
    if (c == ';' && opened_.empty()) return split_line();
    if (c == '\\' && at_ + 1 < code_.size() && (code_[at_ + 1] == '\n' || code_[at_ + 1] == '\r')) {
      return join_line();
    }
    if (is_identifier_character(c)) return skip_word();
    if (c == '(' || c == '[' || c == '{') opened_.push_back(at_);
    if ((c == ')' || c == ']' || c == '}') && !opened_.empty()) opened_.pop_back();
    ++at_;
  }

  void skip_comment() {
    const std::size_t end = std::min(code_.find('\n', at_), code_.size());
    text_.erase({at_, end});
    at_ = end;
  }

  // A string that is a statement of its own is documentation; others stay and are no formulas.
  void skip_string(char quote) {
    const std::string triple(3, quote);
    if (code_.substr(at_, 3) == triple) {
      const std::size_t end = code_.find(triple, at_ + 3);
      if (end == std::string_view::npos) text_.fail(at_, "this string is never closed");
      text_.erase({at_, end + 3});
      at_ = end + 3;
      return;
    }
    std::size_t end = at_ + 1;
    while (end < code_.size() && code_[end] != quote && code_[end] != '\n') {
      end += code_[end] == '\\' ? 2U : 1U;
    }
    at_ = std::min(end, code_.size());
    if (at_ < code_.size() && code_[at_] == quote) ++at_;
  }

  void skip_word() {
    const std::string_view rest = code_.substr(at_);
    if (!opened_.empty() && is_at_line_start()) require_no_block(rest);
    for (const std::string_view prefix : prefixes) {
      if (rest.starts_with(prefix)) {
        text_.hide({at_, at_ + prefix.size()});
        at_ += prefix.size();
        return;
      }
    }
    while (at_ < code_.size() && is_identifier_character(code_[at_])) ++at_;
  }

  bool is_at_line_start() const {
    const std::size_t before = code_.find_last_not_of(" \t", at_ == 0 ? 0 : at_ - 1);
    return before == std::string_view::npos || code_[before] == '\n';
  }
  // No bracket goes on over the head of a function.
  void require_no_block(std::string_view rest) {
    if (rest.starts_with("def ") || rest.starts_with("class ")) fail_open();
  }
  [[noreturn]] void fail_open() {
    text_.fail(opened_.back(), fmt::format("this '{}' is never closed", code_[opened_.back()]));
  }

  void join_line() {
    text_.erase({at_, at_ + 1});
    at_ = std::min(code_.find('\n', at_), code_.size() - 1) + 1;
  }

  // What stands behind a semicolon is as deep as what stands before it.
  void split_line() {
    add_line({start_, at_}, indent_of(first_start_));
    text_.hide({at_, at_ + 1});
    start_ = ++at_;
  }

  void end_line(std::size_t end) {
    add_line({start_, end}, indent_of(first_start_));
    start_ = first_start_ = end + 1;
  }

  std::size_t indent_of(std::size_t start) const {
    std::size_t indent = 0;
    for (std::size_t i = start; i < code_.size(); ++i) {
      if (text_.written(i) == '\t') {
        indent += 8 - indent % 8;
      } else if (text_.written(i) == ' ') {
        ++indent;
      } else {
        break;
      }
    }
    return indent;
  }

  void add_line(TextRange piece, std::size_t indent) {
    if (trimmed(text_, piece).begin == trimmed(text_, piece).end) return;
    while (text_.is_written_blank(piece.begin)) ++piece.begin;
    piece.end = trimmed(text_, piece).end;
    lines_.push_back({piece, indent});
  }

  SourceText& text_;
  std::string_view code_;  // changes where the text is blanked
  std::size_t at_ = 0;
  std::size_t start_ = 0;        // of the statement
  std::size_t first_start_ = 0;  // of the line
  std::vector<std::size_t> opened_;
  std::vector<PythonLine> lines_;
};

}  // namespace

bool is_identifier_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_identifier_character(text[end])) ++end;
  return text.substr(0, end);
}

std::size_t find_outside(std::string_view text, char wanted, std::size_t from) {
  std::size_t depth = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    const char c = text[i];
    if (c == wanted && depth == 0) return i;
    if (c == '(' || c == '[' || c == '{') ++depth;
    if ((c == ')' || c == ']' || c == '}') && depth > 0) --depth;
  }
  return std::string_view::npos;
}

bool looks_like_python(const SourceText& text) {
  if (text.file().ends_with(".py")) return true;
  for (const TextRange line : text.lines()) {
    const std::string_view words = text.readable(trimmed(text, line));
    for (const std::string_view front : {"def ", "class ", "import ", "from ", "self.", "np."}) {
      if (words.starts_with(front)) return true;
    }
    const std::string_view code = words.substr(0, words.find('#'));
    for (const std::string_view part : {"self.", "np.", "math.", "= lambda "}) {
      if (code.find(part) != std::string_view::npos) return true;
    }
  }
  return false;
}

std::vector<PythonLine> python_lines(SourceText& text) { return Splitter(text).split(); }

}  // namespace wengert::detail
