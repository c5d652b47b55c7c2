// SPDX-License-Identifier: MIT
// How a style puts pieces of text together: precedence, parentheses, names and numbers.
#ifndef WENGERT_AUTODIFF_DETAIL_NOTATION_HPP
#define WENGERT_AUTODIFF_DETAIL_NOTATION_HPP

#include <span>
#include <string>
#include <string_view>

#include "../source.hpp"
#include "export.hpp"

namespace wengert::detail {

// How tightly a text holds together. A text stands without parentheses where its level is enough.
enum class Level { condition, sum, product, sign, power, atom };

struct Piece {
  std::string text;
  Level level = Level::atom;
  bool is_value_of_name = false;  // a number that stands where a name was
};

class WENGERT_EXPORT Notation {
 public:
  Notation(Style style, int digits) : style_(style), digits_(digits) {}

  Piece name(std::string_view name) const;
  // All digits that tell the number from its neighbours.
  Piece number(double x) const;
  // As many digits as the options say.
  Piece value_of_name(double x) const;

  // An operation of the table, or a call by its name.
  Piece operation(const Sheet::Term& term, std::span<const Piece> operands) const;

 private:
  bool is_program() const { return wengert::is_program(style_); }
  bool is_latex() const { return style_ == Style::latex; }
  Piece shown_number(std::string digits, double x) const;
  std::string enclosed(const Piece& piece) const;
  std::string left(const Piece& piece, Level least) const;
  std::string right(const Piece& piece, Level least) const;

  Piece add(const Piece& a, const Piece& b) const;
  Piece subtract(const Piece& a, const Piece& b) const;
  Piece multiply(const Piece& a, const Piece& b) const;
  Piece divide(const Piece& a, const Piece& b) const;
  Piece negate(const Piece& a) const;
  Piece power(const Piece& base, const Piece& exponent) const;
  Piece infix(const Piece& a, std::string_view sign, const Piece& b) const;
  Piece select(const Piece& mask, const Piece& a, const Piece& b) const;
  Piece call(std::string_view function, std::span<const Piece> operands) const;
  Piece special_in_latex(Operation operation, const Piece& a) const;
  Piece in_textbook(Operation operation, std::span<const Piece> v) const;
  Piece in_javascript(Operation operation, std::span<const Piece> v) const;
  Piece function(const Sheet::Term& term, std::span<const Piece> v) const;
  std::string product_sign(std::string_view right) const;

  Style style_;
  int digits_;
};

// A name in math mode: w_{1}, y_{\mathrm{pred}}. Everything that LaTeX would obey is escaped.
WENGERT_EXPORT std::string latex_name(std::string_view name);

}  // namespace wengert::detail

#endif
