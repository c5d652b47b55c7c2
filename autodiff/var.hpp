// SPDX-License-Identifier: MIT
// Var: a number that remembers how it was computed.
//
//   Tape tape;
//   Var x = tape.variable(2.0, "x");
//   Var y = x * sin(x) + 1;          // rows: sin, multiply, the constant 1, add
//   tape.gradient(y)[x];             // dy/dx
//
// A Var is a small value: copy it freely. Every operation appends one row to the tape of its
// operands; the functions of <cmath> are found by argument-dependent look-up, so that a template
// written with `using std::sin; sin(x)` runs on double and Var alike. Plain numbers mix in and
// become constants, of which no partial is ever computed.
//
// Operations throw Error when their operands are on different tapes, or were recorded before the
// tape was rewound or cleared. Using a Var after its Tape's end is undefined.
#ifndef WENGERT_AUTODIFF_VAR_HPP
#define WENGERT_AUTODIFF_VAR_HPP

#include <type_traits>

#include "comparison.hpp"
#include "detail/apply.hpp"
#include "detail/recording.hpp"
#include "operations.hpp"

namespace wengert {

class Var {
 public:
  // A constant: on no tape until it meets a variable.
  Var(double value = 0.0) : it_{value} {}
  explicit Var(const detail::Operand& recorded) : it_(recorded) {}

  // The number. Reading it is counted by the tape: a branch on it cannot be guarded.
  double value() const {
    if (it_.recording != nullptr) it_.recording->count_value_read();
    return it_.value;
  }
  bool is_constant() const { return it_.is_constant(); }

  friend const detail::Operand& operand_of(const Var& v) { return v.it_; }

 private:
  detail::Operand it_;
};

static_assert(std::is_trivially_copyable_v<Var>);

namespace detail {

// Runs an operation of the table on Vars: computes its value and appends its row.
template <class R>
Var apply(const Var& x) {
  const Operand& a = operand_of(x);
  const double y = R::value(a.value);
  if (a.recording == nullptr) return Var(y);
  const Index row = a.recording->row_of(a, R::facts.name, {});
  const unsigned active = R::facts.mask ? 0u : a.active();
  return Var(a.recording->push_row(y, row, 0, operation_of<R>, active));
}

template <class R>
Var apply(const Var& x1, const Var& x2) {
  const Operand& a = operand_of(x1);
  const Operand& b = operand_of(x2);
  const double y = R::value(a.value, b.value);
  Recording* const tape = a.recording != nullptr ? a.recording : b.recording;
  if (tape == nullptr) return Var(y);
  const Index row_a = tape->row_of(a, R::facts.name, b);
  const Index row_b = tape->row_of(b, R::facts.name, a);
  const unsigned active = R::facts.mask ? 0u : a.active() | b.active() << 1;
  return Var(tape->push_row(y, row_a, row_b, operation_of<R>, active));
}

// Records a row with three operands, of which `wanted` says which have partials.
WENGERT_EXPORT Operand push_three(Operation operation, std::string_view name, double y,
                                  const Operand (&operands)[3], unsigned wanted);

template <class R>
Var apply(const Var& a, const Var& b, const Var& c) {
  const Operand operands[] = {operand_of(a), operand_of(b), operand_of(c)};
  const double y = R::value(operands[0].value, operands[1].value, operands[2].value);
  constexpr unsigned wanted = operation_of<R> == Operation::Select ? 6u : 7u;
  return Var(push_three(operation_of<R>, R::facts.name, y, operands, wanted));
}

// Records a row with any number of operands. Empty lists are the caller's to refuse.
template <class R, class V>
Var apply_nary(const V& v);

template <>
struct Apply<Var> {
  template <class R, class... Operands>
  static Var run(const Operands&... operands) {
    return apply<R>(operands...);
  }
  template <class R, class V>
  static Var run_nary(const V& v) {
    return apply_nary<R>(v);
  }
};

}  // namespace detail

#define WENGERT_OPERATOR1(Row, symbol)           \
  inline Var operator symbol(const Var& x) {     \
    return detail::apply<operations::Row>(x);    \
  }
#define WENGERT_OPERATOR2(Row, symbol)                          \
  inline Var operator symbol(const Var& a, const Var& b) {      \
    return detail::apply<operations::Row>(a, b);                \
  }                                                             \
  inline Var& operator symbol##=(Var & a, const Var& b) {       \
    return a = a symbol b;                                      \
  }
