// SPDX-License-Identifier: MIT
#include "formula_builder.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <iterator>

#include "utf8.hpp"

namespace wengert::detail {
namespace {

constexpr std::size_t max_bytes = 50'000;      // of a statement
constexpr std::size_t max_operations = 2'000;  // of a statement: trees are walked by recursion
constexpr std::size_t max_depth = 100;         // of brackets, signs and exponents: so is the text

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c == '.' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The partial sign is a d, and small digits are digits.
std::string plain_name(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size();) {
    const CodePoint point = code_point_at(name, i);
    if (point.value == 0x2202) {
      result += 'd';
    } else if (point.value >= 0x2080 && point.value <= 0x2089) {
      result += static_cast<char>('0' + (point.value - 0x2080));
    } else {
      result += name.substr(i, point.length);
    }
    i += point.length;
  }
  return result;
}

std::string without_spaces(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (!is_space(c)) result += c;
  }
  return result;
}

double to_number(std::string_view digits) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() ? value : HUGE_VAL;
}

}  // namespace

FormulaBuilder::FormulaBuilder(const SourceText& text, TextRange piece, const Scope& scope)
    : text_(text), piece_(piece), scope_(scope), start_(text.readable(piece).data()) {
  if (piece.end - piece.begin > max_bytes) {
    text.fail(piece.begin, fmt::format("a statement of at most {} bytes was wanted, {} came",
                                       max_bytes, piece.end - piece.begin));
  }
}

std::size_t FormulaBuilder::offset(const char* at) const {
  return piece_.begin + static_cast<std::size_t>(at - start_);
}

void FormulaBuilder::deepen(std::size_t offset) {
  if (++depth_ > max_depth) {
    text_.fail(offset, fmt::format("this is nested deeper than {} brackets, signs and exponents: "
                                   "give a part of it a name of its own",
                                   max_depth));
  }
}

void FormulaBuilder::count_operation(std::size_t offset) {
  if (++operations_ > max_operations) {
    text_.fail(offset, fmt::format("at most {} operations in a statement were wanted: give a part "
                                   "of it a name of its own",
                                   max_operations));
  }
}

void FormulaBuilder::push(Expression::Kind kind, std::string text, std::size_t offset) {
  count_operation(offset);
  Expression& e = finished_.emplace_back();
  e.kind = kind;
  e.text = std::move(text);
  e.place = text_.place(offset);
}

std::vector<Expression> FormulaBuilder::take_from(std::size_t below) {
  const auto first = finished_.begin() + static_cast<std::ptrdiff_t>(below);
  std::vector<Expression> result(std::make_move_iterator(first),
                                 std::make_move_iterator(finished_.end()));
  finished_.erase(first, finished_.end());
  return result;
}

void FormulaBuilder::number(const char* begin, const char* end) {
  push(Expression::Kind::number, std::string(begin, end), offset(begin));
  finished_.back().number = to_number(finished_.back().text);
  if (!std::isfinite(finished_.back().number)) {
    text_.fail(offset(begin),
               fmt::format("{} is no number that a double can hold", finished_.back().text));
  }
}

void FormulaBuilder::name(const char* begin, const char* end) {
  push(Expression::Kind::name, plain_name({begin, end}), offset(begin));
}

void FormulaBuilder::element(const char* begin, const char* end) {
  std::string index = without_spaces({begin + 1, end - 1});
  index.erase(0, std::min(index.find_first_not_of('0'), index.size() - 1));
  finished_.back().text += fmt::format("[{}]", index);
}

bool FormulaBuilder::derivative(const char* begin, const char* end) {
  const std::string spelled = without_spaces(plain_name({begin, end}));
  const std::size_t slash = spelled.find('/');
  const auto claims = scope_.claims_of(spelled.substr(0, slash), spelled.substr(slash + 1));
  if (claims.empty()) return false;
  if (claims.size() > 1) {
    text_.fail(offset(begin),
               fmt::format("{} can mean {} and {}", spelled, claims[0].shown(), claims[1].shown()));
  }
  push(Expression::Kind::derivative, claims[0].shown(), offset(begin));
  return true;
}

void FormulaBuilder::open(const char* at) {
  deepen(offset(at));
  brackets_.push_back({offset(at), finished_.size(), slope_is_marked_});
  slope_is_marked_ = false;
}

void FormulaBuilder::mark_slope() { slope_is_marked_ = true; }

void FormulaBuilder::close_call() {
  const Bracket bracket = brackets_.back();
  brackets_.pop_back();
  --depth_;
  std::vector<Expression> operands = take_from(bracket.below);
  Expression& call = finished_.back();
  call.kind = bracket.is_slope ? Expression::Kind::function_slope : Expression::Kind::function;
  call.operands = std::move(operands);
}

void FormulaBuilder::close_list() {
  const Bracket bracket = brackets_.back();
  brackets_.pop_back();
  --depth_;
  std::vector<Expression> elements = take_from(bracket.below);
  push(Expression::Kind::list, "", bracket.offset);
  finished_.back().operands = std::move(elements);
}

void FormulaBuilder::close_group() {
  brackets_.pop_back();
  --depth_;
}

void FormulaBuilder::raise_to(double exponent, const char* at) {
  push(Expression::Kind::number, exponent == 2.0 ? "2" : "3", offset(at));
  finished_.back().number = exponent;
  open_operator(Operation::Pow, at);
  close_operator();
}

void FormulaBuilder::mean(const char* at) {
  Expression operand = std::move(finished_.back());
  finished_.pop_back();
  push(Expression::Kind::function, "mean", offset(at));
  finished_.back().operands.push_back(std::move(operand));
}

