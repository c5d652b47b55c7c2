// SPDX-License-Identifier: MIT
// One instruction of a listing on any number type, by the operation's row of the table.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_RUN_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_RUN_HPP

#include <string>
#include <type_traits>
#include <vector>

#include "../../custom.hpp"
#include "../../detail/apply.hpp"
#include "listing.hpp"

namespace wengert::detail {

// The operands of an instruction as a row sees them. `value` gives a T for an index.
template <class T, class Value>
struct OperandValues {
  std::span<const Index> at;
  const Value& value;
  T operator[](std::size_t k) const { return value(at[k]); }
  std::size_t size() const { return at.size(); }
};

template <class R, class T, class V>
T run_value(const V& v) {
  using On = Apply<T>;
  if constexpr (Number<T>::is_complex && !R::facts.complex_form) {
    throw_no_complex_form(R::facts.name);
  } else if constexpr (R::facts.arity == 1) {
    return On::template run<R>(T(v[0]));
  } else if constexpr (R::facts.arity == 2) {
    return On::template run<R>(T(v[0]), T(v[1]));
  } else if constexpr (R::facts.arity == 3) {
    return On::template run<R>(T(v[0]), T(v[1]), T(v[2]));
  } else {
    return On::template run_nary<R>(v);
  }
}

// The partial of R by operand k, by the row's formula; the result stands behind the operands.
template <class R, class T, class V>
T run_partial(std::size_t k, const V& v) {
  if constexpr (Number<T>::is_complex && !R::facts.complex_form) {
    throw_no_complex_form(R::facts.name);
  } else if constexpr (requires(T x) { R::da(x, x); }) {
    return T(R::da(T(v[0]), T(v[1])));
  } else if constexpr (requires(T x) { R::db(x, x, x); }) {
    const T a = v[0], b = v[1], y = v[2];
    return k == 0 ? T(R::da(a, b, y)) : T(R::db(a, b, y));
  } else if constexpr (requires(T x) { R::dc(x, x, x, x); }) {
    const T a = v[0], b = v[1], c = v[2], y = v[3];
    if (k == 0) return T(R::da(a, b, c, y));
    return k == 1 ? T(R::db(a, b, c, y)) : T(R::dc(a, b, c, y));
  } else {
    throw_no_slope(R::facts.name);
  }
}

// Instruction i, which must be an operation of the table or a custom one.
template <class T, class Value>
T run_operation(const Listing& listing, Index i, const Value& value) {
  const Instruction& it = listing.instructions[i];
  const OperandValues<T, Value> v{listing.operands_of(i), value};
  if (it.operation == Operation::custom) {
    const CustomRule& rule = *listing.customs[it.which];
    return it.part == Part::value ? custom_value<T>(rule, T(v[0]))
                                  : custom_slope<T>(rule, T(v[0]), T(v[1]));
  }
  return visit_row(it.operation, [&](auto type) -> T {
    using R = typename decltype(type)::type;
    if (it.part == Part::value) return run_value<R, T>(v);
    return run_partial<R, T>(static_cast<std::size_t>(it.part) - 1, v);
  });
}

}  // namespace wengert::detail

#endif
