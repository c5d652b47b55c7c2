// SPDX-License-Identifier: MIT
// From a sheet to text. Operands stand before what is made of them, so that one pass from the first
// term to the last writes everything, however deep a formula is.
#include <fmt/format.h>

#include <bit>
#include <functional>
#include <set>
#include <unordered_map>

#include "detail/notation.hpp"
#include "detail/spelling.hpp"
#include "error.hpp"
#include "source.hpp"

namespace wengert {

using detail::Level;
using detail::Notation;
using detail::Piece;

class SheetPrinter {
 public:
  SheetPrinter(const Sheet& sheet, const TextOptions& options)
      : sheet_(sheet), options_(options), notation_(style_of(sheet, options), options.digits) {}

  std::string text(const Source& formula) {
    if (formula.is_constant()) return notation_.number(*formula.value()).text;
    for (const Index term : reached_by({&formula, 1})) write(term, false);
    return pieces_.at(formula.term_).text;
  }

  std::vector<Operation> primed_in(const Source& formula) {
    std::set<Operation> primed;
    for (const Index term : reached_by({&formula, 1})) {
      if (sheet_.terms_[term].primed) primed.insert(sheet_.terms_[term].operation);
    }
    return {primed.begin(), primed.end()};
  }

  std::vector<Assignment> assignments(std::span<const Source> formulas,
                                      std::span<const std::string> names) {
    const std::set<Index> reached = reached_by(formulas);
    choose_prefix(reached, names);
    for (const Index term : reached) write(term, true);
    for (std::size_t k = 0; k < formulas.size(); ++k) {
      lines_.push_back({names[k], formulas[k].is_constant()
                                      ? notation_.number(*formulas[k].value()).text
                                      : pieces_.at(formulas[k].term_).text});
    }
    return std::move(lines_);
  }

 private:
  using Index = std::uint32_t;
  static constexpr std::size_t line = 90;

  static bool is_textbook(Style style) { return style <= Style::latex; }
  static Style style_of(const Sheet& sheet, const TextOptions& options) {
    const Style style = options.style.value_or(sheet.style());
    if (style != sheet.style() && !(is_textbook(style) && is_textbook(sheet.style()))) {
      throw Error(
          "source: a sheet is shown in the style that it was written for; text, unicode and "
          "latex alone may be exchanged");
    }
    return style;
  }

  std::set<Index> reached_by(std::span<const Source> formulas) {
    std::set<Index, std::greater<>> waiting;
    std::set<Index> reached;
    for (const Source& formula : formulas) {
      if (formula.is_constant()) continue;
      waiting.insert(formula.term_);
      ++uses_[formula.term_];
    }
    while (!waiting.empty()) {
      const Index term = *waiting.begin();
      waiting.erase(waiting.begin());
      reached.insert(term);
      for (const Index operand : sheet_.terms_[term].operands) {
        waiting.insert(operand);
        ++uses_[operand];
      }
    }
    return reached;
  }

  Piece piece_of(const Sheet::Term& term) const {
    const double number = std::bit_cast<double>(term.bits);
    if (term.operation == Operation::constant) return notation_.number(number);
    if (term.operation == Operation::variable) {
      return options_.numbers && term.has_value ? notation_.value_of_name(number)
                                                : notation_.name(term.text);
    }
    std::vector<Piece> operands;
    for (const Index operand : term.operands) operands.push_back(pieces_.at(operand));
    return notation_.operation(term, operands);
  }

  void write(Index index, bool in_lines) {
    const Sheet::Term& term = sheet_.terms_[index];
    Piece piece = piece_of(term);
    const bool is_leaf = term.operands.empty();
    if (in_lines && !is_leaf && (uses_[index] > 1 || piece.text.size() > line)) {
      lines_.push_back({fmt::format("{}{}", prefix_, lines_.size() + 1), std::move(piece.text),
                        detail::spelling_of(term.operation).kind == detail::Kind::mask});
      piece = notation_.name(lines_.back().name);
    } else if (piece.text.size() > options_.longest) {
      piece = {"...", Level::atom};
    }
    pieces_[index] = std::move(piece);
  }

  // So that no line has the name of what the formulas are about.
  void choose_prefix(const std::set<Index>& reached, std::span<const std::string> names) {
    const auto is_taken = [&](std::string_view name) {
      return name.starts_with(prefix_) && name.size() > prefix_.size() &&
             name[prefix_.size()] >= '0' && name[prefix_.size()] <= '9';
    };
    for (bool taken = true; taken;) {
      taken = false;
      for (const Index term : reached) taken = taken || is_taken(sheet_.terms_[term].text);
      for (const std::string& name : names) taken = taken || is_taken(name);
      if (taken) prefix_ += "_";
    }
  }

  const Sheet& sheet_;
  const TextOptions& options_;
  Notation notation_;
  std::unordered_map<Index, Piece> pieces_;
  std::unordered_map<Index, std::size_t> uses_;
  std::vector<Assignment> lines_;
  std::string prefix_ = "t";
};

std::string Sheet::text(const Source& formula, const TextOptions& options) const {
  return SheetPrinter(*this, options).text(formula);
}

std::vector<Operation> Sheet::primed_in(const Source& formula) const {
  const TextOptions options;
  return SheetPrinter(*this, options).primed_in(formula);
}

std::vector<Assignment> Sheet::assignments(std::span<const Source> formulas,
                                           std::span<const std::string> names) const {
  if (formulas.size() != names.size()) {
    throw Error(
        fmt::format("source: one name per formula was wanted, {} formulas and {} names came",
                    formulas.size(), names.size()));
  }
  const TextOptions options;
  return SheetPrinter(*this, options).assignments(formulas, names);
}

std::string Sheet::program(const std::vector<Source>& formulas,
                           const std::vector<std::string>& names) const {
  std::string text;
  for (const Assignment& line : assignments(formulas, names)) {
    switch (style_) {
      case Style::c:
        text += fmt::format("const {} {} = {};\n", line.is_mask ? "int" : "double", line.name,
                            line.value);
        break;
      case Style::c_float:
        text += fmt::format("const {} {} = {};\n", line.is_mask ? "int" : "float", line.name,
                            line.value);
        break;
      case Style::javascript:
        text += fmt::format("const {} = {};\n", line.name, line.value);
        break;
      case Style::latex:
        text += fmt::format("{} &= {} \\\\\n", detail::latex_name(line.name), line.value);
        break;
      default:
        text += fmt::format("{} = {}\n", line.name, line.value);
    }
  }
  return text;
}

}  // namespace wengert
