// SPDX-License-Identifier: MIT
// Names and numbers in every style.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "notation.hpp"

namespace wengert::detail {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Characters as LaTeX sets them in \mathrm; what is beyond ASCII is left to the document.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("#$%&_{}").find(c) != std::string_view::npos) {
      result += '\\';
      result += c;
    } else if (c == '\\') {
      result += "\\backslash{}";
    } else if (c == '^') {
      result += "\\hat{}";
    } else if (c == '~') {
      result += "\\sim{}";
    } else {
      result += c;
    }
  }
  return result;
}

std::string upright(std::string_view text) {
  if (text.size() == 1 && (is_letter(text[0]) || is_digit(text[0]))) return std::string(text);
  bool digits = !text.empty();
  for (const char c : text) digits = digits && is_digit(c);
  return digits ? std::string(text) : fmt::format("\\mathrm{{{}}}", escaped(text));
}

// Mantissa and power of ten in math mode.
std::string latex_number(const std::string& digits) {
  const std::size_t e = digits.find('e');
  if (e == std::string::npos) return digits;
  const int exponent = std::stoi(digits.substr(e + 1));
  return fmt::format("{} \\cdot 10^{{{}}}", digits.substr(0, e), exponent);
}

std::string special_number(Style style, double x) {
  const std::string_view sign = std::signbit(x) && !std::isnan(x) ? "-" : "";
  switch (style) {
    case Style::c:
    case Style::c_float:
      return std::isnan(x) ? "NAN" : fmt::format("{}INFINITY", sign);
    case Style::javascript:
      return std::isnan(x) ? "NaN" : fmt::format("{}Infinity", sign);
    case Style::latex:
      return std::isnan(x) ? "\\mathrm{NaN}" : fmt::format("{}\\infty", sign);
    case Style::unicode:
      return std::isnan(x) ? "nan" : fmt::format("{}\u221e", sign);
    default:
      return std::isnan(x) ? "nan" : fmt::format("{}inf", sign);
  }
}

// The limits of doubles, with which rows compare, become those of floats.
double within_float(double x) {
  using limits = std::numeric_limits<float>;
  const double size = std::fabs(x);
  if (size > static_cast<double>(limits::max())) {
    return std::copysign(std::numeric_limits<double>::infinity(), x);
  }
  const auto least = static_cast<double>(limits::min());
  return size > 0.0 && size < least ? std::copysign(least, x) : x;
}

}  // namespace

std::string latex_name(std::string_view name) {
  std::size_t stem = name.find('_');
  if (stem == std::string_view::npos || stem == 0 || stem + 1 == name.size()) {
    stem = name.size();
    while (stem > 0 && is_digit(name[stem - 1])) --stem;
    if (stem == 0 || stem == name.size()) return upright(name);
    return fmt::format("{}_{{{}}}", upright(name.substr(0, stem)), name.substr(stem));
  }
  return fmt::format("{}_{{{}}}", upright(name.substr(0, stem)), upright(name.substr(stem + 1)));
}

Piece Notation::name(std::string_view name) const {
  return {is_latex() ? latex_name(name) : std::string(name), Level::atom};
}

Piece Notation::shown_number(std::string digits, double x) const {
  if (!std::isfinite(x)) digits = special_number(style_, x);
  if (is_latex()) digits = latex_number(digits);
  const bool is_product = digits.find("cdot") != std::string::npos;
  if (is_product) return {digits, Level::product};
  return {digits, digits.starts_with('-') ? Level::sign : Level::atom};
}

Piece Notation::number(double x) const {
  if (style_ == Style::c_float) x = within_float(x);
  std::string digits =
      style_ == Style::c_float ? fmt::format("{}", static_cast<float>(x)) : fmt::format("{}", x);
  // An integer that C would divide as one.
  if (is_c(style_) && digits.find_first_of(".e") == std::string::npos) digits += ".0";
  if (style_ == Style::c_float && std::isfinite(x)) digits += 'f';
  return shown_number(std::move(digits), x);
}

Piece Notation::value_of_name(double x) const {
  Piece piece = shown_number(fmt::format("{:.{}g}", x, digits_), x);
  piece.is_value_of_name = true;
  return piece;
}

}  // namespace wengert::detail
