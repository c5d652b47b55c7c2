// SPDX-License-Identifier: MIT
#include "repair_text.hpp"

#include <fmt/format.h>
#include <cctype>
#include <optional>
#include <variant>

#include "words.hpp"

namespace wengert::detail {
namespace {

using Kind = Expression::Kind;

std::string symbol(const Expression& e, const Dialect& dialect) {
  switch (e.operation) {
    case Operation::Add:
      return "+";
    case Operation::Subtract:
      return "-";
    case Operation::Multiply:
      return "*";
    case Operation::Divide:
      return "/";
    case Operation::Pow:
      return dialect.python ? "**" : "^";
    default:
      return formula_text(e, dialect);
  }
}

bool is_binary(const Expression& e) {
  return e.kind == Kind::operation && e.operands.size() == 2 && !is_call(e);
}

// What was written and what is wanted.
struct Change {
  std::string written;
  std::string wanted;
  bool is_token = false;  // one piece of the text replaces another at its place
};

Change change_of(const FoundRepair& found, const Dialect& dialect) {
  const auto text = [&](const Expression& e) { return formula_text(e, dialect); };
  switch (found.slip) {
    case Slip::other_name:
    case Slip::name_for_value:
    case Slip::value_for_name:
    case Slip::number:
      return {text(found.before), text(found.after), found.before.operands.empty()};
    case Slip::operation:
      if (found.piece.kind == Kind::operation) {
        return {symbol(found.piece.operands[0], dialect), symbol(found.piece, dialect), true};
      }
      return {symbol(found.before, dialect), symbol(found.after, dialect), true};
    case Slip::sign:
      if (is_binary(found.before) && is_binary(found.after)) {
        return {symbol(found.before, dialect), symbol(found.after, dialect), true};
      }
      break;
    case Slip::missing_factor: {
      const bool divides = is_operation(found.after, Operation::Divide);
      const std::string piece = text(found.piece);
      if (!divides) return {"", piece};
      return {"", fmt::format(fmt::runtime(is_binary(found.piece) ? "/({})" : "/{}"), piece)};
    }
    case Slip::missing_term:
      return {"", symbol(found.after, dialect) + " " + text(found.piece)};
    case Slip::extra_factor:
    case Slip::extra_term:
      return {text(found.piece), ""};
    default:
      break;
  }
  return {text(found.before), text(found.after)};
}

std::string why_another_name(const FoundRepair& found, const Outline& outline) {
  const std::string& before = found.before.text;
  const std::string& after = found.after.text;
  if (found.after.kind == Kind::derivative) return "another derivative is meant";
  const auto is_input_of = [&](const std::string& input, const std::string& output) {
    const Definition* definition = outline.definition(output);
    return definition != nullptr && is_call(definition->value) &&
           definition->value.operands.size() == 1 && definition->value.operands[0].text == input;
  };
  if (is_input_of(after, before)) return "the function's input is meant, not its output";
  if (is_input_of(before, after)) return "the function's output is meant, not its input";
  if (unlikeness(before, after) > 0.0) return "another quantity is meant";
  return before.find('[') != std::string::npos ? "another element is meant"
                                               : "another one of the same kind is meant";
}

std::string why(const FoundRepair& found, const Outline& outline) {
  switch (found.slip) {
    case Slip::other_name:
      return why_another_name(found, outline);
    case Slip::name_for_value:
      return "the number stands in place of the name";
    case Slip::value_for_name:
      return "the name stands in place of a number";
    case Slip::number:
      return "another number is meant";
    case Slip::sign:
      return "the sign is wrong";
    case Slip::operation:
      return "another operation is meant";
    case Slip::swapped:
      return "the two sides are swapped";
    case Slip::regrouped:
      return "the parentheses belong elsewhere";
    case Slip::slope:
      return is_slope(found.after) ? "the derivative is meant, not the function"
                                   : "the function is meant, not its derivative";
    case Slip::function:
      return "another function is meant";
    case Slip::argument:
      return "the function's input is meant, not its output";
    case Slip::exponent:
      return "the exponent is wrong";
    case Slip::complement:
      return "'1 -' is missing";
    case Slip::missing_factor:
      return is_slope(found.piece) ? "the inner derivative is forgotten" : "a factor is forgotten";
    case Slip::extra_factor:
      return "a factor too many";
    case Slip::missing_term:
      return is_operation(found.piece, Operation::Multiply) ? "a path is forgotten"
                                                            : "a term is forgotten";
    case Slip::extra_term:
      return "a term too many";
  }
  return {};
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Where a token stands in the line nearest to where it should; blanks may have been squeezed.
std::optional<std::size_t> find_token(const std::string& source, const std::string& token,
                                      std::size_t expected) {
  std::optional<std::size_t> best;
  const auto distance = [&](std::size_t at) {
    return at > expected ? at - expected : expected - at;
  };
  for (std::size_t at = source.find(token); at != std::string::npos;
       at = source.find(token, at + 1)) {
    const std::size_t end = at + token.size();
    if (is_word(token.front()) && at > 0 && is_word(source[at - 1])) continue;
    if (is_word(token.back()) && end < source.size() && is_word(source[end])) continue;
    if (token == "*" && (source.compare(at, 2, "**") == 0 || (at > 0 && source[at - 1] == '*'))) {
      continue;
    }
    if (!best || distance(at) < distance(*best)) best = at;
  }
  return best;
}

std::size_t bytes_before(const std::string& text, std::size_t characters) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool starts = (static_cast<unsigned char>(text[at]) & 0xC0u) != 0x80u;
    if (starts && characters-- == 0) break;
  }
  return at;
}

// As much parenthesised as the place needs: a name with a sign among factors.
std::string spliced(const LineText& line, std::size_t at, const Change& change) {
  std::string text = line.source;
  text.replace(at, change.written.size(), change.wanted);
  return text;
}

// Whether a factor can be put behind the line: it is for the whole formula, which is no sum.
bool can_append(const FoundRepair& found, const LineText& line, const Dialect& dialect) {
  const Expression& whole = found.formula;
  const bool is_sum =
      is_operation(found.before, Operation::Add) || is_operation(found.before, Operation::Subtract);
  return !is_sum && formula_text(whole, dialect) == formula_text(found.after, dialect) &&
         whole.operands.size() == 2 && !is_binary(found.piece) &&
         line.source.find('~') == std::string::npos && line.source.find('\n') == std::string::npos;
}

// A sign in front of a name or a number: what stands around it decides whether it can be put there
// as it is. `end` is behind the piece.
bool is_sign_of_leaf(const Expression& e) {
  return is_operation(e, Operation::Negate) && e.operands[0].operands.empty();
}
bool begins_operand(const std::string& source, std::size_t at) {
  const std::size_t before = at == 0 ? at : source.find_last_not_of(" \t", at - 1);
  return at == 0 || before == std::string::npos || source[before] == '(' || source[before] == ',' ||
         source[before] == '=' || source[before] == '^' ||
         (before > 0 && source.compare(before - 1, 2, "**") == 0);
}
bool is_raised(const std::string& source, std::size_t end) {
  const std::size_t next = source.find_first_not_of(" \t", end);
  return next != std::string::npos && (source[next] == '^' || source.compare(next, 2, "**") == 0);
}

// The line with a sign put to a name or a number, or taken from it; nothing where the text is not
// what it should be.
std::optional<std::string> with_sign_changed(const FoundRepair& found, const LineText& line,
                                             std::size_t at, const Change& change) {
  const std::size_t end = at + change.written.size();
  if (is_sign_of_leaf(found.before) && found.after.operands.empty()) {
    if (!begins_operand(line.source, at)) return {};
    return spliced(line, at, change);
  }
  if (!found.before.operands.empty() || !is_sign_of_leaf(found.after)) return {};
  if (begins_operand(line.source, at) && !is_raised(line.source, end)) {
    return spliced(line, at, change);
  }
  return spliced(line, at, {change.written, "(" + change.wanted + ")"});
}

bool needs_parentheses(const FoundRepair& found) {
  if (found.slip == Slip::number && found.after.kind == Kind::operation) return true;  // 1/3 for 3
  return found.after.kind == Kind::number && found.after.number < 0.0;
}

}  // namespace

