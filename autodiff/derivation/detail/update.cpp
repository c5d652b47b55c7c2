// SPDX-License-Identifier: MIT
#include "update.hpp"

#include <string_view>
#include <utility>

namespace wengert::detail {
namespace {

using Kind = Expression::Kind;

bool is_product(const Expression& e) {
  return e.kind == Kind::operation && e.operation == Operation::Multiply;
}

bool speaks_of_a_rate(const Expression& e) {
  if (e.kind != Kind::name) return false;
  constexpr std::string_view words[] = {"rate",  "lr",   "LR",       "eta",
                                        "alpha", "step", "\xce\xb7", "\xce\xb1"};
  for (const std::string_view word : words) {
    if (e.text.find(word) != std::string::npos) return true;
  }
  return false;
}

// The factors of a product from left to right; a fraction's numerator only.
void add_factors(Expression& e, std::vector<Expression*>& factors) {
  Expression* at = &e;
  std::vector<Expression*> backwards;
  while (is_product(*at) || (at->kind == Kind::operation && at->operation == Operation::Divide)) {
    if (is_product(*at)) backwards.push_back(&at->operands[1]);
    at = &at->operands[0];
  }
  factors.push_back(at);
  factors.insert(factors.end(), backwards.rbegin(), backwards.rend());
}

// The factor that is the rate; none where there is none.
Expression* find_rate(Expression& step) {
  if (!is_product(step) && step.operation != Operation::Divide) return nullptr;
  std::vector<Expression*> factors;
  add_factors(step, factors);
  if (factors.size() < 2) return nullptr;
  for (Expression* factor : factors) {
    if (speaks_of_a_rate(*factor)) return factor;
  }
  if (factors.front()->kind == Kind::number) return factors.front();
  return factors.back()->kind == Kind::number ? factors.back() : nullptr;
}

// Takes the factor out of the product, whose other factors stay as they stand.
void remove_factor(Expression& product, const Expression* factor) {
  Expression* at = &product;
  while (true) {
    if (is_product(*at) && &at->operands[0] == factor) {
      Expression other = std::move(at->operands[1]);
      *at = std::move(other);
      return;
    }
    if (is_product(*at) && &at->operands[1] == factor) {
      Expression other = std::move(at->operands[0]);
      *at = std::move(other);
      return;
    }
    at = &at->operands[0];
  }
}

}  // namespace

Update take_apart(Expression step) {
  Expression* factor = find_rate(step);
  if (factor == nullptr) {
    Expression one;
    one.text = "1";
    one.number = 1.0;
    one.place = step.place;
    return {std::move(one), std::move(step)};
  }
  Expression rate = *factor;
  remove_factor(step, factor);
  return {std::move(rate), std::move(step)};
}

bool is_step(const Expression& e, const std::string& target) {
  return e.kind == Kind::operation &&
         (e.operation == Operation::Subtract || e.operation == Operation::Add) &&
         e.operands[0].kind == Kind::name && e.operands[0].text == target;
}

}  // namespace wengert::detail
