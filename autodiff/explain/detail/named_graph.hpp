// SPDX-License-Identifier: MIT
// The graph of the named values: what is computed between two names is one edge, whose partial is
// the sum over all the ways from one to the other that pass no third name.
#ifndef WENGERT_AUTODIFF_EXPLAIN_DETAIL_NAMED_GRAPH_HPP
#define WENGERT_AUTODIFF_EXPLAIN_DETAIL_NAMED_GRAPH_HPP

#include <cstddef>
#include <optional>
#include <vector>

#include "../../detail/recording.hpp"

namespace wengert::detail {

struct NamedEdge {
  std::size_t to;  // the node depended on
  double partial;
};

struct NamedNode {
  Index row;
  std::vector<NamedEdge> edges;  // the lowest row first
};

// The nodes are the named rows between, with y and x whether named or not, in the order of their
// rows: edges lead to lower numbers. Without x, y and all named values that it depends on, and the
// variables, named or not. Empty where y does not depend on x. O(rows), and for every node the rows
// between it and the names below.
std::vector<NamedNode> named_graph(const Recording& recording, Index y, std::optional<Index> x);

}  // namespace wengert::detail

#endif
