// SPDX-License-Identifier: MIT
// A batch of one: the steps of a plan as code for plain numbers. Lanes gain nothing there; what
// counts is how long a result waits for the one before it. A sum hands its result on to the
// activation or the product that alone wants it, and rows run as they do on a tape.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_SINGLE_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_SINGLE_HPP

#include <span>
#include <vector>

#include "lowering.hpp"

namespace wengert::detail {

// Values stand where their instructions do, then what the plan adds, then what the steps have
// beside the listing's. Empty where a step can only be run by a frame: guards and custom
// operations.
SingleCode single_code(const std::vector<NamedStep>& steps, const Listing& listing,
                       std::size_t added);
struct SingleResults {
  double* sums;  // of the reduced outputs
  double* each;  // null: not wanted
};
// Puts all outputs of the code there.
void run_single(std::span<const Index> code, const double* parameters, double* values,
                const SingleResults& results);

}  // namespace wengert::detail

#endif