#define WENGERT_CMATH1(Row, function)            \
  inline Var function(const Var& x) {            \
    return detail::apply<operations::Row>(x);    \
  }
#define WENGERT_CMATH2(Row, function)                       \
  inline Var function(const Var& a, const Var& b) {         \
    return detail::apply<operations::Row>(a, b);            \
  }
#define WENGERT_CMATH3(Row, function)                                  \
  inline Var function(const Var& a, const Var& b, const Var& c) {      \
    return detail::apply<operations::Row>(a, b, c);                    \
  }
#define WENGERT_OWN1 WENGERT_CMATH1
#define WENGERT_OWN2 WENGERT_CMATH2
#include "operations/list.inc"

inline Var operator+(const Var& x) { return x; }

inline Comparison operator<(const Var& a, const Var& b) {
  return {Operation::Less, operand_of(a), operand_of(b)};
}
inline Comparison operator>(const Var& a, const Var& b) { return b < a; }
inline Comparison operator<=(const Var& a, const Var& b) {
  return {Operation::LessEqual, operand_of(a), operand_of(b)};
}
inline Comparison operator>=(const Var& a, const Var& b) { return b <= a; }
inline Comparison operator==(const Var& a, const Var& b) {
  return {Operation::Equal, operand_of(a), operand_of(b)};
}
inline Comparison operator!=(const Var& a, const Var& b) {
  return {Operation::Equal, operand_of(a), operand_of(b), true};
}

// a where the comparison holds, else b. Both are recorded; only the one chosen receives an adjoint.
inline Var select(const Comparison& mask, const Var& a, const Var& b) {
  return detail::apply<operations::Select>(Var(mask.mask()), a, b);
}
// A bool has forgotten what it was compared from: the recording could not be guarded.
Var select(bool, const Var&, const Var&) = delete;
inline double select(bool mask, double a, double b) { return mask ? a : b; }

// Rows of the table run on Vars: the result is recorded. A mask is a Var of value 0 or 1.
template <>
struct Number<Var> {
  static Var less(const Var& a, const Var& b) { return detail::apply<operations::Less>(a, b); }
  static Var equal(const Var& a, const Var& b) { return detail::apply<operations::Equal>(a, b); }
  static Var both(const Var& a, const Var& b) { return detail::apply<operations::Both>(a, b); }
  static bool holds(const Var& mask) { return detail::record_guard(operand_of(mask)); }
  // By structure, never by the value of a recorded number: it may differ when evaluated again.
  static bool is_zero(const Var& x) { return x.is_constant() && operand_of(x).value == 0.0; }
  static Var select(const Var& mask, const Var& a, const Var& b) {
    if (mask.is_constant()) return operand_of(mask).value == 1.0 ? a : b;
    return detail::apply<operations::Select>(mask, a, b);
  }
  template <class A, class B>
  static Var choose(const Var& mask, A a, B b) {
    if (mask.is_constant()) return operand_of(mask).value == 1.0 ? a() : b();
    const Var chosen = a();
    const Var other = b();
    return select(mask, chosen, other);
  }
  static Var constant(Irrational c) { return Number<double>::constant(c); }
  static Var digamma(const Var& x) { return wengert::digamma(x); }
  static Var trigamma(const Var& x) { return wengert::trigamma(x); }
  static constexpr bool is_complex = false;
};

}  // namespace wengert

#endif
