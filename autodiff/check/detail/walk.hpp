// SPDX-License-Identifier: MIT
// A formula evaluated on any number type, in the sight of what its names mean.
//
// A Sight has
//
//   T name(const std::string& text) const;
//   T derivative(const std::string& text) const;
//   T function(const Expression& call, std::vector<T> arguments) const;
//   T slope(const Expression& call, const T& u) const;       // of a function of the derivation
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_WALK_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_WALK_HPP

#include <utility>
#include <vector>

#include "../../derivation/derivation.hpp"
#include "../../detail/apply.hpp"
#include "../../error.hpp"
#include "../../nary.hpp"

namespace wengert::detail {

template <class T, class Sight>
class Walker {
 public:
  explicit Walker(const Sight& sight) : sight_(sight) {}

  T value(const Expression& e) const {
    switch (e.kind) {
      case Expression::Kind::number:
        return T(e.number);
      case Expression::Kind::name:
        return sight_.name(e.text);
      case Expression::Kind::derivative:
        return sight_.derivative(e.text);
      case Expression::Kind::operation:
        return visit_row(e.operation,
                         [&](auto type) { return run<typename decltype(type)::type>(e); });
      case Expression::Kind::operation_slope:
        return row_slope(e.operation, value(e.operands[0]));
      case Expression::Kind::function:
        return sight_.function(e, values(e));
      case Expression::Kind::function_slope:
        return sight_.slope(e, value(e.operands[0]));
      case Expression::Kind::list:
        break;
    }
    throw Error("a list stands where a number is wanted");
  }

  static T row_slope(Operation operation, const T& u) {
    return visit_row(operation, [&](auto type) -> T {
      using R = typename decltype(type)::type;
      if constexpr (R::facts.arity == 1 && !R::facts.mask) {
        const T y = Apply<T>::template run<R>(u);
        if constexpr (requires { R::da(u, y); }) return R::da(u, y);
      }
      throw_no_slope(R::facts.name);
    });
  }

 private:
  template <class R>
  T run(const Expression& e) const {
    if constexpr (R::facts.arity == 1) {
      return Apply<T>::template run<R>(value(e.operands[0]));
    } else if constexpr (R::facts.arity == 2) {
      const T a = value(e.operands[0]);
      const T b = value(e.operands[1]);
      return Apply<T>::template run<R>(a, b);
    } else if constexpr (R::facts.arity == 3) {
      const T a = value(e.operands[0]);
      const T b = value(e.operands[1]);
      const T c = value(e.operands[2]);
      return Apply<T>::template run<R>(a, b, c);
    } else {
      const std::vector<T> operands = values(e);
      return Apply<T>::template run_nary<R>(ListOperands<T>{operands.data(), operands.size()});
    }
  }

  // Lists one after the other, as the n-ary rows take them.
  std::vector<T> values(const Expression& e) const {
    std::vector<T> result;
    for (const Expression& operand : e.operands) {
      if (operand.kind == Expression::Kind::list) {
        for (const Expression& element : operand.operands) result.push_back(value(element));
      } else {
        result.push_back(value(operand));
      }
    }
    return result;
  }

  const Sight& sight_;
};

template <class T, class Sight>
T walk(const Expression& e, const Sight& sight) {
  return Walker<T, Sight>(sight).value(e);
}

}  // namespace wengert::detail

#endif
