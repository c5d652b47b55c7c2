// SPDX-License-Identifier: MIT
// What must keep its value in the file for a claim to be right: a number written in place of a
// name, or a coincidence.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_ASSUMPTION_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_ASSUMPTION_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "repair_search.hpp"
#include "workspace.hpp"

namespace wengert::detail {

// A smallest set of inputs (their places in the outline) with whose own numbers claim k is right,
// wherever the others are. Nothing where there is none, or where it would take too long. A model
// of the derivation per input.
std::optional<std::vector<std::size_t>> inputs_to_keep(Workspace& workspace, std::size_t k,
                                                       Budget& budget);

// "x[0] = -2 and w1 = 1"
std::string own_numbers_text(const Outline& outline, const std::vector<std::size_t>& inputs);

}  // namespace wengert::detail

#endif
