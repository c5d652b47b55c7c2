// SPDX-License-Identifier: MIT
// The reverse sweep, on any number type: the rows from the last to the first, each handing its
// adjoint times its partials on to its operands. Rows refer only back, so every row has its whole
// adjoint when its turn comes, and no recursion is needed however deep or branching the program is.
#ifndef WENGERT_AUTODIFF_DETAIL_SWEEP_HPP
#define WENGERT_AUTODIFF_DETAIL_SWEEP_HPP

#include <algorithm>
#include <bit>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "../custom.hpp"
#include "../var.hpp"
#include "apply.hpp"
#include "inlining.hpp"
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

// As nodes, a product with a constant 1 or -1 needs no row. A recorded adjoint may be 0 where the
// nodes are replayed, and a recorded slope NaN or infinite there, whatever they are here: it
// absorbs.
template <class R>
Var pulled(const Var& adjoint, const Var& slope) {
  const auto is = [](const Var& v, double c) {
    return v.is_constant() && operand_of(v).value == c;
  };
  if (is(slope, 1.0)) return adjoint;
  if (is(adjoint, 1.0)) return slope;
  if (is(slope, -1.0)) return -adjoint;
  if (is(adjoint, -1.0)) return -slope;
  if (adjoint.is_constant() || slope.is_constant()) return adjoint * slope;
  return absorb(adjoint, slope);
}

// The values of a recording's rows as recorded.
struct RecordedValues {
  const Row* rows;
  WENGERT_ALWAYS_INLINE double operator()(Index i) const { return rows[i].value; }
};

// Where a row's products go: added to the adjoints in memory.
template <class T>
struct AddToMemory {
  T* adjoints;

  WENGERT_ALWAYS_INLINE void operator()(Index row, const T& product) {
    T& sum = adjoints[row];
    if constexpr (std::is_floating_point_v<T>) {
      sum += product;
    } else {
      sum = Number<T>::is_zero(sum) ? product : T(sum + product);
    }
  }
  void store() const {}
  void load() const {}
};

// The same, but the adjoint of the row whose turn is next stays in a register. An operand is mostly
// the row just before, and its adjoint would be stored only to be loaded at once: the sweep would
// wait for memory once a row.
struct AddToNext {
  double* adjoints;
  double* next_place;
  double next;

  WENGERT_ALWAYS_INLINE void operator()(Index row, double product) {
    double* const place = adjoints + row;
    if (place == next_place) {
      next += product;
    } else {
      *place += product;
    }
  }
  WENGERT_ALWAYS_INLINE void store() const { *next_place = next; }
  WENGERT_ALWAYS_INLINE void load() { next = *next_place; }
};

// Values is called with a row's index and gives its value as a T.
template <class T, class Values>
class Sweep {
 public:
  Sweep(const Recording& recording, const Values& values, T* adjoints)
      : recording_(&recording), value_(values), adjoints_(adjoints) {}

  // From row `last` down. The seeds stand in the adjoints.
  WENGERT_ALWAYS_INLINE void run(Index last) const {
    const Index first =
        std::max<Index>(1, index_of(recording_->leaves().count));  // row 0 is a leaf
    if constexpr (std::is_same_v<T, double>) {
      run_in_registers(first, last);
    } else {
      for (Index i = last; i >= first; --i) {
        if (!Number<T>::is_zero(adjoints_[i])) pull(i);
      }
    }
  }

  // Hands the adjoint of row i on to its operands. On copies: as nodes, the sweep appends to the
  // recording that it reads, and the rows may move.
  void pull(Index i) const {
    const Row row = recording_->row(i);
    const T adjoint = adjoints_[i];
    AddToMemory<T> add{adjoints_};
    pull(i, row, adjoint, add);
  }

 private:
  // In the integer unit, without the constant 0 and the second jump, for NaN, of a comparison.
  WENGERT_ALWAYS_INLINE static bool is_zero_quickly(double x) {
    return std::bit_cast<std::uint64_t>(x) << 1 == 0;
  }

