// SPDX-License-Identifier: MIT
// How an operation is called: taken from the table of contents of the operations.
#ifndef WENGERT_AUTODIFF_DETAIL_SPELLING_HPP
#define WENGERT_AUTODIFF_DETAIL_SPELLING_HPP

#include <string_view>

#include "../operations.hpp"

namespace wengert::detail {

enum class Kind { none, operator_sign, cmath, own, mask, select, nary };

struct Spelling {
  Kind kind = Kind::none;
  std::string_view name;  // the sign of an operator, the name of a function
};

inline Spelling spelling_of(Operation operation) {
  switch (operation) {
#define WENGERT_SPELL(Row, kind, name) \
  case Operation::Row:                 \
    return {Kind::kind, name};
#define WENGERT_OPERATOR1(Row, symbol) WENGERT_SPELL(Row, operator_sign, #symbol)
#define WENGERT_OPERATOR2(Row, symbol) WENGERT_SPELL(Row, operator_sign, #symbol)
#define WENGERT_CMATH1(Row, function) WENGERT_SPELL(Row, cmath, #function)
#define WENGERT_CMATH2(Row, function) WENGERT_SPELL(Row, cmath, #function)
#define WENGERT_CMATH3(Row, function) WENGERT_SPELL(Row, cmath, #function)
#define WENGERT_OWN1(Row, function) WENGERT_SPELL(Row, own, #function)
#define WENGERT_OWN2(Row, function) WENGERT_SPELL(Row, own, #function)
#define WENGERT_MASK1(Row) WENGERT_SPELL(Row, mask, operations::Row::facts.name)
#define WENGERT_MASK2(Row) WENGERT_SPELL(Row, mask, operations::Row::facts.name)
#define WENGERT_SELECT3(Row) WENGERT_SPELL(Row, select, operations::Row::facts.name)
#define WENGERT_NARY(Row, function) WENGERT_SPELL(Row, nary, #function)
#include "../operations/list.inc"
#undef WENGERT_SPELL
    default:
      return {};
  }
}

// An activation's derivative is written with a prime, as textbooks do; others are written out.
inline bool is_activation(Operation operation) {
  return operation == Operation::Tanh ||
         (operation >= Operation::Sigmoid && operation <= Operation::Gelu);
}

// Of a mask that compares, in a sentence; `negated` where its opposite was asked.
inline std::string_view comparison_sign(Operation operation, bool negated) {
  if (operation == Operation::Less) return "<";
  if (operation == Operation::LessEqual) return "<=";
  return negated ? "!=" : "==";
}

}  // namespace wengert::detail

#endif
