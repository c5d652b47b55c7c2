// SPDX-License-Identifier: MIT
// Derivatives of callables: the user writes a function once and sees no tape.
//
//   const auto f = [](auto x) { using std::exp; return x[0] * exp(x[1]); };
//   const auto [value, slopes] = value_and_gradient(f, point);
//   const Matrix h = hessian(f, point);
//
// f is generic over the number type: it is called with a std::span<const T> of double, Var or Dual
// and returns one T (jacobian, jvp, vjp: also a range of them). Second derivatives go through the
// same rows as first ones: forward over reverse on one recording.
//
// A function that is constant has derivative 0 here. All throw Error where x is empty or a
// direction has another length than it should.
#ifndef WENGERT_AUTODIFF_FUNCTIONAL_HPP
#define WENGERT_AUTODIFF_FUNCTIONAL_HPP

#include <concepts>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "dual.hpp"
#include "replay.hpp"
#include "tape.hpp"

namespace wengert {

struct ValueAndGradient {
  double value;
  std::vector<double> gradient;
};

// Row by row: entry (i, k) is d output i / d input k, or d2 f / d x_i d x_k.
struct Matrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<double> entries = std::vector<double>(rows * columns, 0.0);

  double& operator()(std::size_t i, std::size_t k) { return entries[i * columns + k]; }
  double operator()(std::size_t i, std::size_t k) const { return entries[i * columns + k]; }
};

// Forward: one pass per input. Reverse: one recording and one sweep per output.
enum class JacobianMode { by_shape, forward, reverse };

namespace detail {

WENGERT_EXPORT void require_point(std::string_view function, std::size_t size);
WENGERT_EXPORT void require_length(std::string_view what, std::size_t wanted, std::size_t came);

// A function's result as a list: itself where it is one number.
template <class T, class Result>
std::vector<T> listed(const Result& result) {
  if constexpr (std::convertible_to<const Result&, T>) {
    return {T(result)};
  } else {
    return std::vector<T>(std::begin(result), std::end(result));
  }
}

template <class F>
constexpr bool has_one_output =
    std::convertible_to<std::invoke_result_t<const F&, std::span<const Var>>, Var>;

template <class F>
struct Recorded {
  Tape tape;
  std::vector<Var> inputs;
  std::vector<Var> outputs;

  Recorded(std::string_view function, const F& f, std::span<const double> x) {
    require_point(function, x.size());
    inputs.reserve(x.size());
    for (const double v : x) inputs.push_back(tape.variable(v));
    outputs = listed<Var>(f(std::span<const Var>(inputs)));
  }
  bool varies(std::size_t i) const { return operand_of(outputs[i]).active() != 0; }
  double value(std::size_t i) const { return operand_of(outputs[i]).value; }
};

inline std::vector<Dual<double>> duals(std::span<const double> x, std::span<const double> v) {
  std::vector<Dual<double>> result;
  result.reserve(x.size());
  for (std::size_t k = 0; k < x.size(); ++k) result.emplace_back(x[k], v[k]);
  return result;
}

template <class F>
std::vector<double> tangents(const F& f, std::span<const double> x, std::span<const double> v) {
  const std::vector<Dual<double>> point = duals(x, v);
  std::vector<double> result;
  for (const auto& y : listed<Dual<double>>(f(std::span<const Dual<double>>(point)))) {
    result.push_back(y.tangent);
  }
  return result;
}

// H v on a recording of f.
template <class F>
std::vector<double> second_order(const Recorded<F>& f, std::span<const double> x,
                                 std::span<const double> v) {
  std::vector<double> result(x.size(), 0.0);
  if (!f.varies(0)) return result;
  const std::vector<Dual<double>> point = duals(x, v);
  const Replay<Dual<double>> again(f.tape, f.inputs, point);
  const auto slopes = again.gradient(f.outputs[0], f.inputs);
  for (std::size_t k = 0; k < x.size(); ++k) result[k] = slopes[k].tangent;
  return result;
}

template <class F>
Matrix jacobian_forward(const F& f, std::span<const double> x, std::size_t outputs) {
  Matrix result{outputs, x.size()};
  std::vector<double> direction(x.size(), 0.0);
  for (std::size_t k = 0; k < x.size(); ++k) {
    direction[k] = 1.0;
    const std::vector<double> column = tangents(f, x, direction);
    require_length("jacobian: outputs of a second call", outputs, column.size());
    for (std::size_t i = 0; i < outputs; ++i) result(i, k) = column[i];
    direction[k] = 0.0;
  }
  return result;
}

template <class F>
Matrix jacobian_reverse(const Recorded<F>& f) {
  Matrix result{f.outputs.size(), f.inputs.size()};
  Gradient slopes;
  for (std::size_t i = 0; i < result.rows; ++i) {
    if (!f.varies(i)) continue;
    f.tape.gradient(f.outputs[i], slopes);
    for (std::size_t k = 0; k < result.columns; ++k) result(i, k) = slopes[f.inputs[k]];
  }
  return result;
}

}  // namespace detail

