// SPDX-License-Identifier: MIT
// The paths of a graph of named values: how many, what they add up to, and the largest of them.
#ifndef WENGERT_AUTODIFF_EXPLAIN_DETAIL_PATHS_HPP
#define WENGERT_AUTODIFF_EXPLAIN_DETAIL_PATHS_HPP

#include <cstddef>
#include <vector>

#include "named_graph.hpp"

namespace wengert::detail {

struct PathSums {
  double count = 0.0;
  double products = 0.0;
  double absolute = 0.0;
};

// From the last node to the first. O(edges).
PathSums path_sums(const std::vector<NamedNode>& nodes);

// An edge of a path: the number of the node that it leaves and which of its edges it is.
struct Hop {
  std::size_t node;
  std::size_t edge;
};

struct LargestPath {
  std::vector<Hop> hops;  // from the last node down
  double product;         // a factor of 0 absorbs
};

// The `most` paths with the largest |product|, the largest first; NaN is the largest of all. By
// dynamic programming: O(edges * most * log most) and `most` entries a node.
std::vector<LargestPath> largest_paths(const std::vector<NamedNode>& nodes, std::size_t most);

}  // namespace wengert::detail

#endif