void FormulaBuilder::open_operator(Operation operation, const char* at) {
  const bool recurses = operation == Operation::Pow || operation == Operation::Negate;
  if (recurses) deepen(offset(at));
  count_operation(offset(at));
  operators_.push_back({operation, offset(at)});
}

void FormulaBuilder::close_operator() {
  const Operator op = operators_.back();
  operators_.pop_back();
  if (op.operation == Operation::Pow || op.operation == Operation::Negate) --depth_;
  const std::size_t arity = op.operation == Operation::Negate ? 1 : 2;
  Expression e;
  e.kind = Expression::Kind::operation;
  e.operation = op.operation;
  e.text = visit_row(op.operation,
                     [](auto row) { return std::string(decltype(row)::type::facts.name); });
  e.place = text_.place(op.offset);
  e.operands = take_from(finished_.size() - arity);
  finished_.push_back(std::move(e));
}

void FormulaBuilder::sign(WrittenStatement::Sign sign, const char* at) {
  statement_.sign = sign;
  statement_.sign_place = place(at);
  has_sign_ = true;
}

void FormulaBuilder::approximate(const char* at) {
  statement_.printed_place = place(at);
  if (has_sign_) return;
  sign(WrittenStatement::Sign::approximately, at);
}

void FormulaBuilder::printed(const char* begin, const char* end) {
  std::string digits = without_spaces({begin, end});
  constexpr std::string_view minus = "\xe2\x88\x92";
  if (digits.starts_with(minus)) digits.replace(0, minus.size(), "-");
  statement_.printed = std::move(digits);
}

void FormulaBuilder::question() { statement_.is_question = true; }

WrittenStatement FormulaBuilder::finish_statement() {
  if (finished_.size() > 1) statement_.right = std::move(finished_[1]);
  statement_.left = std::move(finished_[0]);
  return std::move(statement_);
}

Expression FormulaBuilder::finish_formula() { return std::move(finished_[0]); }

std::string FormulaBuilder::token_at(std::size_t at) const {
  const std::string_view rest = text_.readable({at, piece_.end});
  std::size_t length = 0;
  while (length < rest.size() && is_word(rest[length])) ++length;
  if (length > 30) length = 0;
  return std::string(rest.substr(0, length > 0 ? length : code_point_at(rest, 0).length));
}

std::string FormulaBuilder::what_came(std::size_t at) const {
  if (at >= piece_.end) return "the line ended";
  return fmt::format("'{}' came", token_at(at));
}

std::string FormulaBuilder::complaint_at_end(std::size_t at) const {
  const std::string_view rest = text_.readable({at, piece_.end});
  const char c = rest[0];
  if (rest.starts_with("==")) return "'==' compares: a definition has one '='";
  if (c == '=') return "a statement has one '=': a printed number stands behind a '~'";
  if (c == ')' || c == ']') return fmt::format("this '{}' closes nothing that was opened", c);
  if (c == '[') return "an index is a whole number in brackets, as in x[0]";
  if (c == '?') return "'?' stands alone: w = ? is a variable without a value";
  if (c == '.' && at > piece_.begin && is_word(text_.readable({at - 1, at})[0])) {
    return fmt::format("a number has one '.', and a name none: '{}' came", token_at(at));
  }
  if (c == '.' || (c >= '0' && c <= '9') || c == '(' || is_word(c)) {
    return fmt::format("an operator is missing before '{}': a product needs a '*'", token_at(at));
  }
  return fmt::format("an operator or the end of the line was wanted, '{}' came", token_at(at));
}

std::string FormulaBuilder::complaint(std::size_t at, Wanted wanted) const {
  const std::string came = what_came(at);
  const bool ended = at >= piece_.end;
  switch (wanted) {
    case Wanted::statement:
      return "a statement was wanted, as y = x^2 or dy/dx = 2*x; " + came;
    case Wanted::right_side:
      if (!ended && token_at(at) == "=") return "'==' compares: a definition has one '='";
      return (ended ? "the right side is empty: " : "") + ("a formula was wanted, " + came);
    case Wanted::close:
    case Wanted::close_list: {
      const char bracket = wanted == Wanted::close ? ')' : ']';
      const std::size_t opened = text_.place(brackets_.back().offset).column;
      return fmt::format("a '{}' was wanted for the '{}' of column {}, {}", bracket,
                         bracket == ')' ? '(' : '[', opened, came);
    }
    case Wanted::open:
      return "a '(' was wanted behind the prime, as in f'(x), " + came;
    case Wanted::sign:
      if (!ended && text_.readable({at, piece_.end})[0] != ' ') {
        std::string said = complaint_at_end(at);
        if (!said.starts_with("an operator or")) return said;
      }
      return "'=', '-=' or '~' was wanted, " + came;
    case Wanted::end:
      return complaint_at_end(at);
    case Wanted::digits:
      return "the digits of a printed number were wanted behind '~', " + came;
    case Wanted::operand:
    case Wanted::nothing:
      break;
  }
  return "a number, a name or a bracket was wanted, " + came;
}

void FormulaBuilder::fail(const char* at, Wanted wanted) const {
  std::size_t where = offset(at);
  if (where >= piece_.end) {  // behind the last character, not behind blanks
    while (where > piece_.begin && is_space(text_.readable({where - 1, where})[0])) --where;
    text_.fail(where, complaint(piece_.end, wanted));
  }
  text_.fail(where, complaint(where, wanted));
}

}  // namespace wengert::detail