  WENGERT_ALWAYS_INLINE void run_in_registers(Index first, Index last) const {
    AddToNext add{adjoints_, adjoints_ + last, adjoints_[last]};
    const Row* const stop = value_.rows + first;
    for (const Row* row = value_.rows + last; row >= stop; --row) {
      const double adjoint = add.next;
      *add.next_place-- = adjoint;
      add.load();
      if (is_zero_quickly(adjoint)) continue;
      pull(static_cast<Index>(add.next_place - adjoints_ + 1), *row, adjoint, add);
    }
    add.store();
  }

  // Inlined into the loop, and the rare rows kept out of it: a call a row, with the registers that
  // they need saved and restored, doubled the time. The rare ones run on a copy of this, which
  // keeps the members of the original in registers.
  template <class Add>
  WENGERT_ALWAYS_INLINE void pull(Index i, const Row& row, const T& adjoint, Add& add) const {
    switch (row.code) {
#define WENGERT_CASE1(R)         \
  case code_of(Operation::R, 1): \
    return pull_one<operations::R>(i, row, adjoint, add);
#define WENGERT_CASE2(R)                                     \
  case code_of(Operation::R, 1):                             \
    return pull_two<operations::R, 1>(i, row, adjoint, add); \
  case code_of(Operation::R, 2):                             \
    return pull_two<operations::R, 2>(i, row, adjoint, add); \
  case code_of(Operation::R, 3):                             \
    return pull_two<operations::R, 3>(i, row, adjoint, add);
#define WENGERT_OPERATOR1(R, symbol) WENGERT_CASE1(R)
#define WENGERT_CMATH1(R, function) WENGERT_CASE1(R)
#define WENGERT_OWN1(R, function) WENGERT_CASE1(R)
#define WENGERT_OPERATOR2(R, symbol) WENGERT_CASE2(R)
#define WENGERT_CMATH2(R, function) WENGERT_CASE2(R)
#define WENGERT_OWN2(R, function) WENGERT_CASE2(R)
#define WENGERT_NARY(R, function)                                   \
  case code_of(Operation::R, active_some):                          \
    add.store();                                                    \
    Sweep(*this).template pull_all<operations::R>(i, row, adjoint); \
    return add.load();
#include "../operations/list.inc"
#undef WENGERT_CASE1
#undef WENGERT_CASE2
      case code_of(Operation::Dot, active_weights):
        return pull_dot<active_weights>(row, adjoint, add);
      case code_of(Operation::Dot, active_inputs):
        return pull_dot<active_inputs>(row, adjoint, add);
      case code_of(Operation::Dot, active_weights | active_inputs):
        return pull_dot<active_weights | active_inputs>(row, adjoint, add);
      case code_of(Operation::variable, 0):
        return;  // named, so that the jump table begins at 0
      default:
        if (row.active() == 0) return;
        add.store();
        Sweep(*this).pull_rare(i, row, adjoint);
        return add.load();
    }
  }

  // Replays know values only.
  template <class R>
  static constexpr bool has_rest = std::is_same_v<Values, RecordedValues>&& requires {
    R::da(double(), double(), float());
  };

  // The value of row i, whose turn it is.
  WENGERT_ALWAYS_INLINE T result(Index i, const Row& row) const {
    if constexpr (std::is_same_v<Values, RecordedValues>) return row.value;
    return value_(i);
  }

  template <class R, class Add>
  WENGERT_ALWAYS_INLINE void pull_one(Index i, const Row& row, const T& adjoint, Add& add) const {
    if constexpr (Number<T>::is_complex && !R::facts.complex_form) {
      throw_no_complex_form(R::facts.name);
    } else if constexpr (has_rest<R>) {
      add(row.a, pulled<R>(adjoint, R::da(value_(row.a), row.value, row.rest())));
    } else if constexpr (requires(T x) { R::da(x, x); }) {
      add(row.a, pulled<R>(adjoint, T(R::da(T(value_(row.a)), result(i, row)))));
    } else {
      throw_no_slope(R::facts.name);
    }
  }

  template <class R, unsigned active, class Add>
  WENGERT_ALWAYS_INLINE void pull_two(Index i, const Row& row, const T& adjoint, Add& add) const {
    const T a = value_(row.a);
    const T b = value_(row.b);
    const T y = result(i, row);
    if constexpr ((active & 1) != 0) add(row.a, pulled<R>(adjoint, T(R::da(a, b, y))));
    if constexpr ((active & 2) != 0) add(row.b, pulled<R>(adjoint, T(R::db(a, b, y))));
  }

