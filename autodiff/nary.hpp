// SPDX-License-Identifier: MIT
// sum, dot and logsumexp of any number of operands, each recorded as a single row: a neuron with 32
// inputs is one row instead of 65, which is where most of the speed of a network comes from.
//
//   sum(v)             v[0] + v[1] + ...
//   dot(w, x)          w[0] x[0] + w[1] x[1] + ..., rounded in that order
//   dot(w, x, bias)    the same, plus the bias at the end
//   logsumexp(v)       log(exp(v[0]) + exp(v[1]) + ...), without overflow
//
// The operands are any contiguous ranges of double, Var, Dual or another number; double mixes with
// the others. Throw Error where a range is empty, or the lengths of w and x differ. O(size).
#ifndef WENGERT_AUTODIFF_NARY_HPP
#define WENGERT_AUTODIFF_NARY_HPP

#include <initializer_list>
#include <iterator>
#include <string_view>
#include <type_traits>

#include "var.hpp"

namespace wengert {
namespace detail {

[[noreturn]] WENGERT_EXPORT void throw_no_operands(std::string_view operation);
[[noreturn]] WENGERT_EXPORT void throw_unequal_lengths(std::size_t weights, std::size_t inputs);

// A range as the rows of the table see it.
template <class T>
struct ListOperands {
  const T* data;
  std::size_t count;

  const T& operator[](std::size_t i) const { return data[i]; }
  std::size_t size() const { return count; }
};

// The operands of a dot in the order of its row: weights, inputs, bias.
template <class T, class A, class B>
struct DotOperands {
  const A* weights;
  const B* inputs;
  std::size_t count;
  const T* bias;

  T operator[](std::size_t i) const {
    if (i < count) return T(weights[i]);
    return i < 2 * count ? T(inputs[i - count]) : *bias;
  }
  std::size_t size() const { return 2 * count + (bias != nullptr ? 1 : 0); }
};

inline double value_of(double x) { return x; }
inline double value_of(const Var& x) { return operand_of(x).value; }

// The first operand on a tape; none where all are constants.
template <class T>
const Var* first_recorded(const T* data, std::size_t count) {
  if constexpr (std::is_same_v<T, Var>) {
    for (std::size_t i = 0; i < count; ++i) {
      if (!data[i].is_constant()) return data + i;
    }
  }
  return nullptr;
}

// Whether some, and whether all of a list of operands depend on a variable.
struct Dependence {
  NodeId some = 0;
  NodeId all = depends_bit;

