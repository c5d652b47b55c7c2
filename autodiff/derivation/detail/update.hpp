// SPDX-License-Identifier: MIT
// An update w -= rate * E taken apart.
#ifndef WENGERT_AUTODIFF_DERIVATION_DETAIL_UPDATE_HPP
#define WENGERT_AUTODIFF_DERIVATION_DETAIL_UPDATE_HPP

#include "../derivation.hpp"

namespace wengert::detail {

struct Update {
  Expression rate;
  Expression slope;
};

// The step of an update as a learning rate times a slope: the rate is the factor whose name speaks
// of one, else a number that stands first or last, else 1.
Update take_apart(Expression step);
// For w = w - step or w = w + step: the step, and whether it descends. Only if `e` is of that form.
bool is_step(const Expression& e, const std::string& target);

}  // namespace wengert::detail

#endif
