// SPDX-License-Identifier: MIT
// First derivatives of random expression graphs, three ways.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdio>
#include <map>
#include <vector>

#include <autodiff/complex.hpp>
#include <autodiff/replay.hpp>

#include "../support/random_graph.hpp"
#include "error_bound.hpp"
#include "sanitized.hpp"

namespace wengert::test {
namespace {

constexpr std::size_t graphs = affordable(30000);

struct Comparisons {
  Worst forward{"reverse against forward"};
  Worst complex{"reverse against complex step"};
  std::size_t three_ways = 0;
  std::map<Operation, std::size_t> rows;
};

std::vector<Dual<double>> towards(const Graph& graph, std::size_t k) {
  std::vector<Dual<double>> x(graph.point().begin(), graph.point().end());
  x[k].tangent = 1.0;
  return x;
}

void compare_forward(const Graph& graph, const RecordedGraph& recorded, Comparisons& seen) {
  const Gradient reverse = recorded.tape.gradient(recorded.output);
  const ErrorBound bound(recorded.tape, recorded.output);
  for (std::size_t k = 0; k < graph.variables; ++k) {
    const std::vector<Dual<double>> x = towards(graph, k);
    const Replay<Dual<double>> replay(recorded.tape, recorded.inputs, x);
    const Dual<double> forward = replay[recorded.output];
    const Dual<double> direct = run(graph, leaves_on<Dual<double>>(graph, x)).back();
    BOOST_REQUIRE_EQUAL(forward.value, recorded.output.value());
    BOOST_REQUIRE_EQUAL(forward.value, direct.value);
    BOOST_REQUIRE_EQUAL(forward.tangent, direct.tangent);
    const Var& input = recorded.inputs[k];
    seen.forward.see(std::fabs(reverse[input] - forward.tangent), bound.sweeping(input),
                     graph.seed);
  }
}

void compare_complex(const Graph& graph, const RecordedGraph& recorded, Comparisons& seen) {
  const Gradient reverse = recorded.tape.gradient(recorded.output);
  const ErrorBound bound(recorded.tape, recorded.output);
  const RecordedGraph varying = record_all_varying(graph);
  for (std::size_t k = 0; k < graph.variables; ++k) {
    std::vector<Complex> x(graph.point().begin(), graph.point().end());
    x[k].imag = complex_step(x[k].real);
    const Replay<Complex> replay(recorded.tape, recorded.inputs, x);
    const double slope = replay[recorded.output].imag / x[k].imag;
    const Var& input = recorded.inputs[k];
    const double moved = conditioning(varying.tape, varying.inputs[k], varying.output);
    // Each of the two has its own roundings; those of the complex functions are taken to be as good
    // as those of the table.
    // The step itself leaves out h^2 f'''/6: at most 1e-50 here.
    const double allowed = 2.0 * (bound.sweeping(input) + moved) + 1e-50;
    seen.complex.see(std::fabs(reverse[input] - slope), allowed, graph.seed);
  }
  ++seen.three_ways;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(reverse_equals_forward_equals_complex_step) {
  Comparisons seen;
  for (std::size_t i = 0; i < graphs; ++i) {
    const Graph graph = random_graph(graph_seed(i), {.complex_form = i % 4 != 3});
    const RecordedGraph recorded = record(graph);
    for (const HardPoint& hard : recorded.tape.hard_points()) {
      BOOST_ERROR(hard.text << " in the graph of seed " << graph.seed);
    }
    compare_forward(graph, recorded, seen);
    if (has_complex_form(graph)) compare_complex(graph, recorded, seen);
    for (const Step& step : graph.steps) ++seen.rows[step.operation];
  }
  std::printf("%zu graphs, %zu of them three ways\n", graphs, seen.three_ways);
  BOOST_TEST(10 * seen.three_ways >= 7 * graphs);
  for_each_row([&](auto type) {
    using R = typename decltype(type)::type;
    BOOST_TEST(seen.rows[operation_of<R>] >= graphs / 100, R::facts.name << " is drawn too rarely");
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
