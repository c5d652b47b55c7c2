// SPDX-License-Identifier: MIT
// Every change of one token, or of one small piece, that a formula could need: the slips of a pen.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_EDITS_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_EDITS_HPP

#include <string>
#include <utility>
#include <vector>

#include "formula.hpp"

namespace wengert::detail {

enum class Slip {
  other_name,      // w1 for w2, x[0] for x[1], sum_h1 for h1
  name_for_value,  // the number that a name has
  value_for_name,  // a name where the number belongs
  number,          // 2 for 1
  sign,
  operation,   // + for *
  swapped,     // a - b for b - a
  regrouped,   // a*b + c for a*(b + c)
  slope,       // f for f'
  function,    // sin for cos
  argument,    // f'(f(u)) for f'(u)
  exponent,    // x for x^2
  complement,  // f for 1 - f
  missing_factor,
  extra_factor,
  missing_term,
  extra_term,
};

// What the pen could have meant, in the words of the derivation.
struct Vocabulary {
  std::vector<Expression> names;      // names and derivatives that can be used here
  std::vector<Expression> functions;  // one call of each function of one operand
  std::vector<Expression> factors;    // what may be missing from a product
  std::vector<Expression> terms;      // what may be missing from a sum
  // Names that are defined as f(u), with u.
  std::vector<std::pair<std::string, Expression>> arguments;
};

// One change, while the formula has it.
struct Edit {
  Slip slip;
  const Expression* before;  // the piece as it was written
  const Expression* after;   // what stands there now, inside the formula
  // What was dropped or put in, where that is the change. Where an operation binds otherwise than
  // the one before: the operation alone, with the one before as its operand.
  const Expression* piece;
};

class EditTrial {
 public:
  // Called with every change in turn, while the formula has it. False: enough.
  virtual bool tries(const Edit& edit) = 0;

 protected:
  ~EditTrial() = default;
};

// The formula is as before when this returns. O(nodes x words) calls.
void try_edits(Expression& formula, const Vocabulary& words, EditTrial& trial);

}  // namespace wengert::detail

#endif
