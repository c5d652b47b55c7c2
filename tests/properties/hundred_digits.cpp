// SPDX-License-Identifier: MIT
// First derivatives of random expression graphs against 100-digit arithmetic.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <vector>

#include <autodiff/replay.hpp>

#include "../support/high_precision.hpp"
#include "../support/random_graph.hpp"
#include "error_bound.hpp"
#include "sanitized.hpp"

namespace wengert::test {
namespace {

constexpr std::size_t graphs = affordable(500);

std::vector<Big> point_of(const Graph& graph) {
  return {graph.point().begin(), graph.point().end()};
}

Big output_at(const RecordedGraph& recorded, const std::vector<Big>& x) {
  return Replay<Big>(recorded.tape, recorded.inputs, x)[recorded.output];
}

// Independent of every derivative rule. The kinks are a thousandth away, the step is 1e-33, so that
// about 60 digits of the 100 are right.
Big central_difference(const RecordedGraph& recorded, std::vector<Big> x, std::size_t k) {
  const Big at = x[k];
  const Big step("1e-33");
  x[k] = at + step;
  const Big above = output_at(recorded, x);
  x[k] = at - step;
  const Big below = output_at(recorded, x);
  return (above - below) / (2 * step);
}

double distance(const Big& a, const Big& b) { return static_cast<double>(abs(Big(a - b))); }

}  // namespace

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(hundred_digits) {
  Worst rules("100-digit sweep against 100-digit differences");
  Worst doubles("sweep against 100 digits");
  for (std::size_t i = 0; i < graphs; ++i) {
    const Graph graph = random_graph(graph_seed(i), {.complex_form = false, .order = 2});
    const RecordedGraph recorded = record(graph);
    const RecordedGraph varying = record_all_varying(graph);
    const ErrorBound bound(recorded.tape, recorded.output);
    const Gradient gradient = recorded.tape.gradient(recorded.output);
    const std::vector<Big> x = point_of(graph);
    const std::vector<Big> exact =
        Replay<Big>(recorded.tape, recorded.inputs, x).gradient(recorded.output, recorded.inputs);
    for (std::size_t k = 0; k < graph.variables; ++k) {
      const Var& input = recorded.inputs[k];
      const double paths = bound.paths(input);
      const double moved = conditioning(varying.tape, varying.inputs[k], varying.output);
      const double difference = distance(exact[k], central_difference(recorded, x, k));
      rules.see(difference, 1e-50 * paths + 1e-60, graph.seed);
      doubles.see(distance(exact[k], gradient[input]), bound.sweeping(input) + moved, graph.seed);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
