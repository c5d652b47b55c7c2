// SPDX-License-Identifier: MIT
#include "paths.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wengert::detail {

namespace {

double absorbing_product(double a, double b) { return a == 0.0 || b == 0.0 ? 0.0 : a * b; }

// The start of a path from a node down: its next edge, and which of the paths from there it takes.
struct Start {
  double size;  // |product|
  std::size_t edge;
  std::size_t rank;
};

double size_of(double partial) {
  return std::isnan(partial) ? std::numeric_limits<double>::infinity() : std::fabs(partial);
}

using Starts = std::vector<std::vector<Start>>;

std::vector<Start> starts_from(const NamedNode& node, const Starts& below, std::size_t most) {
  std::vector<Start> starts;
  for (std::size_t e = 0; e < node.edges.size(); ++e) {
    const std::vector<Start>& next = below[node.edges[e].to];
    for (std::size_t r = 0; r < next.size(); ++r) {
      starts.push_back({absorbing_product(size_of(node.edges[e].partial), next[r].size), e, r});
    }
  }
  std::stable_sort(starts.begin(), starts.end(),
                   [](const Start& a, const Start& b) { return a.size > b.size; });
  if (starts.size() > most) starts.resize(most);
  return starts;
}

LargestPath followed(const std::vector<NamedNode>& nodes, const Starts& starts, std::size_t rank) {
  LargestPath path{{}, 1.0};
  for (std::size_t at = nodes.size() - 1; at != 0;) {
    const Start& start = starts[at][rank];
    const NamedEdge& edge = nodes[at].edges[start.edge];
    path.hops.push_back({at, start.edge});
    path.product = absorbing_product(path.product, edge.partial);
    rank = start.rank;
    at = edge.to;
  }
  return path;
}

}  // namespace

PathSums path_sums(const std::vector<NamedNode>& nodes) {
  if (nodes.empty()) return {};
  std::vector<PathSums> from(nodes.size());
  from[0] = {1.0, 1.0, 1.0};
  for (std::size_t at = 1; at < nodes.size(); ++at) {
    for (const NamedEdge& edge : nodes[at].edges) {
      from[at].count += from[edge.to].count;
      from[at].products += absorbing_product(edge.partial, from[edge.to].products);
      from[at].absolute += absorbing_product(std::fabs(edge.partial), from[edge.to].absolute);
    }
  }
  return from.back();
}

std::vector<LargestPath> largest_paths(const std::vector<NamedNode>& nodes, std::size_t most) {
  if (nodes.empty()) return {};
  Starts starts(nodes.size());
  starts[0] = {{1.0, 0, 0}};
  for (std::size_t at = 1; at < nodes.size(); ++at)
    starts[at] = starts_from(nodes[at], starts, most);
  std::vector<LargestPath> paths;
  const std::size_t found = std::min(most, starts.back().size());
  for (std::size_t rank = 0; rank < found; ++rank) paths.push_back(followed(nodes, starts, rank));
  return paths;
}

}  // namespace wengert::detail
