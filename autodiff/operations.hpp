// SPDX-License-Identifier: MIT
// The table of operations: every derivative rule of the library, once.
//
// A row is a struct with its facts, its value and one partial derivative per operand:
//
//   value(a), value(a, b), ...   the result
//   da(a, y), da(a, b, y), ...   the partial by the first operand, given operands and result y
//   db, dc                       by the second and the third
//   value_and_rest(a),           a value with what its rounding took from it in some other form,
//   and da(a, y, rest)               the partial given that too: for a row whose partial loses
//   digits in
//                                y, and costs as much as the value without y
//   hard(a, ...), hard_rule      where the slope is a convention, and which
//   value_scale(a)               what value_ulp is measured in, where the value has roots that
//                                cancellation makes inexact
//   slope_scale(a)               the same of slope_ulp
//   slope_bound(v, i)            n-ary rows: the bound itself, where it depends on the operands
//
// All are templates over the number type, written in the small vocabulary of
// operations/vocabulary.inc, so that one row serves doubles, duals, recorded nodes, complex
// numbers, arbitrary precision, SIMD lanes and text. To add an operation, write its row and name it
// in operations/list.inc; tests, documentation and every number type follow.
#ifndef WENGERT_AUTODIFF_OPERATIONS_HPP
#define WENGERT_AUTODIFF_OPERATIONS_HPP

#include <cfloat>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "number.hpp"

namespace wengert {

struct Interval {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

// What is known of a row. The bounds are promises that the tests read: errors in units in the last
// place of the result (or of value_scale / slope_scale where the row has one), for normal operands
// and results.
struct Facts {
  std::string_view name;
  int arity;  // 0: any number of operands
  double value_ulp = 0;
  double slope_ulp = 0;
  bool complex_form = true;     // complex step can run it
  bool infinite_slope = false;  // the slope can be infinite at a finite operand
  bool mask = false;            // a comparison: value 0 or 1, no slope
  Interval domain_a = {};       // where the function is real and the bounds are tested
  Interval domain_b = {};
  std::string_view shown_slope = {};  // textbook notation, in a, b, c and the result y
};

// What a row's value_and_rest gives. A float, because that fits into a row of the tape.
struct ValueAndRest {
  double value;
  float rest;
};

namespace operations {

using detail::lgamma;
using std::acos, std::acosh, std::asin, std::asinh, std::atan, std::atan2, std::atanh, std::cbrt;
using std::ceil, std::cos, std::cosh, std::erf, std::erfc, std::exp, std::exp2, std::expm1;
using std::floor, std::fma, std::fmod, std::hypot, std::log, std::log10, std::log1p, std::log2;
using std::pow, std::round, std::sin, std::sinh, std::sqrt, std::tan, std::tanh, std::trunc;

#include "operations/vocabulary.inc"

#include "operations/arithmetic.inc"
#include "operations/exponential.inc"
#include "operations/trigonometric.inc"

#include "operations/special.inc"

#include "operations/piecewise.inc"

#include "operations/network.inc"

#include "operations/nary.inc"

}  // namespace operations

// What a row of a tape can be: a leaf, a guard (a comparison that a branch was taken on), a
// user's own operation, or a row of the table.
enum class Operation : std::uint8_t {
  variable,
  constant,
  guard,
  custom,
#define WENGERT_ROW(Row) Row,
#include "operations/list.inc"
};

template <class Row>
struct RowType {
  using type = Row;
};

template <class Row>
inline constexpr Operation operation_of = Operation::variable;
#define WENGERT_ROW(Row) \
  template <>            \
  inline constexpr Operation operation_of<operations::Row> = Operation::Row;
#include "operations/list.inc"

// Calls f(RowType<Row>()) with the table's row of `operation`, which must be one.
template <class F>
decltype(auto) visit_row(Operation operation, F&& f) {
  switch (operation) {
#define WENGERT_ROW(Row) \
  case Operation::Row:   \
    return f(RowType<operations::Row>());
#include "operations/list.inc"
    default:
      break;
  }
  return f(RowType<operations::Add>());
}

// Calls f(RowType<Row>()) for every row of the table, in its order.
template <class F>
void for_each_row(F&& f) {
#define WENGERT_ROW(Row) f(RowType<operations::Row>());
#include "operations/list.inc"
}

// The functions that <cmath> lacks, on plain numbers.
#define WENGERT_OWN1(Row, function) \
  inline double function(double x) { return operations::Row::value(x); }
#define WENGERT_OWN2(Row, function) \
  inline double function(double a, double b) { return operations::Row::value(a, b); }
#include "operations/list.inc"

}  // namespace wengert

#endif
