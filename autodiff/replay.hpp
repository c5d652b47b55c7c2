// SPDX-License-Identifier: MIT
// A recording evaluated again, at another point and on any number type: duals for second
// derivatives, Complex for an oracle, 100 digits for an exact answer, float, or your own.
//
//   Replay<Dual<double>> again(tape, inputs, at);
//   again[y];                       // the value of any node
//   again.gradient(y, inputs);      // the reverse sweep on the same numbers
//
// A number type needs + - * /, the <cmath> names that the recording uses, construction from double,
// and, where it is not an ordinary ordered number, a Number<T> (number.hpp).
#ifndef WENGERT_AUTODIFF_REPLAY_HPP
#define WENGERT_AUTODIFF_REPLAY_HPP

#include <span>
#include <type_traits>
#include <vector>

#include "detail/sweep.hpp"
#include "tape.hpp"

namespace wengert {

namespace detail {
[[noreturn]] WENGERT_EXPORT void throw_branch(const Recording& recording, Index guard);
WENGERT_EXPORT void require_one_value_per_input(std::size_t inputs, std::size_t values);
WENGERT_EXPORT Index require_replayed(const Recording& recording, const Var& v, std::size_t rows);
}  // namespace detail

template <class T>
class Replay {
 public:
  // Evaluates the rows of the tape with each of `inputs` (any nodes: leaves, or intermediates that
  // are then not computed but given) set to its value in `at`. Throws Error where the lengths
  // differ or an input is not the tape's, BranchError where a branch would be taken otherwise than
  // in the recording. O(rows).
  Replay(const Tape& tape, std::span<const Var> inputs, std::span<const T> at)
      : recording_(recording_of(tape)) {
    detail::require_one_value_per_input(inputs.size(), at.size());
    const Index rows = recording_.size();
    std::vector<Index> given(rows, 0);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      given[recording_.find(operand_of(inputs[k]), "replay")] = static_cast<Index>(k + 1);
    }
    values_.reserve(rows);
    for (Index i = 0; i < rows; ++i) {
      values_.push_back(given[i] != 0 ? at[given[i] - 1] : evaluated(i));
    }
  }

  const T& operator[](const Var& v) const {
    return values_[detail::require_replayed(recording_, v, values_.size())];
  }

  // d y / d x for each x of `by`, on this number type.
  std::vector<T> gradient(const Var& y, std::span<const Var> by) const {
    const Index last = detail::require_replayed(recording_, y, values_.size());
    std::vector<T> adjoints(values_.size(), T(0.0));
    adjoints[last] = T(1.0);
    const Values values{values_.data()};
    detail::Sweep<T, Values>(recording_, values, adjoints.data()).run(last);
    std::vector<T> result;
    result.reserve(by.size());
    for (const Var& x : by) {
      result.push_back(adjoints[detail::require_replayed(recording_, x, values_.size())]);
    }
    return result;
  }

 private:
  using Index = detail::Index;

  struct Values {
    const T* values;
    const T& operator()(Index i) const { return values[i]; }
  };

  struct Operands {
    const std::vector<T>& values;
    std::span<const Index> rows;
    const T& operator[](std::size_t k) const { return values[rows[k]]; }
    std::size_t size() const { return rows.size(); }
  };

  T evaluated(Index i) {
    const detail::Row row = recording_.row(i);
    switch (row.operation()) {
      case Operation::variable:
      case Operation::constant:
        return T(row.value);
      case Operation::guard:
        if (branch(values_[row.a]) != (row.value == 1.0)) detail::throw_branch(recording_, i);
        return values_[row.a];
      case Operation::custom:
        return detail::custom_value<T>(recording_.custom(row), values_[row.a]);
      default:
        return visit_row(row.operation(), [&](auto type) {
          return run<typename decltype(type)::type>(row);
        });
    }
  }

  static bool branch(const T& mask) {
    if constexpr (std::is_same_v<T, Var>) {
      return Number<Var>::holds(mask);
    } else {
      return Number<T>::holds(Number<T>::equal(mask, T(1.0)));
    }
  }

  template <class R>
  T run(const detail::Row& row) {
    using Apply = detail::Apply<T>;
    if constexpr (Number<T>::is_complex && !R::facts.complex_form) {
      detail::throw_no_complex_form(R::facts.name);
    } else if constexpr (R::facts.arity == 1) {
      return Apply::template run<R>(values_[row.a]);
    } else if constexpr (R::facts.arity == 2) {
      return Apply::template run<R>(values_[row.a], values_[row.b]);
    } else {
      const Operands v{values_, recording_.arguments(row)};
      if constexpr (R::facts.arity == 3) {
        return Apply::template run<R>(v[0], v[1], v[2]);
      } else {
        return Apply::template run_nary<R>(v);
      }
    }
  }

  const detail::Recording& recording_;
  std::vector<T> values_;
};

}  // namespace wengert

#endif
