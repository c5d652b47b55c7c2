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
#include "detail/inlining.hpp"
#include "detail/recording.hpp"
#include "operations.hpp"

namespace wengert {

class Var {
 public:
  // A constant: on no tape until it meets a variable.
  Var(double value = 0.0) : it_(value) {}
  Var(const detail::Node& node, double value) : it_(node, value) {}

  // The number. Reading it is counted by the tape: a branch on it cannot be guarded.
  double value() const {
    if (it_.recording != nullptr) it_.recording->count_value_read();
    return it_.value;
  }
  // Whether it is on no tape; what tape.constant() gives is on one.
  bool is_constant() const { return it_.is_constant(); }

  friend const detail::Operand& operand_of(const Var& v) { return v.it_; }

 private:
  detail::Operand it_;
};

static_assert(std::is_trivially_copyable_v<Var>);

namespace detail {

// Appends the row of an operation whose operands are not all known to be live: constants among them
// get rows, and it throws where one is stale or on another tape. Out of line and cold, so that the
// inlined path stays short.
WENGERT_COLD Node push_checked(Operation operation, unsigned wanted, double y, Node a,
                               double a_value);
WENGERT_COLD Node push_checked(Operation operation, unsigned wanted, double y, Node a,
                               double a_value, Node b, double b_value);

// Which operands of a row have partials: none of a mask, and not the mask of a select.
template <class R>
constexpr unsigned wanted_partials = R::facts.mask                          ? 0u
                                     : operation_of<R> == Operation::Select ? 6u
                                                                            : 7u;

// The rest is 0 where the row has none.
template <class R>
WENGERT_ALWAYS_INLINE ValueAndRest value_and_rest(double x) {
  if constexpr (requires { R::value_and_rest(x); }) {
    return R::value_and_rest(x);
  } else {
    return {R::value(x), 0.0f};
  }
}

// Runs an operation of the table on Vars: computes its value and appends its row. Inlined, because
// a Var returned through memory is stored in halves and loaded whole, which no processor forwards.
template <class R>
WENGERT_ALWAYS_INLINE Var apply(const Var& x) {
  const Operand& a = operand_of(x);
  const ValueAndRest y = value_and_rest<R>(a.value);
  if (!is_live(a)) [[unlikely]] {
    return {push_checked(operation_of<R>, wanted_partials<R>, y.value, a, a.value), y.value};
  }
  return {a.recording->push_live(y, a.id, operation_of<R>, wanted_partials<R>), y.value};
}

template <class R>
WENGERT_ALWAYS_INLINE Var apply(const Var& x1, const Var& x2) {
  const Operand& a = operand_of(x1);
  const Operand& b = operand_of(x2);
  const double y = R::value(double{a.value}, double{b.value});
  if (!are_live(a, b)) [[unlikely]] {
    return {push_checked(operation_of<R>, wanted_partials<R>, y, a, a.value, b, b.value), y};
  }
  return {a.recording->push_live(y, a.id, b.id, operation_of<R>, wanted_partials<R>), y};
}

// The same with a plain number, which becomes a row of its own.
template <class R>
WENGERT_ALWAYS_INLINE Var apply(const Var& x, double c) {
  const Operand& a = operand_of(x);
  if (!is_live(a)) [[unlikely]]
    return apply<R>(x, Var(c));
  const double y = R::value(double{a.value}, c);
  const NodeId b = a.recording->push_constant(c).id;
  return {a.recording->push_live(y, a.id, b, operation_of<R>, wanted_partials<R>), y};
}

template <class R>
WENGERT_ALWAYS_INLINE Var apply(double c, const Var& x) {
  const Operand& b = operand_of(x);
  if (!is_live(b)) [[unlikely]]
    return apply<R>(Var(c), x);
  const double y = R::value(c, double{b.value});
  const NodeId a = b.recording->push_constant(c).id;
  return {b.recording->push_live(y, a, b.id, operation_of<R>, wanted_partials<R>), y};
}

// Records a row with three operands.
WENGERT_EXPORT Node push_three(Operation operation, unsigned wanted, double y,
                               const Operand (&operands)[3]);

template <class R>
Var apply(const Var& a, const Var& b, const Var& c) {
  const Operand operands[] = {operand_of(a), operand_of(b), operand_of(c)};
  const double y = R::value(operands[0].value, operands[1].value, operands[2].value);
  return Var(push_three(operation_of<R>, wanted_partials<R>, y, operands), y);
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

#define WENGERT_OPERATOR1(Row, symbol)                      \
  WENGERT_ALWAYS_INLINE Var operator symbol(const Var& x) { \
    return detail::apply<operations::Row>(x);               \
  }
#define WENGERT_OPERATOR2(Row, symbol)                                    \
  WENGERT_ALWAYS_INLINE Var operator symbol(const Var& a, const Var& b) { \
    return detail::apply<operations::Row>(a, b);                          \
  }                                                                       \
  WENGERT_ALWAYS_INLINE Var operator symbol(const Var& a, double b) {     \
    return detail::apply<operations::Row>(a, b);                          \
  }                                                                       \
  WENGERT_ALWAYS_INLINE Var operator symbol(double a, const Var& b) {     \
    return detail::apply<operations::Row>(a, b);                          \
  }                                                                       \
  WENGERT_ALWAYS_INLINE Var& operator symbol##=(Var& a, const Var& b) { return a = a symbol b; }
#define WENGERT_CMATH1(Row, function) \
  WENGERT_ALWAYS_INLINE Var function(const Var& x) { return detail::apply<operations::Row>(x); }
#define WENGERT_CMATH2(Row, function)                              \
  WENGERT_ALWAYS_INLINE Var function(const Var& a, const Var& b) { \
    return detail::apply<operations::Row>(a, b);                   \
  }
#define WENGERT_CMATH3(Row, function)                                            \
  WENGERT_ALWAYS_INLINE Var function(const Var& a, const Var& b, const Var& c) { \
    return detail::apply<operations::Row>(a, b, c);                              \
  }
#define WENGERT_OWN1 WENGERT_CMATH1
#define WENGERT_OWN2 WENGERT_CMATH2
#include "operations/list.inc"

inline Var operator+(const Var& x) { return x; }

inline Comparison::Comparison(Operation mask_row, const Var& a, const Var& b, bool negated)
    : mask_row_(mask_row), negated_(negated), a_(operand_of(a)), b_(operand_of(b)) {}

inline Comparison operator<(const Var& a, const Var& b) { return {Operation::Less, a, b}; }
inline Comparison operator>(const Var& a, const Var& b) { return b < a; }
inline Comparison operator<=(const Var& a, const Var& b) { return {Operation::LessEqual, a, b}; }
inline Comparison operator>=(const Var& a, const Var& b) { return b <= a; }
inline Comparison operator==(const Var& a, const Var& b) { return {Operation::Equal, a, b}; }
inline Comparison operator!=(const Var& a, const Var& b) { return {Operation::Equal, a, b, true}; }

// a where the comparison holds, else b. Both are recorded; only the one chosen receives an adjoint.
inline Var select(const Comparison& mask, const Var& a, const Var& b) {
  return detail::apply<operations::Select>(mask.mask(), a, b);
}
// For two numbers the overload for double below would be as good a match.
inline Var select(const Comparison& mask, double a, double b) {
  return select(mask, Var(a), Var(b));
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

// As for double: without it std::numeric_limits<Var>::max() would be 0.
template <>
class std::numeric_limits<wengert::Var> : public std::numeric_limits<double> {};

#endif
