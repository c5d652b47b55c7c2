// SPDX-License-Identifier: MIT
// A row of the table, or a form of one written in a test, behind plain function pointers: what the
// bound check runs, exactly as a sweep on doubles does.
#ifndef WENGERT_TESTS_ORACLE_ROW_UNDER_TEST_HPP
#define WENGERT_TESTS_ORACLE_ROW_UNDER_TEST_HPP

#include <array>
#include <autodiff/operations.hpp>

namespace wengert::test {

// Rows with fewer operands leave the rest 0.
using Operands = std::array<double, 3>;

struct RowUnderTest {
  Operation operation;  // whose definition the oracle takes
  Facts facts;
  double (*value)(const Operands&);
  // One per operand; null where the row has no partial.
  std::array<double (*)(const Operands&, double y), 3> slope = {};
  // What the bounds are measured in; null: the result itself.
  double (*value_scale)(const Operands&) = nullptr;
  double (*slope_scale)(const Operands&) = nullptr;
  // Where the slope is a convention.
  bool (*hard)(const Operands&, double y) = nullptr;
};

namespace detail {

template <class R>
bool is_hard([[maybe_unused]] const Operands& v, [[maybe_unused]] double y) {
  if constexpr (requires { R::hard(v[0]); }) {
    return R::hard(v[0]);
  } else if constexpr (requires { R::hard(v[0], v[1]); }) {
    return R::hard(v[0], v[1]);
  } else if constexpr (requires { R::hard(v[0], v[1], y); }) {
    return R::hard(v[0], v[1], y);
  } else {
    return false;
  }
}

template <class R>
double value_of(const Operands& v) {
  if constexpr (R::facts.arity == 1) {
    return R::value(v[0]);
  } else if constexpr (R::facts.arity == 2) {
    return R::value(v[0], v[1]);
  } else {
    return R::value(v[0], v[1], v[2]);
  }
}

template <class R>
void set_slopes(RowUnderTest& row) {
  constexpr double x = 0.0;
  using V = const Operands&;
  if constexpr (requires { R::da(x, x); }) {
    row.slope[0] = [](V v, double y) { return R::da(v[0], y); };
  } else if constexpr (requires { R::da(x, x, x); }) {
    row.slope[0] = [](V v, double y) { return R::da(v[0], v[1], y); };
    row.slope[1] = [](V v, double y) { return R::db(v[0], v[1], y); };
  } else if constexpr (requires { R::dc(x, x, x, x); }) {
    row.slope[0] = [](V v, double y) { return R::da(v[0], v[1], v[2], y); };
    row.slope[1] = [](V v, double y) { return R::db(v[0], v[1], v[2], y); };
    row.slope[2] = [](V v, double y) { return R::dc(v[0], v[1], v[2], y); };
  } else if constexpr (requires { R::pull_b(x, x); }) {
    row.slope[1] = [](V v, double) { return R::pull_b(v[0], 1.0); };
    row.slope[2] = [](V v, double) { return R::pull_c(v[0], 1.0); };
  }
}

}  // namespace detail

// R is the table's row of `operation`, or derived from it with another formula.
template <class R>
RowUnderTest row_under_test(Operation operation) {
  RowUnderTest row{operation, R::facts, detail::value_of<R>};
  row.hard = detail::is_hard<R>;
  detail::set_slopes<R>(row);
  if constexpr (requires { R::value_scale(0.0); }) {
    row.value_scale = [](const Operands& v) { return R::value_scale(v[0]); };
  }
  if constexpr (requires { R::slope_scale(0.0); }) {
    row.slope_scale = [](const Operands& v) { return R::slope_scale(v[0]); };
  }
  return row;
}

}  // namespace wengert::test

#endif
