// SPDX-License-Identifier: MIT
// Where the adjoint died, blew up, or was made small on its way from an output to a variable.
#ifndef WENGERT_AUTODIFF_EXPLAIN_DETAIL_ADJOINT_SEARCH_HPP
#define WENGERT_AUTODIFF_EXPLAIN_DETAIL_ADJOINT_SEARCH_HPP

#include <algorithm>
#include <cmath>
#include <vector>

#include "local_partials.hpp"

namespace wengert::detail {

// One step of the sweep on a way from y to x.
struct Edge {
  Index row, operand;
  double partial;
};

class AdjointSearch {
 public:
  AdjointSearch(const Recording& recording, Index y, Index x)
      : recording_(recording),
        between_(recording, y, x),
        partials_(recording),
        adjoints_(std::size_t{y} + 1, 0.0),
        y_(y),
        x_(x) {
    adjoints_[y] = 1.0;
  }

  bool has_path() const { return between_(y_); }

  // The edges on which a NaN or an infinity first arose, in the order of the sweep.
  std::vector<Edge> nonfinite() {
    std::vector<Edge> found;
    sweep([&](const Edge& edge, double adjoint) {
      if (std::isfinite(adjoint) && !std::isfinite(edge.partial * adjoint)) found.push_back(edge);
    });
    return found;
  }

  // The edges on which an adjoint became 0, in the order of the sweep.
  std::vector<Edge> deaths() {
    std::vector<Edge> found;
    sweep([&](const Edge& edge, double adjoint) {
      if (adjoint != 0.0 && edge.partial * adjoint == 0.0) found.push_back(edge);
    });
    return found;
  }

  // The path with the largest |product|, from y down.
  std::vector<Edge> largest_path() {
    std::vector<double> best(adjoints_.size(), -1.0);
    std::vector<Edge> to(adjoints_.size());
    best[y_] = 1.0;
    sweep([&](const Edge& edge, double) {
      const double size = best[edge.row] * std::fabs(edge.partial);
      if (size <= best[edge.operand]) return;
      best[edge.operand] = size;
      to[edge.operand] = edge;
    });
    std::vector<Edge> path;
    if (best[x_] < 0.0) return path;
    for (Index i = x_; i != y_; i = to[i].row) path.push_back(to[i]);
    std::reverse(path.begin(), path.end());
    return path;
  }

  double adjoint(Index i) const { return adjoints_[i]; }

  // Where the value of a row first became NaN or infinite.
  Index origin(Index i) const {
    Index scratch[2];
    for (bool further = true; further;) {
      further = false;
      for (const Index k : recording_.operands(recording_.row(i), scratch)) {
        if (std::isfinite(recording_.row(k).value)) continue;
        i = k;
        further = true;
        break;
      }
    }
    return i;
  }

 private:
  template <class See>
  void sweep(See see) {
    std::fill(adjoints_.begin(), adjoints_.end(), 0.0);
    adjoints_[y_] = 1.0;
    for (Index i = y_ + 1; i-- > x_ + 1;) {
      if (!between_(i)) continue;
      const double adjoint = adjoints_[i];
      partials_.each(i, 1.0, [&](Index k, double partial) {
        if (!between_(k)) return;
        if (adjoint != 0.0) adjoints_[k] += adjoint * partial;
        see(Edge{i, k, partial}, adjoint);
      });
    }
  }

  const Recording& recording_;
  Between between_;
  LocalPartials partials_;
  std::vector<double> adjoints_;
  Index y_, x_;
};

}  // namespace wengert::detail

#endif
