// SPDX-License-Identifier: MIT
// Points at which a recording says that there may be no derivative.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_KINKS_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_KINKS_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "../gradient_report.hpp"
#include "evidence.hpp"

namespace wengert::detail::checking {

// Where the recording ran at a hard point of an operation, or compared equal numbers, so that the
// branch changes there.
struct Edge {
  std::size_t row;
  bool is_comparison;
  std::string text;   // a sentence
  std::string order;  // the same in whatever order a compiler evaluates operands
};
std::vector<Edge> edges(const Recorded& recorded);

// Of the edges that input k moves, and that move the output, the first in `order`; null where there
// is none. O(rows).
const Edge* edge_of(const std::vector<Edge>& edges, const Recorded& recorded, std::size_t k);

// The derivatives by x[k] from the left and from the right: the slopes of recordings a little to
// either side, extrapolated to x. Nothing where they agree, so that there is no kink in x[k], or
// where the function is not defined on both sides. The function is recorded four times.
std::optional<OneSided> one_sided(const Subject& f, const Evidence& evidence, std::size_t k);

}  // namespace wengert::detail::checking

#endif
