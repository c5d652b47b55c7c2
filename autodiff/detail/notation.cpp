// SPDX-License-Identifier: MIT
#include "notation.hpp"

#include <fmt/format.h>

#include <cmath>

#include "spelling.hpp"

namespace wengert::detail {

namespace {

bool begins_with_minus(const Piece& piece) { return piece.text.starts_with('-'); }

std::string_view comparison_sign(Style style, Operation operation) {
  if (operation == Operation::Less) return "<";
  if (operation == Operation::Equal) return style == Style::latex ? "=" : "==";
  if (style == Style::latex) return "\\le";
  return style == Style::unicode ? "\u2264" : "<=";
}

std::string_view both_sign(Style style) {
  if (is_program(style)) return "&&";
  return style == Style::latex ? "\\land" : "and";
}

std::string_view not_sign(Style style) {
  if (is_program(style)) return "!";
  return style == Style::latex ? "\\lnot " : "not ";
}

}  // namespace

std::string Notation::enclosed(const Piece& piece) const {
  return is_latex() ? fmt::format("\\left({}\\right)", piece.text)
                    : fmt::format("({})", piece.text);
}

std::string Notation::left(const Piece& piece, Level least) const {
  return piece.level < least ? enclosed(piece) : piece.text;
}

std::string Notation::right(const Piece& piece, Level least) const {
  return piece.level < least || begins_with_minus(piece) ? enclosed(piece) : piece.text;
}

Piece Notation::add(const Piece& a, const Piece& b) const {
  if (is_program()) {
    return {fmt::format("{} + {}", left(a, Level::sum), right(b, Level::product)), Level::sum};
  }
  if (begins_with_minus(b) && !b.is_value_of_name) {
    return {fmt::format("{} - {}", left(a, Level::sum), b.text.substr(1)), Level::sum};
  }
  return {fmt::format("{} + {}", left(a, Level::sum), right(b, Level::sum)), Level::sum};
}

Piece Notation::subtract(const Piece& a, const Piece& b) const {
  return {fmt::format("{} - {}", left(a, Level::sum), right(b, Level::product)), Level::sum};
}

std::string Notation::product_sign(std::string_view right) const {
  if (style_ == Style::unicode) return "\u00b7";
  if (!is_latex()) return is_program() ? " * " : "*";
  const bool digit = !right.empty() && right[0] >= '0' && right[0] <= '9';
  return digit || right.starts_with("\\left(-") ? " \\cdot " : "\\,";
}

Piece Notation::multiply(const Piece& a, const Piece& b) const {
  if (!is_program() && a.text == "-1" && !a.is_value_of_name) return negate(b);
  const std::string second = right(b, is_program() ? Level::sign : Level::product);
  return {fmt::format("{}{}{}", left(a, Level::product), product_sign(second), second),
          Level::product};
}

Piece Notation::divide(const Piece& a, const Piece& b) const {
  if (is_latex()) return {fmt::format("\\frac{{{}}}{{{}}}", a.text, b.text), Level::power};
  return {fmt::format("{}{}{}", left(a, Level::product), is_program() ? " / " : "/",
                      right(b, Level::sign)),
          Level::product};
}

Piece Notation::negate(const Piece& a) const {
  if (is_program()) return {fmt::format("-{}", right(a, Level::sign)), Level::sign};
  return {fmt::format("-{}", right(a, Level::product)), Level::product};
}

Piece Notation::power(const Piece& base, const Piece& exponent) const {
  const std::string below = left(base, Level::atom);
  if (is_latex()) return {fmt::format("{}^{{{}}}", below, exponent.text), Level::power};
  return {fmt::format("{}^{}", below, left(exponent, Level::atom)), Level::power};
}

Piece Notation::infix(const Piece& a, std::string_view sign, const Piece& b) const {
  return {fmt::format("{} {} {}", left(a, Level::sum), sign, left(b, Level::sum)),
          Level::condition};
}

Piece Notation::select(const Piece& mask, const Piece& a, const Piece& b) const {
  if (is_latex()) {
    return {fmt::format("\\begin{{cases}}{} & {}\\\\{} & \\text{{else}}\\end{{cases}}", a.text,
                        mask.text, b.text),
            Level::condition};
  }
  if (!is_program()) {
    return {fmt::format("select({}, {}, {})", mask.text, a.text, b.text), Level::atom};
  }
  return {fmt::format("{} ? {} : {}", left(mask, Level::atom), left(a, Level::sum),
                      left(b, Level::sum)),
          Level::condition};
}

Piece Notation::call(std::string_view function, std::span<const Piece> operands) const {
  Piece list;
  for (const Piece& v : operands) {
    if (!list.text.empty()) list.text += ", ";
    list.text += v.text;
  }
  return {fmt::format("{}{}", function, enclosed(list)), Level::atom};
}

Piece Notation::special_in_latex(Operation operation, const Piece& a) const {
  switch (operation) {
    case Operation::Sqrt:
      return {fmt::format("\\sqrt{{{}}}", a.text), Level::power};
    case Operation::Abs:
      return {fmt::format("\\left|{}\\right|", a.text), Level::atom};
    case Operation::Exp:
      return {fmt::format("e^{{{}}}", a.text), Level::power};
    default:
      return {{}, Level::atom};
  }
}

// The operations that a textbook has signs for.
Piece Notation::in_textbook(Operation operation, std::span<const Piece> v) const {
  switch (operation) {
    case Operation::Square:
      return power(v[0], {"2", Level::atom});
    case Operation::Reciprocal:
      return divide({"1", Level::atom}, v[0]);
    case Operation::Pow:
      return power(v[0], v[1]);
    case Operation::FusedMultiplyAdd:
      return add(multiply(v[0], v[1]), v[2]);
    case Operation::Absorb:
      return multiply(v[0], v[1]);
    case Operation::Sum: {
      Piece sum = v[0];
      for (const Piece& term : v.subspan(1)) sum = add(sum, term);
      return sum;
    }
    case Operation::Dot: {
      const std::size_t n = v.size() / 2;
      Piece sum = multiply(v[0], v[n]);
      for (std::size_t i = 1; i < n; ++i) sum = add(sum, multiply(v[i], v[n + i]));
      return v.size() % 2 == 1 ? add(sum, v[2 * n]) : sum;
    }
    default:
      return is_latex() && v.size() == 1 ? special_in_latex(operation, v[0]) : Piece{};
  }
}

// Math has no exp2, fma and fmod, and rounds halves up instead of away from 0.
Piece Notation::in_javascript(Operation operation, std::span<const Piece> v) const {
  switch (operation) {
    case Operation::Exp2:
      return {fmt::format("Math.pow(2, {})", v[0].text), Level::atom};
    case Operation::Round:
      return {fmt::format("Math.sign({0}) * Math.round(Math.abs({0}))", v[0].text), Level::product};
    case Operation::FusedMultiplyAdd:
      return add(multiply(v[0], v[1]), v[2]);
    case Operation::Fmod:
      return {fmt::format("{} % {}", left(v[0], Level::sign), right(v[1], Level::sign)),
              Level::product};
    default:
      return {};
  }
}

Piece Notation::function(const Sheet::Term& term, std::span<const Piece> v) const {
  const bool by_name = term.operation == Operation::custom;
  std::string function(by_name ? term.text : spelling_of(term.operation).name);
  if (is_c(style_) && term.operation == Operation::Abs) function = "fabs";
  if (style_ == Style::c_float && !by_name) function += 'f';
  if (style_ == Style::javascript && !by_name) function.insert(0, "Math.");
  if (is_latex()) {
    std::string escaped;
    for (const char c : function) escaped += c == '_' ? std::string("\\_") : std::string(1, c);
    function = fmt::format("\\operatorname{{{}}}", escaped);
  }
  if (term.primed) function += "'";
  return call(function, v);
}

Piece Notation::operation(const Sheet::Term& term, std::span<const Piece> v) const {
  if (term.primed) return function(term, v);
  switch (term.operation) {
    case Operation::Add:
      return add(v[0], v[1]);
    case Operation::Subtract:
      return subtract(v[0], v[1]);
    case Operation::Multiply:
      return multiply(v[0], v[1]);
    case Operation::Divide:
      return divide(v[0], v[1]);
    case Operation::Negate:
      return negate(v[0]);
    case Operation::Less:
    case Operation::LessEqual:
    case Operation::Equal:
      return infix(v[0], comparison_sign(style_, term.operation), v[1]);
    case Operation::Both:
      return infix(v[0], both_sign(style_), v[1]);
    case Operation::Not:
      return {fmt::format("{}{}", not_sign(style_), left(v[0], Level::atom)), Level::condition};
    case Operation::Select:
      return select(v[0], v[1], v[2]);
    default:
      break;
  }
  Piece piece;
  if (!is_program()) piece = in_textbook(term.operation, v);
  if (style_ == Style::javascript) piece = in_javascript(term.operation, v);
  return piece.text.empty() ? function(term, v) : piece;
}

}  // namespace wengert::detail
