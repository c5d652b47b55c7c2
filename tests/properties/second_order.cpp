// SPDX-License-Identifier: MIT
// Second derivatives of random expression graphs, three ways, and the recorded gradient as a
// program of its own.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdio>
#include <vector>

#include <autodiff/complex.hpp>
#include <autodiff/functional.hpp>

#include "../support/random_graph.hpp"
#include "error_bound.hpp"
#include "sanitized.hpp"

namespace wengert::test {
namespace {

constexpr std::size_t graphs = affordable(10000);

// A recording with the gradient by the first `variables` of its inputs recorded behind it.
struct WithGradient : RecordedGraph {
  std::vector<Var> slopes;

  WithGradient(RecordedGraph recorded, std::size_t variables) : RecordedGraph(std::move(recorded)) {
    const GradientNodes nodes = tape.gradient_nodes(output);
    for (std::size_t k = 0; k < variables; ++k) slopes.push_back(nodes[inputs[k]]);
  }
  bool varies(std::size_t i) const { return operand_of(slopes[i]).active() != 0; }
};

// Row i: the derivatives of slope i.
Matrix by_nodes(const WithGradient& recorded) {
  const std::size_t n = recorded.slopes.size();
  Matrix hessian{n, n};
  for (std::size_t i = 0; i < n; ++i) {
    if (!recorded.varies(i)) continue;
    const Gradient slopes = recorded.tape.gradient(recorded.slopes[i]);
    for (std::size_t k = 0; k < n; ++k) hessian(i, k) = slopes[recorded.inputs[k]];
  }
  return hessian;
}

Matrix by_duals(const RecordedGraph& recorded, std::span<const double> x) {
  Matrix hessian{x.size(), x.size()};
  for (std::size_t k = 0; k < x.size(); ++k) {
    std::vector<Dual<double>> at(x.begin(), x.end());
    at[k].tangent = 1.0;
    const Replay<Dual<double>> replay(recorded.tape, recorded.inputs, at);
    const auto slopes = replay.gradient(recorded.output, recorded.inputs);
    for (std::size_t i = 0; i < x.size(); ++i) hessian(i, k) = slopes[i].tangent;
  }
  return hessian;
}

struct Stepped {
  Matrix nodes;  // complex step of the gradient's nodes
  Matrix sweep;  // of the sweep
};

Stepped by_complex_step(const WithGradient& recorded, std::span<const double> x) {
  const std::size_t n = x.size();
  Stepped hessian{{n, n}, {n, n}};
  for (std::size_t k = 0; k < n; ++k) {
    std::vector<Complex> at(x.begin(), x.end());
    at[k].imag = complex_step(x[k]);
    const Replay<Complex> replay(recorded.tape, recorded.inputs, at);
    const std::vector<Complex> slopes = replay.gradient(recorded.output, recorded.inputs);
    for (std::size_t i = 0; i < n; ++i) {
      hessian.sweep(i, k) = slopes[i].imag / at[k].imag;
      if (!recorded.varies(i)) continue;
      hessian.nodes(i, k) = replay[recorded.slopes[i]].imag / at[k].imag;
    }
  }
  return hessian;
}

struct Bounds {
  Matrix sweeping;  // at the recorded values
  Matrix exact;     // and with their rounding
};

Bounds bounds_of(const WithGradient& recorded, const WithGradient& varying) {
  const std::size_t n = recorded.slopes.size();
  Bounds bounds{{n, n}, {n, n}};
  for (std::size_t i = 0; i < n; ++i) {
    if (!recorded.varies(i)) continue;
    const ErrorBound bound(recorded.tape, recorded.slopes[i]);
    for (std::size_t k = 0; k < n; ++k) {
      const double moved = conditioning(varying.tape, varying.inputs[k], varying.slopes[i]);
      bounds.sweeping(i, k) = bound.sweeping(recorded.inputs[k]);
      bounds.exact(i, k) = bounds.sweeping(i, k) + moved;
    }
  }
  return bounds;
}

std::vector<double> elsewhere(const Graph& graph) {
  Random random(graph.seed);
  std::vector<double> x(graph.point().begin(), graph.point().end());
  for (double& coordinate : x) coordinate += random.uniform(-0.5, 0.5);
  return x;
}

double distance(const Matrix& a, const Matrix& b, std::size_t i, std::size_t k) {
  return std::fabs(a(i, k) - b(i, k));
}

// A tape of doubles knows more of such a row than its value, and its slope may differ in an ulp.
bool has_rest(const Graph& graph) {
  return std::any_of(graph.steps.begin(), graph.steps.end(), [](const Step& step) {
    return visit_row(step.operation, [](auto type) {
      using R = typename decltype(type)::type;
      return requires { R::value_and_rest(0.0); };
    });
  });
}

void require_same_number(double got, double want, const char* whose, const Graph& graph) {
  if (got == want || (std::isnan(got) && std::isnan(want))) return;
  BOOST_ERROR(got << " instead of " << want << ", " << whose << ", in the graph of seed "
                  << graph.seed);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(hessian_of_random_graphs) {
  Worst nodes("sweep on duals against sweep of the gradient's nodes");
  Worst complex("sweep on duals against complex step of the gradient's nodes");
  Worst swept("sweep on duals against complex step of the sweep");
  Worst symmetry("symmetry of the Hessian");
  for (std::size_t g = 0; g < graphs; ++g) {
    const Graph graph = random_graph(graph_seed(g), {.complex_form = g % 4 != 3, .order = 3});
    const WithGradient recorded(record(graph), graph.variables);
    const WithGradient varying(record_all_varying(graph), graph.variables);
    const Bounds bounds = bounds_of(recorded, varying);
    const Matrix hessian = by_duals(record(graph), graph.point());
    const Matrix again = by_nodes(recorded);
    const bool passable = has_complex_form(graph);
    const Stepped stepped = passable ? by_complex_step(recorded, graph.point()) : Stepped{};
    for (std::size_t i = 0; i < graph.variables; ++i) {
      for (std::size_t k = 0; k < graph.variables; ++k) {
        nodes.see(distance(hessian, again, i, k), bounds.sweeping(i, k), graph.seed);
        const double both = bounds.exact(i, k) + bounds.exact(k, i);
        symmetry.see(std::fabs(hessian(i, k) - hessian(k, i)), both, graph.seed);
        if (!passable) continue;
        const double allowed = 2.0 * bounds.exact(i, k) + 1e-50;
        complex.see(distance(hessian, stepped.nodes, i, k), allowed, graph.seed);
        swept.see(distance(hessian, stepped.sweep, i, k), allowed, graph.seed);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(gradient_nodes_replayed_elsewhere) {
  std::size_t compared = 0;
  std::size_t compared_with_tape = 0;
  for (std::size_t g = 0; g < graphs; ++g) {
    const GraphOptions options{.complex_form = false, .order = 2, .guards = false};
    const Graph graph = random_graph(graph_seed(g), options);
    const WithGradient recorded(record(graph), graph.variables);
    const std::vector<double> there = elsewhere(graph);
    const RecordedGraph fresh = record(graph, there);
    if (fresh.tape.first_nonfinite()) continue;
    const Gradient on_tape = fresh.tape.gradient(fresh.output);
    const std::vector<double> replayed =
        Replay<double>(fresh.tape, fresh.inputs, there).gradient(fresh.output, fresh.inputs);
    const bool same_forms = !has_rest(graph);
    const Replay<double> replay(recorded.tape, recorded.inputs, there);
    for (std::size_t k = 0; k < graph.variables; ++k) {
      const Var& slope = recorded.slopes[k];
      const double got = slope.is_constant() ? slope.value() : replay[slope];
      ++compared;
      require_same_number(got, replayed[k], "a replay's sweep", graph);
      if (!same_forms) continue;
      ++compared_with_tape;
      require_same_number(got, on_tape[fresh.inputs[k]], "the tape's sweep", graph);
    }
  }
  std::printf("%zu derivatives compared at another point, %zu of them with the tape's too\n",
              compared, compared_with_tape);
  BOOST_TEST(compared >= graphs);
  BOOST_TEST(compared_with_tape >= graphs / 2);
}

// The sweep on doubles passes over a side that is not taken; the nodes must not carry its NaN.
BOOST_AUTO_TEST_CASE(nodes_replayed_where_a_side_not_taken_is_nan) {
  Tape tape;
  const std::vector<Var> x = {tape.variable(2.0)};
  const Var y = select(x[0] > 0.0, square(log(x[0])), 3.0 * x[0]);
  const Var slope = tape.gradient_nodes(y)[x[0]];
  const std::vector<double> there = {-1.0};
  BOOST_TEST(Replay<double>(tape, x, there)[slope] == 3.0);
}

// exp overflows, and so does its slope, but neither the quotient nor its slope does.
BOOST_AUTO_TEST_CASE(nodes_replayed_where_a_slope_overflows) {
  Tape tape;
  const std::vector<Var> x = {tape.variable(2.0)};
  const Var y = 1.0 / (1.0 + exp(-x[0]));
  const Var slope = tape.gradient_nodes(y)[x[0]];
  const std::vector<double> there = {-1000.0};
  BOOST_TEST(Replay<double>(tape, x, there)[slope] == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