// f(x) and d f / d x. Cost: a small multiple of f, whatever the number of inputs.
template <class F>
ValueAndGradient value_and_gradient(const F& f, std::span<const double> x) {
  static_assert(detail::has_one_output<F>,
                "a gradient is of a function with one output; jacobian is for several");
  const detail::Recorded<F> recorded("value_and_gradient", f, x);
  const Matrix slopes = detail::jacobian_reverse(recorded);
  return {recorded.value(0), slopes.entries};
}

template <class F>
std::vector<double> gradient(const F& f, std::span<const double> x) {
  return value_and_gradient(f, x).gradient;
}

// d f_i / d x_k. By shape: forward where there are fewer inputs than outputs, else reverse.
template <class F>
Matrix jacobian(const F& f, std::span<const double> x, JacobianMode mode = JacobianMode::by_shape) {
  const detail::Recorded<F> recorded("jacobian", f, x);
  const bool wide = recorded.outputs.size() <= x.size();
  if (mode == JacobianMode::reverse || (mode == JacobianMode::by_shape && wide)) {
    return detail::jacobian_reverse(recorded);
  }
  return detail::jacobian_forward(f, x, recorded.outputs.size());
}

// d2 f / d x_i d x_k. One recording, and one forward-over-reverse sweep per input.
template <class F>
Matrix hessian(const F& f, std::span<const double> x) {
  static_assert(detail::has_one_output<F>, "hessian wants a function with one output");
  const detail::Recorded<F> recorded("hessian", f, x);
  Matrix result{x.size(), x.size()};
  std::vector<double> direction(x.size(), 0.0);
  for (std::size_t k = 0; k < x.size(); ++k) {
    direction[k] = 1.0;
    const std::vector<double> column = detail::second_order(recorded, x, direction);
    for (std::size_t i = 0; i < x.size(); ++i) result(i, k) = column[i];
    direction[k] = 0.0;
  }
  return result;
}

// J v: how the outputs move along a direction v of the inputs. One forward pass.
template <class F>
std::vector<double> jvp(const F& f, std::span<const double> x, std::span<const double> v) {
  detail::require_point("jvp", x.size());
  detail::require_length("jvp: numbers in the direction", x.size(), v.size());
  return detail::tangents(f, x, v);
}

// u J: the gradient of the outputs weighted by u. One recording and one reverse sweep.
template <class F>
std::vector<double> vjp(const F& f, std::span<const double> x, std::span<const double> u) {
  const detail::Recorded<F> recorded("vjp", f, x);
  detail::require_length("vjp: weights of the outputs", recorded.outputs.size(), u.size());
  std::vector<Seed> seeds;
  for (std::size_t i = 0; i < u.size(); ++i) {
    if (recorded.varies(i)) seeds.push_back({recorded.outputs[i], u[i]});
  }
  std::vector<double> result(x.size(), 0.0);
  if (seeds.empty()) return result;
  const Gradient slopes = recorded.tape.gradient(seeds);
  for (std::size_t k = 0; k < x.size(); ++k) result[k] = slopes[recorded.inputs[k]];
  return result;
}

// H v, without building H. One recording and one forward-over-reverse sweep.
template <class F>
std::vector<double> hvp(const F& f, std::span<const double> x, std::span<const double> v) {
  static_assert(detail::has_one_output<F>, "hvp wants a function with one output");
  detail::require_length("hvp: numbers in the direction", x.size(), v.size());
  return detail::second_order(detail::Recorded<F>("hvp", f, x), x, v);
}

}  // namespace wengert

#endif
