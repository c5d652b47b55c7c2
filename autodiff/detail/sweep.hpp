// SPDX-License-Identifier: MIT
// The reverse sweep, on any number type: the rows from the last to the first, each handing its
// adjoint times its partials on to its operands. Rows refer only back, so every row has its whole
// adjoint when its turn comes, and no recursion is needed however deep or branching the program is.
#ifndef WENGERT_AUTODIFF_DETAIL_SWEEP_HPP
#define WENGERT_AUTODIFF_DETAIL_SWEEP_HPP

#include <type_traits>
#include <vector>

#include "../custom.hpp"
#include "../var.hpp"
#include "apply.hpp"
#include "recording.hpp"

namespace wengert::detail {

// adjoint * slope, where the adjoint is not zero.
template <class R, class T>
T pulled(const T& adjoint, const T& slope) {
  if constexpr (R::facts.infinite_slope && !std::is_floating_point_v<T>) {
    return Apply<T>::template run<operations::Absorb>(adjoint, slope);
  } else {
    return adjoint * slope;
  }
}

// As nodes, a product with a constant 1 or -1 needs no row.
template <class R>
Var pulled(const Var& adjoint, const Var& slope) {
  const auto is = [](const Var& v, double c) {
    return v.is_constant() && operand_of(v).value == c;
  };
  if (is(slope, 1.0)) return adjoint;
  if (is(adjoint, 1.0)) return slope;
  if (is(slope, -1.0)) return -adjoint;
  if (is(adjoint, -1.0)) return -slope;
  if (adjoint.is_constant() || !R::facts.infinite_slope) return adjoint * slope;
  return absorb(adjoint, slope);
}

// The values of a recording's rows as recorded.
struct RecordedValues {
  const Recording& recording;
  double operator()(Index i) const { return recording.row(i).value; }
};

// Values is called with a row's index and gives its value as a T.
template <class T, class Values>
class Sweep {
 public:
  Sweep(const Recording& recording, const Values& values, T* adjoints)
      : recording_(recording), value_(values), adjoint_(adjoints) {}

  // From row `last` down. The seeds stand in the adjoints.
  void run(Index last) {
    const Index stop = recording_.leading_leaves();
    for (Index i = last + 1; i-- > stop;) {
      if (Number<T>::is_zero(adjoint_[i])) continue;
      const T adjoint = adjoint_[i];
      pull(i, adjoint);
    }
  }

  // Hands the adjoint of row i on to its operands. Takes the row by value: as nodes, the sweep
  // appends to the recording that it reads.
  void pull(Index i, const T& adjoint) {
    const Row row = recording_.row(i);
    switch (row.code) {
#define WENGERT_CASE1(R)                                    \
  case code_of(Operation::R, 1):                            \
    return pull_one<operations::R>(i, row, adjoint);
#define WENGERT_CASE2(R)                                    \
  case code_of(Operation::R, 1):                            \
    return pull_two<operations::R, 1>(i, row, adjoint);     \
  case code_of(Operation::R, 2):                            \
    return pull_two<operations::R, 2>(i, row, adjoint);     \
  case code_of(Operation::R, 3):                            \
    return pull_two<operations::R, 3>(i, row, adjoint);
#define WENGERT_OPERATOR1(R, symbol) WENGERT_CASE1(R)
#define WENGERT_CMATH1(R, function) WENGERT_CASE1(R)
#define WENGERT_OWN1(R, function) WENGERT_CASE1(R)
#define WENGERT_OPERATOR2(R, symbol) WENGERT_CASE2(R)
#define WENGERT_CMATH2(R, function) WENGERT_CASE2(R)
#define WENGERT_OWN2(R, function) WENGERT_CASE2(R)
#define WENGERT_NARY(R, function)                           \
  case code_of(Operation::R, 1):                            \
    return pull_all<operations::R>(i, row, adjoint);
#include "../operations/list.inc"
#undef WENGERT_CASE1
#undef WENGERT_CASE2
      default:
        return pull_rare(i, row, adjoint);
    }
  }

