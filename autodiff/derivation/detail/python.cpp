// SPDX-License-Identifier: MIT
#include "python.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "../read.hpp"
#include "plain.hpp"

namespace wengert::detail {
namespace {

using Kind = PythonItem::Kind;

// How a name is used by formulas.
struct Use {
  std::size_t elements = 0;  // one more than the highest index
};

std::size_t index_behind(std::string_view rest) {
  if (!rest.starts_with("[")) return std::string_view::npos;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(rest.data() + 1, rest.data() + rest.size(), index);
  const bool is_index = error == std::errc() && end != rest.data() + rest.size() && *end == ']';
  return is_index && index < 10'000 ? index : std::string_view::npos;
}

class PythonReader {
 public:
  explicit PythonReader(SourceText& text)
      : text_(text), lines_(python_lines(text)), reader_(text, Repeats::allowed) {}

  Derivation read() {
    items_ = PythonPlanner(text_, lines_).plan();
    for (const PythonItem& item : items_) look_ahead(item);
    for (const PythonItem& item : items_) read_item(item);
    note_passed();
    return reader_.finish();
  }

 private:
  TextRange piece(const PythonItem& item) const {
    return {lines_[item.first].piece.begin, lines_[item.last - 1].piece.end};
  }
  std::string_view words(const PythonItem& item) const {
    const std::string_view readable = text_.readable(piece(item));
    return readable.substr(std::min(readable.find_first_not_of(" \t"), readable.size()));
  }
  Place place(const PythonItem& item) const { return text_.place(piece(item).begin); }

  void look_ahead(const PythonItem& item);
  void count_uses(std::string_view formula);
  void read_item(const PythonItem& item);
  void read_statement(const PythonItem& item);
  void read_function(const PythonItem& item);
  void read_lambda(const PythonItem& item);
  void read_loop(const PythonItem& item);
  bool read_first_sample(const PythonItem& item, const std::vector<std::string>& names,
                         std::string_view source);
  void read_array(const PythonItem& item, const PythonAssignment& a);
  void declare(const std::string& name, const PythonItem& item);
  void pass_over(const PythonItem& item, const std::string& name = {});
  bool uses_what_was_passed(std::string_view formula) const;
  void note_passed();
  std::vector<std::string> parameters_of(const std::vector<std::string>& names,
                                         std::string_view body) const;