  template <class R>
  WENGERT_NEVER_INLINE void pull_all(Index i, const Row& row, const T adjoint) const {
    AddToMemory<T> add{adjoints_};
    const Operands v(*this, recording_->arguments(row));
    R::template partials<T>(v, result(i, row), [&](std::size_t k, const T& partial) {
      if (recording_->row(v.rows[k]).depends_on_variable()) {
        add(v.rows[k], pulled<R>(adjoint, partial));
      }
    });
  }

  // Inlined: a call, with the registers saved around it, is 30 of the 80 instructions of a dot of
  // two. The weights are mostly leaves, and go to memory without asking whose turn is next. The
  // last input is mostly the next row: its adjoint stays in the register, off memory on the path
  // that everything waits for, which saves about 5 of the 103 ns of a 2-2-1 network.
  template <unsigned active, class Add>
  WENGERT_ALWAYS_INLINE void pull_dot(const Row& row, const T& adjoint, Add& add) const {
    using R = operations::Dot;
    const Operands v(*this, recording_->arguments(row));
    if constexpr ((active & active_weights) != 0) {
      add.store();
      AddToMemory<T> add_to_memory{adjoints_};
      R::weight_partials<T>(v, [&](std::size_t k, const T& partial) {
        add_to_memory(v.rows[k], pulled<R>(adjoint, partial));
      });
      add.load();
    }
    if constexpr ((active & active_inputs) != 0) {
      R::input_partials<T>(
          v, [&](std::size_t k, const T& partial) { add(v.rows[k], pulled<R>(adjoint, partial)); });
    }
  }

  WENGERT_NEVER_INLINE void pull_rare(Index i, const Row& row, const T adjoint) const {
    switch (row.operation()) {
      case Operation::FusedMultiplyAdd:
        return pull_three<operations::FusedMultiplyAdd>(i, row, adjoint);
      case Operation::Select:
        return pull_select(row, adjoint);
      case Operation::custom: {
        const CustomRule& rule = recording_->custom(row);
        const Index before = recording_->size();
        const T slope = custom_slope<T>(rule, value_(row.a), value_(i));
        // The rows, to which the sweep holds a pointer, may have moved.
        if (!std::is_same_v<T, Var> && recording_->size() != before) throw_recorded(rule.name());
        AddToMemory<T> add{adjoints_};
        return add(row.a, pulled<operations::Absorb>(adjoint, slope));
      }
      default:
        return;
    }
  }

  template <class R>
  void pull_three(Index i, const Row& row, const T& adjoint) const {
    AddToMemory<T> add{adjoints_};
    const Operands v(*this, recording_->arguments(row));
    const T a = v[0];
    const T b = v[1];
    const T c = v[2];
    const T y = result(i, row);
    if ((row.active() & 1) != 0) add(v.rows[0], pulled<R>(adjoint, T(R::da(a, b, c, y))));
    if ((row.active() & 2) != 0) add(v.rows[1], pulled<R>(adjoint, T(R::db(a, b, c, y))));
    if ((row.active() & 4) != 0) add(v.rows[2], pulled<R>(adjoint, T(R::dc(a, b, c, y))));
  }

  void pull_select(const Row& row, const T& adjoint) const {
    AddToMemory<T> add{adjoints_};
    const Operands v(*this, recording_->arguments(row));
    const T mask = v[0];
    if ((row.active() & 2) != 0) add(v.rows[1], operations::Select::pull_b(mask, adjoint));
    if ((row.active() & 4) != 0) add(v.rows[2], operations::Select::pull_c(mask, adjoint));
  }

  // The operands of a row that keeps them in the argument list.
  struct Operands {
    Operands(const Sweep& s, std::span<const Index> arguments)
        : sweep(s), rows(arguments.begin(), arguments.end()) {}
    T operator[](std::size_t k) const { return sweep.value_(rows[k]); }
    std::size_t size() const { return rows.size(); }

    const Sweep& sweep;
    // As nodes, the argument list may move while the sweep appends to it.
    std::conditional_t<std::is_same_v<T, Var>, std::vector<Index>, std::span<const Index>> rows;
  };

  const Recording* recording_;
  Values value_;
  T* adjoints_;
};

}  // namespace wengert::detail

#endif
