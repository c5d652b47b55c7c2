// SPDX-License-Identifier: MIT
#include "linear_forms.hpp"

#include <algorithm>

namespace wengert::detail {

LinearForms::LinearForms(const Listing& listing, const std::vector<bool>& varying,
                         bool absorb_is_product)
    : listing_(listing),
      varying_(varying),
      absorb_is_product_(absorb_is_product),
      uses_(listing.size(), 0),
      continued_(listing.size(), no_index),
      taken_over_(listing.size(), false) {
  for (Index i = 0; i < listing.size(); ++i) {
    if (!varying[i]) continue;
    for (const Index a : listing.operands_of(i)) ++uses_[a];
  }
  for (const OutputAt& o : listing.outputs) ++uses_[o.at];
  for (Index i = 0; i < listing.size(); ++i) {
    if (is_sum(i)) take_over(i);
  }
}

bool LinearForms::is_sum(Index i) const {
  const Instruction& it = listing_.instructions[i];
  if (!varying_[i] || it.part != Part::value) return false;
  switch (it.operation) {
    case Operation::Add:
    case Operation::Subtract:
    case Operation::Negate:
    case Operation::FusedMultiplyAdd:
    case Operation::Sum:
    case Operation::Dot:
      return true;
    default:
      return false;
  }
}

bool LinearForms::is_product(Index i) const {
  const Instruction& it = listing_.instructions[i];
  if (!varying_[i] || it.part != Part::value) return false;
  return it.operation == Operation::Multiply || it.operation == Operation::Square ||
         (absorb_is_product_ && it.operation == Operation::Absorb);
}

void LinearForms::take_over(Index i) {
  const Operation operation = listing_.instructions[i].operation;
  const auto operands = listing_.operands_of(i);
  std::size_t first = 0;
  if (operation == Operation::FusedMultiplyAdd) first = 2;
  if (operation == Operation::Dot) first = 2 * (operands.size() / 2);
  const bool can_continue = operation != Operation::Sum && operation != Operation::Dot;
  for (const Index a : operands.subspan(first)) {
    if (uses_[a] != 1) continue;
    if (can_continue && continued_[i] == no_index && is_sum(a)) {
      continued_[i] = a;
      taken_over_[a] = true;
    } else if (is_product(a)) {
      taken_over_[a] = true;
    }
  }
}

LinearTerm LinearForms::term(Index i, bool negative) const {
  return is_product(i) && taken_over_[i] ? product(i, negative) : LinearTerm{negative, i};
}

LinearTerm LinearForms::product(Index i, bool negative) const {
  const auto factors = listing_.operands_of(i);
  return {negative, factors.front(), factors.back()};
}

Index LinearForms::own_terms(Index i, bool& negative, std::vector<LinearTerm>& terms) const {
  const Operation operation = listing_.instructions[i].operation;
  const auto operands = listing_.operands_of(i);
  const Index next = continued_[i];
  const bool before = negative;
  const auto add = [&](std::size_t k, bool is_negative) {
    if (operands[k] == next) {
      negative = is_negative;
    } else {
      terms.push_back(term(operands[k], is_negative));
    }
  };
  switch (operation) {
    case Operation::Negate:
      add(0, !before);
      break;
    case Operation::FusedMultiplyAdd:
      terms.push_back({before, operands[0], operands[1]});
      add(2, before);
      break;
    case Operation::Dot: {
      const std::size_t n = operands.size() / 2;
      if (operands.size() % 2 == 1) add(2 * n, before);
      for (std::size_t k = n; k-- > 0;) terms.push_back({before, operands[k], operands[n + k]});
      break;
    }
    default:
      for (std::size_t k = operands.size(); k-- > 0;) {
        add(k, before != (operation == Operation::Subtract && k == 1));
      }
  }
  return next;
}

std::vector<LinearTerm> LinearForms::terms(Index i) const {
  std::vector<LinearTerm> result;
  if (is_product(i)) return {product(i, false)};
  bool negative = false;
  while (i != no_index) i = own_terms(i, negative, result);
  std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace wengert::detail