  void add(NodeId id) {
    some |= id;
    all &= id;
  }
  bool is_mixed() const { return ((some ^ all) & depends_bit) != 0; }
  bool is_any() const { return (some & depends_bit) != 0; }
  unsigned any_bit() const { return static_cast<unsigned>(some >> 63); }
};
inline constexpr Dependence none_depend{0, 0};
inline constexpr Dependence all_depend{depends_bit, depends_bit};

WENGERT_ALWAYS_INLINE Dependence operator+(const Dependence& a, const Dependence& b) {
  return {a.some | b.some, a.all & b.all};
}

// Writes the rows of the operands and says which depend on a variable; throws Error where one is
// stale or on another tape. `other` is for the message. Constants get rows.
WENGERT_EXPORT Dependence record_checked(Recording& tape, Operation operation, const Var* data,
                                         std::size_t count, Index* rows, const Var& other);
WENGERT_EXPORT Dependence record_checked(Recording& tape, Operation operation, const double* data,
                                         std::size_t count, Index* rows, const Var& other);

// The same, quickly, where every operand was recorded since the last rewind; else false, and
// nothing is recorded.
WENGERT_ALWAYS_INLINE bool record_recent(const Recording& tape, const Var* data, std::size_t count,
                                         Index* rows, Dependence& depends) {
  for (std::size_t i = 0; i < count; ++i) {
    const Operand& one = operand_of(data[i]);
    if (one.recording != &tape || !tape.is_recent(one.id)) [[unlikely]]
      return false;
    rows[i] = one.index();
    depends.add(one.id);
  }
  return true;
}

// The same where every operand is one of the tape's leaves, as the weights of a dot mostly are.
WENGERT_ALWAYS_INLINE bool record_leaves(const Recording& tape, const Var* data, std::size_t count,
                                         Index* rows) {
  for (std::size_t i = 0; i < count; ++i) {
    const Operand& one = operand_of(data[i]);
    if (one.recording != &tape || !tape.leaves().contain(one.id)) [[unlikely]]
      return false;
    rows[i] = one.index();
  }
  return true;
}

template <class R, class V>
Var apply_nary(const V& v) {
  struct Values {
    const V& v;
    double operator[](std::size_t i) const { return value_of(v[i]); }
    std::size_t size() const { return v.size(); }
  };
  const double y = R::template value<double>(Values{v});
  const Var* const recorded = first_recorded(v.data, v.size());
  if (recorded == nullptr) return y;
  Recording& tape = *operand_of(*recorded).recording;
  const auto [first, rows] = tape.append_arguments(v.size());
  Dependence depends;
  if (!record_recent(tape, v.data, v.size(), rows, depends)) {
    depends = record_checked(tape, operation_of<R>, v.data, v.size(), rows, *recorded);
  }
  const unsigned active = depends.is_any() ? active_some : 0;
  const Index count = static_cast<Index>(v.size());
  return {tape.push_row(y, first, count, operation_of<R>, active), y};
}

// Which operands of a dot want partials, and whether it depends on a variable.
struct DotDependence {
  unsigned active;
  NodeId any;
};

WENGERT_ALWAYS_INLINE DotDependence dot_dependence(Dependence weights, Dependence inputs) {
  const unsigned halves = weights.any_bit() * active_weights + inputs.any_bit() * active_inputs;
  const bool is_mixed = weights.is_mixed() || inputs.is_mixed();
  return {is_mixed ? active_some : halves, weights.some | inputs.some};
}

// Writes the rows of the operands. By value: nothing of the inlined path need be in memory for it.
template <class A, class B>
WENGERT_NEVER_INLINE DotDependence record_dot_checked(Recording& tape, const A* weights,
                                                      const B* inputs, std::size_t n,
                                                      const Var* bias, Index* rows,
                                                      const Var& other) {
  constexpr Operation dot = Operation::Dot;
  Dependence by_weights = record_checked(tape, dot, weights, n, rows, other);
  const Dependence by_inputs = record_checked(tape, dot, inputs, n, rows + n, other);
  if (bias != nullptr) {
    const Dependence by_bias = record_checked(tape, dot, bias, 1, rows + 2 * n, other);
    by_weights = {by_weights.some | by_bias.some, by_weights.all & by_bias.all};
  }
  return dot_dependence(by_weights, by_inputs);
}

template <class A, class B>
WENGERT_ALWAYS_INLINE DotDependence record_dot_operands(Recording& tape,
                                                        const DotOperands<Var, A, B>& v,
                                                        Index* rows, const Var& other) {
  if constexpr (std::is_same_v<A, Var> && std::is_same_v<B, Var>) {
    const std::size_t n = v.count;
    Dependence inputs;
    if (record_leaves(tape, v.weights, n, rows) &&
        (v.bias == nullptr || record_leaves(tape, v.bias, 1, rows + 2 * n)) &&
        record_recent(tape, v.inputs, n, rows + n, inputs)) [[likely]] {
      return dot_dependence({depends_bit, depends_bit}, inputs);
    }
  }
  return record_dot_checked(tape, v.weights, v.inputs, v.count, v.bias, rows, other);
}

template <class A, class B>
WENGERT_ALWAYS_INLINE Var record_dot(const DotOperands<Var, A, B>& v) {
  const std::size_t n = v.count;
  double y = operations::Dot::products<double>(
      n, [&](std::size_t i) { return value_of(v.weights[i]); },
      [&](std::size_t i) { return value_of(v.inputs[i]); });
  if (v.bias != nullptr) y = y + value_of(*v.bias);
  const Var* recorded = first_recorded(v.weights, n);
  if (recorded == nullptr) recorded = first_recorded(v.inputs, n);
  if (recorded == nullptr) recorded = first_recorded(v.bias, v.bias != nullptr ? 1 : 0);
  if (recorded == nullptr) return y;
  Recording& tape = *operand_of(*recorded).recording;
  const auto [first, rows] = tape.append_arguments(v.size());
  const DotDependence depends = record_dot_operands(tape, v, rows, *recorded);
  const Code code = code_of(Operation::Dot, depends.active);
  return {tape.push_list(y, first, v.size(), code, depends.any), y};
}

template <class Range>
using Element = std::remove_cvref_t<decltype(*std::data(std::declval<const Range&>()))>;

template <class T, class W, class X>
WENGERT_ALWAYS_INLINE T dot(const W& weights, const X& inputs, const T* bias) {
  if (std::size(weights) != std::size(inputs)) {
    throw_unequal_lengths(std::size(weights), std::size(inputs));
  }
  if (std::size(weights) == 0) throw_no_operands("dot");
  const DotOperands<T, Element<W>, Element<X>> v{std::data(weights), std::data(inputs),
                                                 std::size(weights), bias};
  if constexpr (std::is_same_v<T, Var>) {
    return record_dot(v);
  } else {
    return Apply<T>::template run_nary<operations::Dot>(v);
  }
}

template <class R, class Range>
Element<Range> run_list(const Range& v) {
  if (std::size(v) == 0) throw_no_operands(R::facts.name);
  using T = Element<Range>;
  return Apply<T>::template run_nary<R>(ListOperands<T>{std::data(v), std::size(v)});
}

}  // namespace detail

template <class Range>
detail::Element<Range> sum(const Range& v) {
  return detail::run_list<operations::Sum>(v);
}
template <class T>
T sum(std::initializer_list<T> v) {
  return detail::run_list<operations::Sum>(v);
}

template <class Range>
detail::Element<Range> logsumexp(const Range& v) {
  return detail::run_list<operations::LogSumExp>(v);
}
template <class T>
T logsumexp(std::initializer_list<T> v) {
  return detail::run_list<operations::LogSumExp>(v);
}

template <class W, class X>
WENGERT_ALWAYS_INLINE auto dot(const W& weights, const X& inputs) {
  using T = std::common_type_t<detail::Element<W>, detail::Element<X>>;
  return detail::dot<T>(weights, inputs, static_cast<const T*>(nullptr));
}
template <class W, class X, class Bias>
WENGERT_ALWAYS_INLINE auto dot(const W& weights, const X& inputs, const Bias& bias) {
  using T = std::common_type_t<detail::Element<W>, detail::Element<X>, Bias>;
  if constexpr (std::is_same_v<T, Bias>) {
    return detail::dot<T>(weights, inputs, &bias);  // a copy would be written to memory
  } else {
    const T last(bias);
    return detail::dot<T>(weights, inputs, &last);
  }
}

}  // namespace wengert

#endif