std::size_t characters_before(const std::string& text, std::size_t offset) {
  std::size_t characters = 0;
  for (std::size_t k = 0; k < offset && k < text.size(); ++k) {
    characters += (static_cast<unsigned char>(text[k]) & 0xC0u) != 0x80u ? 1u : 0u;
  }
  return characters;
}

namespace {

// What stands before the sign of assignment.
std::string left_side(const std::string& source) {
  const std::size_t sign = source.find('=');
  if (sign == std::string::npos) return {};
  const std::size_t last = source.find_last_not_of(" \t", sign == 0 ? 0 : sign - 1);
  return last == std::string::npos ? "" : source.substr(0, last + 1);
}

}  // namespace

Dialect dialect_of(const Derivation& derivation) {
  Dialect dialect;
  for (const Statement& statement : derivation.statements) {
    const auto has = [&](const char* mark) {
      return statement.source.find(mark) != std::string::npos;
    };
    for (const char* mark : {"deriv_", "d_L_d", "**", "def ", "self."}) {
      if (has(mark)) dialect.python = true;
    }
    if (has("^-") || has("**-")) dialect.bare_exponents = true;
    const auto* claim = std::get_if<Claim>(&statement.content);
    if (claim == nullptr || claim->rate) continue;
    if (std::string left = left_side(statement.source); !left.empty()) {
      dialect.spelled.emplace(claim->name(), std::move(left));
    }
  }
  return dialect;
}

