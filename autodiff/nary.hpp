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

WENGERT_EXPORT void require_operands(std::string_view operation, std::size_t count);
WENGERT_EXPORT void require_equal_lengths(std::size_t weights, std::size_t inputs);

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

template <class T>
struct ListOperands {
  const T* data;
  std::size_t count;

  const T& operator[](std::size_t i) const { return data[i]; }
  std::size_t size() const { return count; }
};

template <class V>
struct OperandValues {
  const V& v;
  double operator[](std::size_t i) const { return operand_of(Var(v[i])).value; }
  std::size_t size() const { return v.size(); }
};

template <class R, class V>
Var apply_nary(const V& v) {
  const double y = R::template value<double>(OperandValues<V>{v});
  const std::size_t count = v.size();
  std::size_t first = 0;
  while (first < count && Var(v[first]).is_constant()) ++first;
  if (first == count) return Var(y);
  const Operand on_tape = operand_of(Var(v[first]));
  Recording& tape = *on_tape.recording;
  const auto arguments = tape.append_arguments(count);
  unsigned depends = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Var one(v[i]);
    arguments.rows[i] = tape.row_of(operand_of(one), R::facts.name, on_tape);
    depends |= operand_of(one).active();
  }
  return Var(tape.push_row(y, arguments.first, static_cast<Index>(count), operation_of<R>, depends));
}

template <class Range>
using Element = std::remove_cvref_t<decltype(*std::data(std::declval<const Range&>()))>;

template <class T, class W, class X>
T dot(const W& weights, const X& inputs, const T* bias) {
  require_equal_lengths(std::size(weights), std::size(inputs));
  require_operands("dot", std::size(weights));
  return Apply<T>::template run_nary<operations::Dot>(DotOperands<T, Element<W>, Element<X>>{
      std::data(weights), std::data(inputs), std::size(weights), bias});
}

template <class R, class Range>
Element<Range> run_list(const Range& v) {
  require_operands(R::facts.name, std::size(v));
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
auto dot(const W& weights, const X& inputs) {
  using T = std::common_type_t<detail::Element<W>, detail::Element<X>>;
  return detail::dot<T>(weights, inputs, static_cast<const T*>(nullptr));
}
template <class W, class X, class Bias>
auto dot(const W& weights, const X& inputs, const Bias& bias) {
  using T = std::common_type_t<detail::Element<W>, detail::Element<X>, Bias>;
  const T last(bias);
  return detail::dot<T>(weights, inputs, &last);
}

}  // namespace wengert

#endif
