// SPDX-License-Identifier: MIT
// A statement as it is written: a left side, a sign between, a right side. Nothing is looked up yet
// but whether dy/dx is a claim made before, because a / dy/dx means two things.
#ifndef WENGERT_AUTODIFF_DERIVATION_DETAIL_GRAMMAR_HPP
#define WENGERT_AUTODIFF_DERIVATION_DETAIL_GRAMMAR_HPP

#include <optional>
#include <string>

#include "scope.hpp"
#include "source_text.hpp"

namespace wengert::detail {

// Expressions before they are resolved: calls of every kind are `function`, f'(t) is
// `function_slope`, x[0] is a `name`, and (...).mean() is a function called "mean".
struct WrittenStatement {
  enum class Sign { equals, minus_equals, plus_equals, approximately };
  Expression left;
  Sign sign = Sign::equals;
  Place sign_place;
  bool is_question = false;            // w1 = ?
  std::optional<Expression> right;     // of all but `approximately`
  std::optional<std::string> printed;  // the digits behind ~
  Place printed_place;
};

// Throws DerivationError.
WrittenStatement parse_statement(const SourceText& text, TextRange piece, const Scope& scope);
Expression parse_formula(const SourceText& text, TextRange piece, const Scope& scope);

}  // namespace wengert::detail

#endif