std::string assignment_head(const std::string& source) {
  const std::size_t sign = source.find('=');
  return sign == std::string::npos ? ""
                                   : source.substr(0, source.find_first_not_of(" \t", sign + 1));
}

LineText line_text(const Statement& statement, const Dialect& dialect) {
  LineText line{statement.place, statement.source, assignment_head(statement.source)};
  if (const auto* claim = std::get_if<Claim>(&statement.content); claim && claim->rate) {
    line.head += formula_text(*claim->rate, dialect) + " * ";
  }
  return line;
}

Repair to_repair(const FoundRepair& found, const LineText& line, const Outline& outline,
                 const Dialect& dialect) {
  const Change change = change_of(found, dialect);
  Repair repair{.place = found.before.place,
                .written = change.written,
                .wanted = change.wanted,
                .line = line.head + formula_text(found.formula, dialect),
                .why = why(found, outline),
                .cost = found.cost};
  const bool is_piece = found.slip == Slip::extra_factor || found.slip == Slip::extra_term ||
                        (found.slip == Slip::operation && found.piece.kind == Kind::operation);
  if (is_piece) {
    repair.place = found.piece.place;
  }
  if (found.slip == Slip::missing_factor && can_append(found, line, dialect)) {
    const bool divides = change.wanted.starts_with('/');
    repair.line = line.source + (divides ? " " : " * ") + change.wanted;
  }
  if (repair.place.line != line.place.line || change.written.empty()) return repair;
  const std::size_t column = repair.place.column - std::min(repair.place.column, line.place.column);
  const auto at = find_token(line.source, change.written, bytes_before(line.source, column));
  if (!at) return repair;
  repair.place.column = line.place.column + characters_before(line.source, *at);
  if (change.is_token && !needs_parentheses(found)) repair.line = spliced(line, *at, change);
  if (found.slip == Slip::sign && !change.is_token) {
    repair.line = with_sign_changed(found, line, *at, change).value_or(repair.line);
  }
  return repair;
}

Repair replaced_piece(const Expression& piece, const std::string& wanted, const LineText& line,
                      const Dialect& dialect) {
  Repair repair{.place = piece.place,
                .written = formula_text(piece, dialect),
                .wanted = wanted,
                .line = "",
                .why = "more than one token differs",
                .cost = 3.0};
  if (piece.place.line != line.place.line) return repair;
  const std::size_t column = piece.place.column - std::min(piece.place.column, line.place.column);
  const auto at = find_token(line.source, repair.written, bytes_before(line.source, column));
  if (!at) return repair;
  repair.place.column = line.place.column + characters_before(line.source, *at);
  repair.line = line.source;
  repair.line.replace(*at, repair.written.size(), wanted);
  return repair;
}

}  // namespace wengert::detail
