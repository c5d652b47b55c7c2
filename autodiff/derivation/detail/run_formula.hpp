// SPDX-License-Identifier: MIT
// How an Evaluator runs its instructions on a number type.
#ifndef WENGERT_AUTODIFF_DERIVATION_DETAIL_RUN_FORMULA_HPP
#define WENGERT_AUTODIFF_DERIVATION_DETAIL_RUN_FORMULA_HPP

#include <type_traits>

#include "../../nary.hpp"
#include "../evaluate.hpp"

namespace wengert {
namespace detail {

template <class T>
inline constexpr bool is_dual_of_var = false;
template <class T>
inline constexpr bool is_dual_of_var<Dual<T>> = std::is_same_v<T, Var> || is_dual_of_var<T>;

// Duals of recorded numbers run the formula of the row, because a Var records lists of Vars only.
template <class R, class T>
T run_nary_row(const T* operands, std::size_t count) {
  if constexpr (is_dual_of_var<T>) {
    return R::template value<T>(ListOperands<T>{operands, count});
  } else if constexpr (std::is_same_v<R, operations::Dot>) {
    const std::size_t n = count / 2;
    const T* bias = count % 2 == 1 ? operands + 2 * n : nullptr;
    return dot<T>(std::span(operands, n), std::span(operands + n, n), bias);
  } else {
    return Apply<T>::template run_nary<R>(ListOperands<T>{operands, count});
  }
}

template <class T>
T run_row(Operation operation, const T* v, std::size_t count) {
  return visit_row(operation, [&](auto row) -> T {
    using R = typename decltype(row)::type;
    constexpr int arity = R::facts.arity;
    if constexpr (arity == 1) {
      return Apply<T>::template run<R>(v[0]);
    } else if constexpr (arity == 2) {
      return Apply<T>::template run<R>(v[0], v[1]);
    } else if constexpr (arity == 3) {
      return Apply<T>::template run<R>(v[0], v[1], v[2]);
    } else {
      return run_nary_row<R>(v, count);
    }
  });
}

// The partial of a row with one operand.
template <class T>
T run_partial(Operation operation, const T& x) {
  return visit_row(operation, [&](auto row) -> T {
    using R = typename decltype(row)::type;
    if constexpr (requires { R::da(x, x); }) {
      const T y = Apply<T>::template run<R>(x);
      return R::da(x, y);
    } else {
      throw_no_slope(R::facts.name);
    }
  });
}

}  // namespace detail

template <class T>
void Evaluator::run_formula(const Formula& f, std::span<const T> values, std::vector<T>& stack,
                            std::size_t locals, int depth) const {
  using Code = Instruction::Code;
  for (const Instruction& i : f.instructions) {
    const std::size_t first = stack.size() - i.count;
    switch (i.code) {
      case Code::number:
        stack.push_back(T(i.number));
        break;
      case Code::load:
        stack.push_back(values[i.index]);
        break;
      case Code::load_local: {
        const T local = stack[locals + i.index];  // the stack may move when it grows
        stack.push_back(local);
        break;
      }
      case Code::store_local:
        stack[locals + i.index] = stack.back();
        stack.pop_back();
        break;
      case Code::operation:
        stack[first] = detail::run_row<T>(i.operation, stack.data() + first, i.count);
        stack.erase(stack.begin() + static_cast<std::ptrdiff_t>(first) + 1, stack.end());
        break;
      case Code::operation_slope:
        stack.back() = detail::run_partial<T>(i.operation, stack.back());
        break;
      case Code::call:
      case Code::claimed_slope:
        run_call(functions_[i.index], values, stack, depth + 1);
        break;
      case Code::own_slope: {
        const T at = stack.back();
        stack.back() = run_slope<T>(functions_[i.index], values, at, depth + 1);
        break;
      }
    }
  }
}

// The operands on top of the stack become the first locals.
template <class T>
void Evaluator::run_call(const detail::CompiledFunction& f, std::span<const T> values,
                         std::vector<T>& stack, int depth) const {
  if (depth > max_depth) detail::throw_too_deep();
  const std::size_t locals = stack.size() - f.parameters;
  stack.resize(locals + f.locals, T(0.0));
  run_formula(f.body, values, stack, locals, depth);
  stack[locals] = stack.back();
  stack.resize(locals + 1, T(0.0));
}

template <class T>
T Evaluator::run_slope(const detail::CompiledFunction& f, std::span<const T> values, const T& at,
                       int depth) const {
  if constexpr (detail::dual_levels<T> >= 2) {
    detail::throw_too_deep();
  } else {
    using D = Dual<T>;
    std::vector<D> held;
    held.reserve(values.size());
    for (const T& v : values) held.emplace_back(v, T(0.0));
    std::vector<D> stack{D(at, T(1.0))};
    run_call<D>(f, held, stack, depth);
    return stack.back().tangent;
  }
}

template <class T>
T Evaluator::function_value(const std::string& function, const T& at,
                            const std::vector<T>& values) const {
  std::vector<T> stack{at};
  run_call<T>(function_named(functions_by_name_, function), values, stack, 0);
  return stack.back();
}

template <class T>
T Evaluator::function_slope(const std::string& function, const T& at,
                            const std::vector<T>& values) const {
  return run_slope<T>(function_named(functions_by_name_, function), values, at, 0);
}

template <class T>
T Evaluator::claimed_slope(const std::string& function, const T& at,
                           const std::vector<T>& values) const {
  std::vector<T> stack{at};
  run_call<T>(function_named(slopes_by_name_, function), values, stack, 0);
  return stack.back();
}

}  // namespace wengert

#endif
