// SPDX-License-Identifier: MIT
#include <utility>

#include "random_graph.hpp"

namespace wengert::test {

RecordedGraph record(const Graph& graph, std::span<const double> at) {
  RecordedGraph result;
  for (const double x : at) result.inputs.push_back(result.tape.variable(x));
  std::vector<Var> leaves = leaves_on<Var>(graph, result.inputs);
  leaves[at.size()] = result.tape.constant(graph.leaves[at.size()]);
  result.output = run(graph, std::move(leaves)).back();
  return result;
}

RecordedGraph record_all_varying(const Graph& graph) {
  RecordedGraph result;
  for (const double x : graph.leaves) result.inputs.push_back(result.tape.variable(x));
  result.output = run(graph, result.inputs).back();
  return result;
}

RecordedGraph record(const Graph& graph) { return record(graph, graph.point()); }

}  // namespace wengert::test
