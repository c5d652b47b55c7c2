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
#include "nary.hpp"
#include "tape.hpp"

namespace wengert {

namespace detail {
[[noreturn]] WENGERT_EXPORT void throw_branch(const Recording& recording, Index guard);
WENGERT_EXPORT void require_one_value_per_input(std::size_t inputs, std::size_t values);
[[noreturn]] WENGERT_EXPORT void throw_given_twice(const Recording& recording, Index input);

// How far a recording had come when it was replayed.
struct Replayed {
  std::size_t rows;
  Index number;  // of the recording
};
// The row of v; throws unless it was replayed.
WENGERT_EXPORT Index require_replayed(const Recording& recording, const Var& v,
                                      const Replayed& replayed);
// As above; throws also where v depends on no variable.
WENGERT_EXPORT Index require_varying(const Recording& recording, const Var& v,
                                     const Replayed& replayed);
}  // namespace detail

template <class T>
class Replay {
 public:
  // Evaluates the rows of the tape with each of `inputs` (any nodes: leaves, or intermediates that
  // are then not computed but given) set to its value in `at`. The tape must outlive the replay.
  // Throws Error where the lengths differ, or an input is not the tape's or comes twice;
  // BranchError where a branch would be taken otherwise than in the recording. O(rows).
  Replay(const Tape& tape, std::span<const Var> inputs, std::span<const T> at)
      : recording_(recording_of(tape)), given_(recording_.size(), 0) {
    detail::require_one_value_per_input(inputs.size(), at.size());
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      const Index input = recording_.find(operand_of(inputs[k]), "replay");
      if (given_[input] != 0) detail::throw_given_twice(recording_, input);
      given_[input] = static_cast<Index>(k + 1);
    }
    values_.reserve(given_.size());
    for (Index i = 0; i < given_.size(); ++i) {
      values_.push_back(given_[i] != 0 ? at[given_[i] - 1] : evaluated(i));
    }
  }

  // The value of any node. Throws Error where v is a plain number, on another tape, stale, or
  // recorded after the replay was made. O(1).
  const T& operator[](const Var& v) const {
    return values_[detail::require_replayed(recording_, v, replayed())];
  }

  // d y / d x for each x of `by`, on this number type. What was given depends on nothing. Throws as
  // operator[] does, and where y or an x depends on no variable of the tape. O(rows).
  std::vector<T> gradient(const Var& y, std::span<const Var> by) const {
    std::vector<T> adjoints(values_.size(), T(0.0));
    Index i = detail::require_varying(recording_, y, replayed());
    adjoints[i] = T(1.0);
    const Values values{values_.data()};
    const detail::Sweep<T, Values> sweep(recording_, values, adjoints.data());
    for (++i; i-- > 0;) {
      if (given_[i] == 0 && !Number<T>::is_zero(adjoints[i])) sweep.pull(i);
    }
    std::vector<T> result;
    result.reserve(by.size());
    for (const Var& x : by) {
      result.push_back(adjoints[detail::require_varying(recording_, x, replayed())]);
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
    // On Vars the replay may append to the argument list that it reads, and the list may move.
    std::conditional_t<std::is_same_v<T, Var>, std::vector<Index>, std::span<const Index>> rows;
    const T& operator[](std::size_t k) const { return values[rows[k]]; }
    std::size_t size() const { return rows.size(); }
  };

  detail::Replayed replayed() const { return {values_.size(), number_}; }

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
        return visit_row(row.operation(),
                         [&](auto type) { return run<typename decltype(type)::type>(row); });
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
      const std::span<const Index> rows = recording_.arguments(row);
      const Operands v{values_, {rows.begin(), rows.end()}};
      if constexpr (R::facts.arity == 3) {
        return Apply::template run<R>(v[0], v[1], v[2]);
      } else if constexpr (std::is_same_v<T, Var>) {
        std::vector<Var> operands;
        for (std::size_t k = 0; k < v.size(); ++k) operands.push_back(v[k]);
        return Apply::template run_nary<R>(detail::ListOperands<Var>{operands.data(), v.size()});
      } else {
        return Apply::template run_nary<R>(v);
      }
    }
  }

  const detail::Recording& recording_;
  const Index number_ = detail::recording_number(recording_.stamp());
  std::vector<Index> given_;  // per row: 0, or one more than the place of its input
  std::vector<T> values_;
};

}  // namespace wengert

#endif
