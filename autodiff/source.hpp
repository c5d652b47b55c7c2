// SPDX-License-Identifier: MIT
// Source: the number type whose values are formulas. A row of the operations table, or a whole
// recording, run on Sources writes itself down:
//
//   Sheet sheet(Style::text);
//   const Source a = sheet.name("a"), b = sheet.name("b");
//   sheet.text(sigmoid(a * b + 1));              // "sigmoid(a*b + 1)"
//
//   Sheet c(Style::c);                           // operations that C lacks run as their row does,
//   c.program({sigmoid(c.name("x"))}, {"y"});    // in terms of those that it has
//
// A Sheet holds the formulas; a Source points into one, and is valid while it lives. What is
// written twice is held once, so that statements share their subexpressions. Plain numbers belong
// to no sheet, and what is computed from plain numbers alone is computed.
#ifndef WENGERT_AUTODIFF_SOURCE_HPP
#define WENGERT_AUTODIFF_SOURCE_HPP

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "detail/apply.hpp"
#include "operations.hpp"

namespace wengert {

// text is ASCII, and what derivation files are written in; unicode differs in its signs; LaTeX is
// for math mode and wants amsmath; C is C99 with <math.h>, in doubles or in floats; JavaScript is
// ES2015.
enum class Style { text, unicode, latex, c, c_float, javascript };

constexpr bool is_c(Style style) { return style == Style::c || style == Style::c_float; }
constexpr bool is_program(Style style) { return is_c(style) || style == Style::javascript; }

class Sheet;
class Source;

namespace detail {
template <>
struct Apply<Source> {
  template <class R, class... Operands>
  static Source run(const Operands&... operands);
  template <class R, class V>
  static Source run_nary(const V& v);
};
}  // namespace detail

class Source {
 public:
  Source(double constant = 0.0) : value_(constant), known_(true) {}

  bool is_constant() const { return sheet_ == nullptr; }
  // The number, where all names in the formula have one.
  std::optional<double> value() const { return known_ ? std::optional(value_) : std::nullopt; }

#define WENGERT_OPERATOR1(Row, symbol)                     \
  friend Source operator symbol(const Source& x) {         \
    return detail::Apply<Source>::run<operations::Row>(x); \
  }
#define WENGERT_OPERATOR2(Row, symbol)                              \
  friend Source operator symbol(const Source& a, const Source& b) { \
    return detail::Apply<Source>::run<operations::Row>(a, b);       \
  }                                                                 \
  friend Source& operator symbol##=(Source& a, const Source& b) { return a = a symbol b; }
#define WENGERT_CMATH1(Row, function) \
  friend Source function(const Source& x) { return detail::Apply<Source>::run<operations::Row>(x); }
#define WENGERT_CMATH2(Row, function)                         \
  friend Source function(const Source& a, const Source& b) {  \
    return detail::Apply<Source>::run<operations::Row>(a, b); \
  }
#define WENGERT_CMATH3(Row, function)                                         \
  friend Source function(const Source& a, const Source& b, const Source& c) { \
    return detail::Apply<Source>::run<operations::Row>(a, b, c);              \
  }
#define WENGERT_OWN1 WENGERT_CMATH1
#define WENGERT_OWN2 WENGERT_CMATH2
#include "operations/list.inc"

 private:
  friend class Sheet;
  friend class SheetPrinter;
  Source(Sheet* sheet, std::uint32_t term, std::optional<double> value)
      : sheet_(sheet), term_(term), value_(value.value_or(0.0)), known_(value.has_value()) {}

  Sheet* sheet_ = nullptr;
  std::uint32_t term_ = 0;
  double value_;
  bool known_;
};

struct TextOptions {
  std::optional<Style> style = std::nullopt;  // another than the sheet's
  bool numbers = false;                       // names that have a value are shown as it
  int digits = 5;                             // of such a value
  std::size_t longest = 10000;                // a part with more characters becomes "..."
};

// One line of a program: name = value.
struct Assignment {
  std::string name;
  std::string value;
  bool is_mask = false;  // true or false, which C keeps in an int
};

class WENGERT_EXPORT Sheet {
 public:
  explicit Sheet(Style style = Style::text) : style_(style) {}
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  Style style() const { return style_; }

