// SPDX-License-Identifier: MIT
#include "named_graph.hpp"

#include <algorithm>
#include <queue>

#include "local_partials.hpp"

namespace wengert::detail {

namespace {

constexpr std::size_t no_node = static_cast<std::size_t>(-1);

class Builder {
 public:
  Builder(const Recording& recording, Index y, std::optional<Index> x)
      : between_(x ? Between(recording, y, *x) : Between(recording, y)),
        partials_(recording),
        adjoint_(std::size_t{y} + 1, 0.0),
        reached_(std::size_t{y} + 1, 0) {
    for (Index i = 0; i <= y; ++i) {
      const bool leaf = !x && recording.row(i).operation() == Operation::variable;
      const bool end = i == y || i == x;
      if (between_(i) && (end || leaf || is_named(recording, i))) nodes_.push_back({i, {}});
    }
  }

  std::vector<NamedNode> build() {
    for (NamedNode& node : nodes_) sweep_from(node);
    return std::move(nodes_);
  }

 private:
  std::size_t node_at(Index row) const {
    const auto at = std::lower_bound(nodes_.begin(), nodes_.end(), row,
                                     [](const NamedNode& n, Index r) { return n.row < r; });
    const bool found = at != nodes_.end() && at->row == row;
    return found ? static_cast<std::size_t>(at - nodes_.begin()) : no_node;
  }

  // A reverse sweep that ends at names. What was reached without an adjoint is an edge all the
  // same, of partial 0.
  void sweep_from(NamedNode& node) {
    adjoint_[node.row] = 1.0;
    waiting_.push(node.row);
    while (!waiting_.empty()) {
      const Index i = waiting_.top();
      waiting_.pop();
      const double adjoint = adjoint_[i];
      adjoint_[i] = 0.0;
      reached_[i] = 0;
      const std::size_t at = i == node.row ? no_node : node_at(i);
      if (at == no_node) {
        hand_on(i, adjoint);
      } else {
        node.edges.push_back({at, adjoint});
      }
    }
    std::reverse(node.edges.begin(), node.edges.end());
  }

  void hand_on(Index i, double adjoint) {
    partials_.each(i, adjoint, [&](Index k, double product) {
      if (!between_(k)) return;
      adjoint_[k] += product;
      if (reached_[k] == 0) waiting_.push(k);
      reached_[k] = 1;
    });
  }

  Between between_;
  LocalPartials partials_;
  std::vector<NamedNode> nodes_;
  std::vector<double> adjoint_;
  std::vector<unsigned char> reached_;
  std::priority_queue<Index> waiting_;
};

}  // namespace

std::vector<NamedNode> named_graph(const Recording& recording, Index y, std::optional<Index> x) {
  return Builder(recording, y, x).build();
}

}  // namespace wengert::detail