 private:
  void add(Index row, const T& product) {
    if constexpr (std::is_floating_point_v<T>) {
      adjoint_[row] += product;
    } else {
      T& sum = adjoint_[row];
      sum = Number<T>::is_zero(sum) ? product : T(sum + product);
    }
  }

  template <class R>
  void pull_one(Index i, const Row& row, const T& adjoint) {
    if constexpr (requires(T x) { R::da(x, x); }) {
      add(row.a, pulled<R>(adjoint, T(R::da(T(value_(row.a)), T(value_(i))))));
    } else {
      throw_no_slope(R::facts.name);
    }
  }

  template <class R, unsigned active>
  void pull_two(Index i, const Row& row, const T& adjoint) {
    const T a = value_(row.a);
    const T b = value_(row.b);
    const T y = value_(i);
    if constexpr ((active & 1) != 0) add(row.a, pulled<R>(adjoint, T(R::da(a, b, y))));
    if constexpr ((active & 2) != 0) add(row.b, pulled<R>(adjoint, T(R::db(a, b, y))));
  }

  template <class R>
  void pull_all(Index i, const Row& row, const T& adjoint) {
    const Operands v(*this, recording_.arguments(row));
    R::template partials<T>(v, T(value_(i)), [&](std::size_t k, const T& partial) {
      if (recording_.row(v.rows[k]).depends_on_variable()) {
        add(v.rows[k], pulled<R>(adjoint, partial));
      }
    });
  }

  void pull_rare(Index i, const Row& row, const T& adjoint) {
    if (row.active() == 0) return;
    switch (row.operation()) {
      case Operation::FusedMultiplyAdd:
        return pull_three<operations::FusedMultiplyAdd>(i, row, adjoint);
      case Operation::Select:
        return pull_select(row, adjoint);
      case Operation::custom: {
        const T slope = custom_slope<T>(recording_.custom(row), value_(row.a), value_(i));
        return add(row.a, pulled<operations::Absorb>(adjoint, slope));
      }
      default:
        return;
    }
  }

  template <class R>
  void pull_three(Index i, const Row& row, const T& adjoint) {
    const Operands v(*this, recording_.arguments(row));
    const T a = v[0];
    const T b = v[1];
    const T c = v[2];
    const T y = value_(i);
    if ((row.active() & 1) != 0) add(v.rows[0], pulled<R>(adjoint, T(R::da(a, b, c, y))));
    if ((row.active() & 2) != 0) add(v.rows[1], pulled<R>(adjoint, T(R::db(a, b, c, y))));
    if ((row.active() & 4) != 0) add(v.rows[2], pulled<R>(adjoint, T(R::dc(a, b, c, y))));
  }

  void pull_select(const Row& row, const T& adjoint) {
    const Operands v(*this, recording_.arguments(row));
    const T mask = v[0];
    if ((row.active() & 2) != 0) add(v.rows[1], operations::Select::pull_b(mask, adjoint));
    if ((row.active() & 4) != 0) add(v.rows[2], operations::Select::pull_c(mask, adjoint));
  }

  // The operands of a row that keeps them in the argument list.
  struct Operands {
    Operands(const Sweep& sweep, std::span<const Index> arguments)
        : sweep(sweep), rows(arguments.begin(), arguments.end()) {}
    T operator[](std::size_t k) const { return sweep.value_(rows[k]); }
    std::size_t size() const { return rows.size(); }

    const Sweep& sweep;
    // As nodes, the argument list may move while the sweep appends to it.
    std::conditional_t<std::is_same_v<T, Var>, std::vector<Index>, std::span<const Index>> rows;
  };

  const Recording& recording_;
  Values value_;
  T* adjoint_;
};

}  // namespace wengert::detail

#endif
