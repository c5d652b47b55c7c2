// SPDX-License-Identifier: MIT
#include "explain.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "detail/formulas.hpp"
#include "detail/local_partials.hpp"
#include "detail/paths.hpp"

namespace wengert {

using detail::Index;
using detail::NamedEdge;
using detail::NamedNode;

namespace {

class Explainer {
 public:
  Explainer(const detail::Recording& recording, Index y, Index x, const ExplainOptions& options)
      : recording_(recording),
        nodes_(named_graph(recording, y, x)),
        sheet_(std::make_shared<Sheet>(Style::text)),
        formulas_(recording, *sheet_, options.formula_rows, {y, x}) {
    e_.of = short_name(recording, y);
    e_.by = short_name(recording, x);
  }

  Explanation explained(double derivative, std::size_t most) {
    const detail::PathSums sums = path_sums(nodes_);
    e_.derivative = derivative;
    e_.path_count = sums.count;
    e_.sum = sums.products;
    e_.absolute_sum = sums.absolute;
    for (const detail::LargestPath& path : largest_paths(nodes_, most)) tell(path);
    for (const std::size_t node : told_) value_of(node);
    e_.sheet = std::move(sheet_);
    return std::move(e_);
  }

 private:
  void tell(const detail::LargestPath& path) {
    Path told{{}, path.product};
    for (const detail::Hop& hop : path.hops) {
      told.factors.push_back(factor_at(hop));
      if (std::find(told_.begin(), told_.end(), hop.node) == told_.end()) {
        told_.push_back(hop.node);
      }
    }
    e_.paths.push_back(std::move(told));
  }

  std::size_t factor_at(const detail::Hop& hop) {
    const auto [at, fresh] = places_.try_emplace({hop.node, hop.edge}, e_.factors.size());
    if (fresh) {
      const NamedEdge& edge = nodes_[hop.node].edges[hop.edge];
      const Index y = nodes_[hop.node].row;
      const Index x = nodes_[edge.to].row;
      e_.factors.push_back({short_name(recording_, y), short_name(recording_, x), edge.partial,
                            formulas_.slope(y, x)});
      if (e_.factors.back().formula) note_primes(*e_.factors.back().formula);
    }
    return at->second;
  }

  void value_of(std::size_t node) {
    const Index row = nodes_[node].row;
    e_.values.push_back(
        {short_name(recording_, row), recording_.row(row).value, formulas_.value(row)});
  }

  void note_primes(const Source& formula) {
    for (const Operation function : sheet_->primed_in(formula)) {
      const auto known = std::find(e_.primed.begin(), e_.primed.end(), function);
      if (known == e_.primed.end()) e_.primed.push_back(function);
    }
  }

  const detail::Recording& recording_;
  std::vector<NamedNode> nodes_;
  std::shared_ptr<Sheet> sheet_;
  detail::Formulas formulas_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> places_;
  std::vector<std::size_t> told_;  // nodes, in the order in which the paths come to them
  Explanation e_{};
};

}  // namespace

Explanation explain(const Tape& tape, const Var& y, const Var& x, const ExplainOptions& options) {
  const detail::Recording& recording = recording_of(tape);
  const Index of = varying_row(recording, y, "explain");
  const Index by = varying_row(recording, x, "explain");
  const double derivative = tape.gradient(y)[x];
  return Explainer(recording, of, by, options).explained(derivative, options.paths);
}

}  // namespace wengert
