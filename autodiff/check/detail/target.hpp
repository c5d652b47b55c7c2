// SPDX-License-Identifier: MIT
// A formula that is to be repaired: its text, its tree, and what it comes to.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_TARGET_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_TARGET_HPP

#include <vector>

#include "repair_text.hpp"
#include "workspace.hpp"

namespace wengert::detail {

// The repairs of claim k of the model, which is wrong by itself.
std::vector<Repair> repairs_of_claim(Workspace& workspace, std::size_t k, Budget& budget,
                                     const Dialect& dialect);

// The arguments at which f' is compared, and both sides there.
struct SlopeValues {
  Lanes at;
  Lanes hand;   // as the derivation claims
  Lanes truth;  // by forward mode
};
SlopeValues slope_values(Workspace& workspace, const Function& slope, std::uint64_t seed);

std::vector<Repair> repairs_of_slope(Workspace& workspace, std::size_t statement,
                                     const SlopeValues& values, Budget& budget,
                                     const Dialect& dialect);

// The other way round: changes of the function with which the derivative that is claimed is right.
std::vector<Repair> repairs_of_function(Workspace& workspace, const Function& slope,
                                        const SlopeValues& values, Budget& budget,
                                        const Dialect& dialect);

}  // namespace wengert::detail

#endif
