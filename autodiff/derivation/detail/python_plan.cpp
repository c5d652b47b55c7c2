// SPDX-License-Identifier: MIT
#include <algorithm>

#include "plain.hpp"
#include "python.hpp"

namespace wengert::detail {
namespace {

using Kind = PythonItem::Kind;

constexpr std::size_t max_blocks = 60;

std::string_view without_ends(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

template <std::size_t n>
bool is_one_of(std::string_view word, const std::string_view (&words)[n]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

constexpr std::string_view blocks_read[] = {"class", "while", "with", "try"};
constexpr std::string_view blocks_passed[] = {"if", "elif", "else", "except", "finally"};
constexpr std::string_view keywords[] = {"import", "from",     "print",  "return", "pass",
                                         "global", "nonlocal", "assert", "del",    "raise",
                                         "break",  "continue", "yield",  "async",  "await"};
constexpr std::string_view opaque_words[] = {"for",         "if",      "lambda",
                                             "not",         "and",     "or",
                                             "in",          "is",      "None",
                                             "True",        "False",   "len",
                                             "range",       "open",    "input",
                                             "list",        "dict",    "tuple",
                                             "zip",         "int",     "float",
                                             "str",         "print",   "set",
                                             "map",         "array",   "arange",
                                             "linspace",    "loadtxt", "append",
                                             "reshape",     "shape",   "apply_along_axis",
                                             "concatenate", "where"};

}  // namespace

PythonAssignment assignment_in(std::string_view line) {
  PythonAssignment result;
  for (std::size_t at = find_outside(line, '='); at < line.size();
       at = find_outside(line, '=', at + 1)) {
    if (at + 1 < line.size() && line[at + 1] == '=') {
      ++at;
      continue;
    }
    const char before = at == 0 ? '=' : line[at - 1];
    if (std::string_view("=<>!*/%@&|^:").find(before) != std::string_view::npos) return result;
    result.is_update = before == '-' || before == '+';
    result.sign = at;
    result.left = without_ends(line.substr(0, result.is_update ? at - 1 : at));
    result.right = without_ends(line.substr(at + 1));
    return result;
  }
  return result;
}

bool is_opaque(std::string_view right) {
  if (right.find_first_of("'\"{:@%<>") != std::string_view::npos) return true;
  for (const std::string_view sign : {"==", "!=", "//"}) {
    if (right.find(sign) != std::string_view::npos) return true;
  }
  bool result = false;
  for_each_identifier(right, [&](std::string_view word, std::string_view rest) {
    const bool is_class = word[0] >= 'A' && word[0] <= 'Z' && rest.starts_with("(");
    // An attribute: of numbers only their mean is a formula.
    const bool has_member = rest.starts_with(".") && rest.size() > 1 &&
                            is_identifier_character(rest[1]) && !rest.starts_with(".mean()");
    result = result || is_class || has_member || is_one_of(word, opaque_words);
  });
  return result;
}

bool is_made_by_running(std::string_view right) {
  bool result = false;
  for_each_identifier(right, [&](std::string_view word, std::string_view rest) {
    const bool is_random = word == "random" && (rest.starts_with(".") || rest.starts_with("("));
    const bool is_call = word == "randn" || word == "rand" || word == "uniform" ||
                         word == "gauss" || word == "zeros" || word == "ones";
    result = result || is_random || (is_call && rest.starts_with("("));
  });
  return result;
}

std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> result;
  while (!list.empty()) {
    const std::size_t comma = std::min(find_outside(list, ','), list.size());
    const std::string_view one = without_ends(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
    std::string_view word =
        first_word(one.substr(std::min(one.find_first_not_of("(* "), one.size())));
    if (!word.empty() && word != "self" && word != "cls") result.emplace_back(word);
  }
  return result;
}

std::string_view PythonPlanner::line(std::size_t i) const {
  return without_ends(text_.readable(lines_[i].piece));
}

std::vector<PythonItem> PythonPlanner::plan() {
  plan_block(0, lines_.size(), 0);
  return std::move(items_);
}

std::size_t PythonPlanner::end_of_block(std::size_t head, std::size_t last) const {
  std::size_t end = head + 1;
  while (end < last && lines_[end].indent > lines_[head].indent) ++end;
  return end;
}

TextRange PythonPlanner::behind_colon(std::size_t i) const {
  const TextRange piece = lines_[i].piece;
  const std::size_t colon = find_outside(text_.readable(piece), ':');
  if (colon == std::string_view::npos) return {piece.end, piece.end};
  return trimmed(text_, {piece.begin + colon + 1, piece.end});
}

void PythonPlanner::plan_block(std::size_t first, std::size_t last, std::size_t depth) {
  if (depth > max_blocks && first < last) {
    text_.fail(lines_[first].piece.begin,
               "blocks are nested too deep here: at most 60 were wanted");
  }
  for (std::size_t i = first; i < last;) plan_line(i, last, depth);
}

// Moves i behind what it has planned.
void PythonPlanner::plan_line(std::size_t& i, std::size_t last, std::size_t depth) {
  const std::string_view words = line(i);
  const std::string_view word = first_word(words);
  const std::size_t head = i;
  if (is_one_of(word, keywords) || words.starts_with("@")) {
    ++i;
    return add(Kind::passed, head, i);
  }
  const bool is_main = word == "if" && words.find("__name__") != std::string_view::npos;
  const bool is_block = is_one_of(word, blocks_read) || is_main;
  if (word == "def" || word == "for" || is_block || is_one_of(word, blocks_passed)) {
    i = end_of_block(i, last);
    if (word == "def") return plan_function(head, i, depth);
    if (word == "for") add(Kind::loop, head, head + 1);
    if (word == "for" || is_block) return plan_block(head + 1, i, depth + 1);
    return add(Kind::passed, head, i);
  }
  ++i;
  const PythonAssignment a = assignment_in(words);
  const bool is_lambda = first_word(a.right) == "lambda";
  if (is_lambda) return add(Kind::lambda, head, i);
  const bool is_printed = a.sign == std::string_view::npos && words.find('~') < words.size();
  const bool is_statement = a.sign != std::string_view::npos || is_printed;
  add(is_statement ? Kind::statement : Kind::passed, head, i);
}

// Steps and, at the end, the formula that it returns.
bool PythonPlanner::is_function(std::size_t first, std::size_t last) const {
  for (std::size_t i = first + 1; i + 1 < last; ++i) {
    const PythonAssignment a = assignment_in(line(i));
    const bool is_step = a.sign != std::string_view::npos && !a.is_update &&
                         first_word(a.left) == a.left && !is_one_of(first_word(line(i)), keywords);
    const bool is_claim = a.left.starts_with("d_") && a.left.find("_d_") < a.left.size();
    if (!is_step || is_claim) return false;
  }
  if (last == first + 1) return false;
  const std::string_view result = line(last - 1);
  return first_word(result) == "return" && result.size() > 6 &&
         find_outside(result, ',') == std::string_view::npos;
}

void PythonPlanner::plan_function(std::size_t first, std::size_t last, std::size_t depth) {
  const TextRange rest = behind_colon(first);
  if (rest.begin < rest.end && last == first + 1) {
    const bool returns = first_word(text_.readable(rest)) == "return";
    add(returns ? Kind::function : Kind::passed, first, last);
    items_.back().body = rest;
    return;
  }
  if (is_function(first, last)) return add(Kind::function, first, last);
  add(Kind::parameters, first, first + 1);
  plan_block(first + 1, last, depth + 1);
}

}  // namespace wengert::detail
