// SPDX-License-Identifier: MIT
// Which factor of a product, or which term of a sum, is wrong, where no change of one token helps:
// what it would have to be is looked up among the products of everything the derivation speaks of.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_FACTOR_SEARCH_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_FACTOR_SEARCH_HPP

#include <string>
#include <vector>

#include "formula.hpp"
#include "repair_search.hpp"
#include "workspace.hpp"

namespace wengert::detail {

struct FactorFinding {
  Expression factor;   // as written
  std::string wanted;  // what it should be
  wengert::Place place;
};

// For claim k. Empty where no single factor or term can be blamed. Spends a unit of the budget for
// every pair of words that is looked at.
std::vector<FactorFinding> find_wrong_factors(Workspace& workspace, std::size_t k,
                                              const Dialect& dialect, Budget& budget);

}  // namespace wengert::detail

#endif