  SourceText& text_;
  std::vector<PythonLine> lines_;
  Reader reader_;
  std::vector<PythonItem> items_;
  std::map<std::string, Use, std::less<>> uses_;    // of names in formulas
  std::set<std::string, std::less<>> called_;       // functions
  std::map<std::string, std::string_view> arrays_;  // right sides
  std::set<std::string, std::less<>> passed_names_;
  std::size_t passed_first_ = 0;  // lines passed over and not yet noted
  std::size_t passed_last_ = 0;
};

void PythonReader::count_uses(std::string_view formula) {
  for_each_identifier(formula, [&](std::string_view word, std::string_view rest) {
    if (rest.starts_with("(")) called_.emplace(word);
    Use& use = uses_[std::string(word)];
    const std::size_t index = index_behind(rest);
    if (index != std::string_view::npos) use.elements = std::max(use.elements, index + 1);
  });
}

// Which names formulas use, and what the text defines further down.
void PythonReader::look_ahead(const PythonItem& item) {
  if (item.kind == Kind::function) {
    reader_.scope().foresee(std::string(first_word(words(item).substr(4))), place(item));
    for (std::size_t i = item.first + 1; i < item.last; ++i) {
      for_each_identifier(text_.readable(lines_[i].piece), [&](auto word, auto rest) {
        if (rest.starts_with("(")) called_.emplace(word);
      });
    }
  }
  if (item.kind != Kind::statement) return;
  const PythonAssignment a = assignment_in(words(item));
  if (a.sign == std::string_view::npos) return count_uses(words(item));
  const std::string name(a.left);
  if (first_word(a.right) == "array") arrays_.emplace(name, a.right);
  if (is_made_by_running(a.right) || is_opaque(a.right)) return;
  count_uses(a.right);
  if (!a.is_update && first_word(a.left) == a.left) reader_.scope().foresee(name, place(item));
}

void PythonReader::read_item(const PythonItem& item) {
  switch (item.kind) {
    case Kind::statement:
      return read_statement(item);
    case Kind::function:
      return read_function(item);
    case Kind::lambda:
      return read_lambda(item);
    case Kind::loop:
      return read_loop(item);
    case Kind::parameters: {
      const std::string_view head = words(item);
      const std::size_t open = std::min(head.find('('), head.size() - 1);
      const std::size_t close = find_outside(head, ')', open + 1);
      for (const std::string& name : names_in(head.substr(open + 1, close - open - 1))) {
        if (uses_.contains(name)) declare(name, item);
      }
      return;
    }
    case Kind::passed:
      return pass_over(item);
  }
}

void PythonReader::pass_over(const PythonItem& item, const std::string& name) {
  if (!name.empty()) {
    passed_names_.insert(name);
    reader_.scope().pass_over(name, place(item));
  }
  if (passed_last_ != item.first) note_passed();
  if (passed_last_ == passed_first_) passed_first_ = item.first;
  passed_last_ = item.last;
}

void PythonReader::note_passed() {
  if (passed_first_ == passed_last_) return;
  const Place first = text_.place(lines_[passed_first_].piece.begin);
  const Place last = text_.place(lines_[passed_last_ - 1].piece.end);
  reader_.add_note(
      first,
      first.line == last.line
          ? fmt::format("no formula, passed over: {}", text_.shown(lines_[passed_first_].piece))
          : fmt::format("no formulas, passed over: lines {} to {}", first.line, last.line));
  passed_first_ = passed_last_ = 0;
}

bool PythonReader::uses_what_was_passed(std::string_view formula) const {
  bool result = false;
  for_each_identifier(formula, [&](std::string_view word, std::string_view) {
    result = result || (passed_names_.contains(word) && !reader_.knows(word));
  });
  return result;
}

// A name that only running the program would give a value: as many numbers as formulas use.
void PythonReader::declare(const std::string& name, const PythonItem& item) {
  if (reader_.knows(name)) return;
  const std::string source = text_.shown(piece(item));
  const auto use = uses_.find(name);
  const std::size_t elements = use == uses_.end() ? 0 : use->second.elements;
  if (elements == 0) return reader_.add_variable(name, place(item), source);
  reader_.add_list_of_variables(name, elements, place(item), source);
}

void PythonReader::read_statement(const PythonItem& item) {
  const PythonAssignment a = assignment_in(words(item));
  if (a.sign == std::string_view::npos) return reader_.read_statement(piece(item));
  const std::string name(a.left);
  if (a.left == a.right) return;  // self.x = x
  const bool is_name = first_word(a.left) == a.left;
  if (is_name && !a.is_update && is_made_by_running(a.right)) return declare(name, item);
  if (first_word(a.right) == "array") return read_array(item, a);
  const bool is_claim =
      a.is_update || name.find('/') != std::string::npos || !derivative_spellings(name).empty();
  const bool follows = !is_claim && uses_what_was_passed(a.right);
  const bool is_written_elsewhere = name.find_first_of(".,()") != std::string::npos;
  if (is_opaque(a.right) || follows || is_written_elsewhere) {
    if (is_claim) {
      text_.fail(piece(item).begin,
                 fmt::format("a formula was wanted for {}, '{}' came", name, a.right));
    }
    return pass_over(item, name);
  }
  reader_.read_statement(piece(item));
}

// A list of numbers that formulas use; others are data.
void PythonReader::read_array(const PythonItem& item, const PythonAssignment& a) {
  const std::string name(a.left);
  const std::size_t open = a.right.find('(');
  const bool is_flat = a.right.find("[[") == std::string_view::npos && a.right.ends_with(")") &&
                       a.right.find('[') < a.right.size();
  if (!uses_.contains(name) || !is_flat || open != 5) return pass_over(item, name);
  const std::size_t start =
      piece(item).begin +
      static_cast<std::size_t>(a.right.data() - text_.readable(piece(item)).data());
  text_.hide({start, start + open + 1});
  text_.hide({start + a.right.size() - 1, start + a.right.size()});
  reader_.read_statement(piece(item));
}

// A parameter of which elements are used stands for as many parameters.
std::vector<std::string> PythonReader::parameters_of(const std::vector<std::string>& names,
                                                     std::string_view body) const {
  std::vector<std::string> result;
  for (const std::string& name : names) {
    std::size_t elements = 0;
    for_each_identifier(body, [&](std::string_view word, std::string_view rest) {
      const std::size_t index = word == name ? index_behind(rest) : std::string_view::npos;
      if (index != std::string_view::npos) elements = std::max(elements, index + 1);
    });
    if (elements == 0) result.push_back(name);
    for (std::size_t i = 0; i < elements; ++i) result.push_back(fmt::format("{}[{}]", name, i));
  }
  return result;
}

void PythonReader::read_function(const PythonItem& item) {
  const std::string_view head = text_.readable(lines_[item.first].piece);
  WrittenFunction function;
  function.place = place(item);
  function.source = text_.shown(lines_[item.first].piece);
  const std::size_t name_at = head.find("def ") + 4;
  function.name =
      first_word(head.substr(std::min(head.find_first_not_of(' ', name_at), head.size())));
  const std::size_t open = head.find('(');
  const std::size_t close = open < head.size() ? find_outside(head, ')', open + 1) : open;
  if (function.name.empty() || close >= head.size()) {
    text_.fail(piece(item).begin, "a function was wanted, as def f(x):");
  }
  function.parameters =
      parameters_of(names_in(head.substr(open + 1, close - open - 1)), text_.readable(piece(item)));
  TextRange result = item.body.begin < item.body.end ? item.body : lines_[item.last - 1].piece;
  result = trimmed(text_, result);
  result.begin += 6;  // return
  function.result = result;
  for (std::size_t i = item.first + 1; i + 1 < item.last; ++i) {
    function.steps.push_back(lines_[i].piece);
  }
  try {
    reader_.read_function(function);
  } catch (const DerivationError& error) {
    if (called_.contains(function.name) || called_.contains(slope_function(function.name))) throw;
    pass_over(item, function.name);
  }
}

void PythonReader::read_lambda(const PythonItem& item) {
  const TextRange whole = piece(item);
  const std::string_view line = text_.readable(whole);
  const std::size_t lambda = line.find("lambda");
  const std::size_t colon = find_outside(line, ':', lambda);
  const PythonAssignment a = assignment_in(line);
  if (colon == std::string_view::npos || first_word(a.left) != a.left) return pass_over(item);
  WrittenFunction function;
  function.name = a.left;
  function.place = place(item);
  function.source = text_.shown(whole);
  const TextRange result{whole.begin + colon + 1, whole.end};
  function.parameters =
      parameters_of(names_in(line.substr(lambda + 6, colon - lambda - 6)), text_.readable(result));
  function.result = result;
  reader_.read_function(function);
}

// for x, y_true in zip(data, all_y_trues):
void PythonReader::read_loop(const PythonItem& item) {
  const std::string_view head = words(item);
  const std::size_t in = head.find(" in ");
  if (in == std::string_view::npos) return pass_over(item);
  const std::vector<std::string> names = names_in(head.substr(4, in - 4));
  if (read_first_sample(item, names, head.substr(in + 4))) return;
  bool declares = false;
  for (const std::string& name : names) {
    if (!uses_.contains(name)) continue;
    declare(name, item);
    declares = true;
  }
  if (!declares) pass_over(item);
}

// The numbers of the first row of an array literal.
std::vector<std::string> first_row(std::string_view array) {
  std::vector<std::string> result;
  std::size_t at = array.find('[');
  const bool is_nested = array.find('[', at + 1) != std::string_view::npos;
  if (is_nested) at = array.find('[', at + 1);
  const std::size_t end = std::min(array.find(']', at), array.size());
  while (at < end) {
    const std::size_t next = std::min(array.find(',', ++at), end);
    std::string number;
    for (const char c : array.substr(at, next - at)) {
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') number += c;
    }
    double value = 0.0;
    const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc() || stop != number.data() + number.size()) return {};
    result.push_back(number);
    at = next;
    if (!is_nested) break;  // a row of one number each
  }
  return result;
}

bool PythonReader::read_first_sample(const PythonItem& item, const std::vector<std::string>& names,
                                     std::string_view source) {
  std::vector<std::string> from;
  if (source.starts_with("zip(")) from = names_in(source.substr(4, source.find(')') - 4));
  if (from.empty() || from.size() != names.size()) return false;
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto array = arrays_.find(from[i]);
    if (array == arrays_.end() || reader_.knows(names[i])) return false;
    rows.push_back(first_row(array->second));
    const auto use = uses_.find(names[i]);
    const std::size_t wanted = use == uses_.end() ? 0 : use->second.elements;
    if (rows.back().size() < std::max<std::size_t>(wanted, 1)) return false;
    if (wanted == 0 && rows.back().size() > 1) return false;
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_list = uses_.contains(names[i]) && uses_[names[i]].elements > 0;
    reader_.add_numbers(names[i], rows[i], is_list, place(item), text_.shown(piece(item)));
  }
  reader_.add_note(place(item), "the numbers of the first sample are taken for " +
                                    fmt::format("{}", fmt::join(names, ", ")));
  return true;
}

}  // namespace

Derivation read_python(SourceText& text) { return PythonReader(text).read(); }

}  // namespace wengert::detail
