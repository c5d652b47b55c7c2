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

  bool is_mixed() const { return ((some ^ all) & depends_bit) != 0; }
  bool is_any() const { return (some & depends_bit) != 0; }
  unsigned any_bit() const { return static_cast<unsigned>(some >> 63); }
};

// Writes the rows of the operands and says which depend on a variable.
template <Operation operation>
WENGERT_ALWAYS_INLINE void record_operands(Recording& tape, const Var* data, std::size_t count,
                                           Index* rows, const Var& other, Dependence& depends) {
  for (std::size_t i = 0; i < count; ++i) {
    const Operand& one = operand_of(data[i]);
    rows[i] = tape.has_live(one) ? one.index() : tape.row_of(one, operation, operand_of(other));
    depends.some |= one.id;
    depends.all &= one.id;
  }
}
template <Operation operation>
WENGERT_ALWAYS_INLINE void record_operands(Recording& tape, const double* data, std::size_t count,
                                           Index* rows, const Var&, Dependence& depends) {
  for (std::size_t i = 0; i < count; ++i) rows[i] = tape.push_constant(data[i]).index();
  depends.all = 0;
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
  const auto arguments = tape.append_arguments(v.size());
  Dependence depends;
  record_operands<operation_of<R>>(tape, v.data, v.size(), arguments.rows, *recorded, depends);
  const unsigned active = depends.is_any() ? active_some : 0;
  const Index count = static_cast<Index>(v.size());
  return {tape.push_row(y, arguments.first, count, operation_of<R>, active), y};
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
  constexpr Operation dot = Operation::Dot;
  Dependence weights;
  Dependence inputs;
  record_operands<dot>(tape, v.weights, n, rows, *recorded, weights);
  record_operands<dot>(tape, v.inputs, n, rows + n, *recorded, inputs);
  if (v.bias != nullptr) {
    record_operands<dot>(tape, v.bias, 1, rows + 2 * n, *recorded, weights);
  }
  const unsigned halves = weights.any_bit() * active_weights + inputs.any_bit() * active_inputs;
  const bool is_mixed = weights.is_mixed() || inputs.is_mixed();
  const Code code = code_of(dot, is_mixed ? active_some : halves);
  return {tape.push_list(y, first, v.size(), code, weights.some | inputs.some), y};
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
