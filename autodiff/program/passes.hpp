// SPDX-License-Identifier: MIT
// What is done to a recorded function before it runs. Each pass keeps every result: to the bit
// where the function is evaluated, except that which of two NaNs comes out may differ.
#ifndef WENGERT_AUTODIFF_PROGRAM_PASSES_HPP
#define WENGERT_AUTODIFF_PROGRAM_PASSES_HPP

namespace wengert {

struct Passes {
  bool fold_constants = true;         // what has only constants as operands is computed
  bool identities = true;             // x*1, x/1, x-0, -(-x), a choice that is made; not x+0,
                                      // which makes -0 a +0
  bool common_subexpressions = true;  // what is computed twice is computed once
  bool dead_code = true;              // what no output and no guard needs goes
  bool reuse_slots = true;            // a value's place is used again after its last use
};

}  // namespace wengert

#endif