  // A name, with the value that it stands for, if any. Throws Error where the style is a
  // programming language and the name is none there (elements of arrays are: x[0]).
  Source name(std::string_view name, std::optional<double> value = std::nullopt);
  // A function by its name: of the user's own, or one that the table does not have.
  Source call(std::string_view function, std::span<const Source> operands,
              std::optional<double> value = std::nullopt);
  // The derivative of a function of the table, as a textbook writes it: sigmoid'(x).
  Source primed(Operation function, const Source& x);

  // The formula on one line. O(its length); see TextOptions::longest.
  std::string text(const Source& formula, const TextOptions& options = {}) const;

  // Statements that compute the formulas and assign them to the names: what is used twice, or
  // longer than a line, gets a line of its own, named t1, t2, ... Throws Error where the lengths
  // differ.
  std::vector<Assignment> assignments(std::span<const Source> formulas,
                                      std::span<const std::string> names) const;
  // The same as lines of text: "const double t1 = ...;" in C.
  std::string program(const std::vector<Source>& formulas,
                      const std::vector<std::string>& names) const;

  // The functions whose primes a formula has, each once.
  std::vector<Operation> primed_in(const Source& formula) const;

  // What follows serves the number type and those who print formulas.

  struct Term {
    Operation operation = Operation::constant;  // variable: a name; custom: a call by name
    bool primed = false;
    std::string text = {};   // of a name or a call
    std::uint64_t bits = 0;  // of a number
    bool has_value = false;  // of a name; then bits are of its value
    std::vector<std::uint32_t> operands = {};
    // NOLINTNEXTLINE(modernize-use-nullptr): the check takes the generated comparison for a 0
    auto operator<=>(const Term&) const = default;
  };
  // Whether the style has the operation; if not, its row says it in others. Throws Error where the
  // operation is a function of <cmath> that the language lacks.
  bool has(Operation operation) const;
  Source apply(Operation operation, std::span<const Source> operands, std::optional<double> value);
  const Term& term(const Source& formula) const { return terms_[formula.term_]; }
  Source operand(const Source& formula, std::size_t k) const;

  // The sheet of the first operand that is on one, or null.
  static Sheet* of(std::span<const Source> operands);

 private:
  friend class SheetPrinter;
  Source put(Term term, std::optional<double> value);
  std::uint32_t index_of(const Source& operand);

  Style style_;
  std::vector<Term> terms_;
  std::map<Term, std::uint32_t> places_;
};

// Masks are formulas too. A branch is decided by the values; where a name has none, it throws
// Error.
template <>
struct WENGERT_EXPORT Number<Source> {
  static Source less(const Source& a, const Source& b);
  static Source equal(const Source& a, const Source& b);
  static Source both(const Source& a, const Source& b);
  static bool holds(const Source& mask);
  static bool is_zero(const Source& x) { return x.is_constant() && x.value() == 0.0; }
  static Source select(const Source& mask, const Source& a, const Source& b);
  template <class A, class B>
  static Source choose(const Source& mask, A a, B b) {
    const Source chosen = a();
    const Source other = b();
    return select(mask, chosen, other);
  }
  static Source constant(Irrational c) { return irrationals[static_cast<int>(c)]; }
  static Source digamma(const Source& x);
  static Source trigamma(const Source& x);
  static constexpr bool is_complex = false;
};

namespace detail {

template <class R, class... Operands>
Source Apply<Source>::run(const Operands&... operands) {
  const Source list[] = {operands...};
  std::optional<double> value;
  if ((operands.value().has_value() && ...)) value = R::value(*operands.value()...);
  Sheet* const sheet = Sheet::of(list);
  if (sheet == nullptr) return *value;
  if (sheet->has(operation_of<R>)) return sheet->apply(operation_of<R>, list, value);
  return R::value(operands...);
}

template <class R, class V>
Source Apply<Source>::run_nary(const V& v) {
  std::vector<Source> list;
  std::vector<double> values;
  for (std::size_t i = 0; i < v.size(); ++i) {
    list.push_back(v[i]);
    if (list[i].value()) values.push_back(*list[i].value());
  }
  std::optional<double> value;
  if (values.size() == list.size()) value = R::template value<double>(values);
  Sheet* const sheet = Sheet::of(list);
  if (sheet == nullptr) return *value;
  if (sheet->has(operation_of<R>)) return sheet->apply(operation_of<R>, list, value);
  return R::template value<Source>(v);
}

}  // namespace detail
}  // namespace wengert

#endif
