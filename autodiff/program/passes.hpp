// SPDX-License-Identifier: MIT
// What is done to a recorded function before it runs. Each pass but `fuse` keeps every result: to
// the bit where the function is evaluated, except that which of two NaNs comes out may differ.
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
  // In batches only: a sum of products is one instruction, in which each product is added without
  // being rounded before, a bias enters first, and a batch's sum of products is taken at once.
  // Whoever recorded x*x - y*y to come out as exactly 0 switches it off.
  bool fuse = true;
};

}  // namespace wengert

#endif
