// SPDX-License-Identifier: MIT
// A Program against the tape, on random expression graphs.
//
// One by one, without fused sums, samples are the tape's to the bit. In lanes a function may be up
// to three times as inexact as its row (vector_bounds.hpp), and fused sums round elsewhere: values
// and gradients are then within four times the bound of the rounding that one evaluation gathers,
// three for the lanes and one for the tape.
#include <boost/test/unit_test.hpp>
#include <cfloat>
#include <cmath>
#include <vector>

#include <autodiff/program/program.hpp>

#include "../support/random_graph.hpp"
#include "../support/within_ulps.hpp"
#include "error_bound.hpp"
#include "sanitized.hpp"

namespace wengert::test {
namespace {

constexpr std::size_t graphs = affordable(10000);
constexpr std::size_t most_samples = 67;
constexpr std::size_t no_fuse = 5;

Passes without(std::size_t number) {
  Passes passes;
  bool* const all[] = {&passes.fold_constants, &passes.identities,  &passes.common_subexpressions,
                       &passes.dead_code,      &passes.reuse_slots, &passes.fuse};
  if (number < std::size(all)) *all[number] = false;
  return passes;
}

// Every other leaf is a parameter.
Interface interface_of(const RecordedGraph& recorded, Over over) {
  Interface result{.inputs = {}, .parameters = {}, .outputs = {{recorded.output, "y", over}}};
  for (std::size_t k = 0; k < recorded.inputs.size(); ++k) {
    (k % 2 == 0 ? result.inputs : result.parameters).push_back(recorded.inputs[k]);
  }
  return result;
}

struct Columns {
  std::vector<double> inputs;
  std::vector<double> parameters;
};

// The graph's point in every lane: anywhere else its guards may come out otherwise.
Columns columns_of(const Graph& graph, std::size_t samples) {
  Columns result;
  for (std::size_t k = 0; k < graph.variables; ++k) {
    if (k % 2 == 0) result.inputs.insert(result.inputs.end(), samples, graph.leaves[k]);
    if (k % 2 == 1) result.parameters.push_back(graph.leaves[k]);
  }
  return result;
}

struct Compared {
  Worst values{"program's values against the tape's"};
  Worst slopes{"program's slopes against the tape's"};
  Worst sums{"program's sums of slopes against the tape's"};
};

void compare(const Graph& graph, std::size_t number, Compared& worst) {
  const RecordedGraph recorded = record(graph);
  const Gradient gradient = recorded.tape.gradient(recorded.output);
  const ErrorBound bound(recorded.tape, recorded.output);
  const RecordedGraph all = record_all_varying(graph);
  std::vector<double> moved;
  for (std::size_t k = 0; k < graph.variables; ++k) {
    moved.push_back(conditioning(all.tape, all.inputs[k], all.output));
  }
  const Program values(recorded.tape, interface_of(recorded, Over::each), without(number % 8));
  std::vector<std::string> by = values.inputs();
  for (const std::string& name : values.parameters()) by.push_back(name);
  Program program = values.with_gradient("y", by);

  const std::size_t samples = 1 + number % most_samples;
  const Columns columns = columns_of(graph, samples);
  std::vector<double> each(program.outputs_per_sample() * samples);
  program.run({samples, columns.inputs, columns.parameters}, {.each = each});
  for (std::size_t i = 0; i < samples; ++i) {
    const double value = recorded.output.value();
    const bool is_same = within_ulps(each[i], value, 0);
    if (samples == 1 && number % 8 == no_fuse) BOOST_REQUIRE(is_same);
    worst.values.see(is_same ? 0.0 : std::fabs(each[i] - value), 4.0 * bound.value(), graph.seed);
    std::size_t column = 1;
    for (const std::size_t first : {0u, 1u}) {
      for (std::size_t k = first; k < graph.variables; k += 2) {
        const double slope = each[column++ * samples + i];
        const Var& x = recorded.inputs[k];
        worst.slopes.see(std::fabs(slope - gradient[x]), 4.0 * (bound.sweeping(x) + moved[k]),
                         graph.seed);
      }
    }
  }

  // Added up, each addition rounds once more.
  Program sum = Program(recorded.tape, interface_of(recorded, Over::sum), without(number % 8))
                    .with_gradient("y");
  std::vector<double> sums(sum.reduced_outputs());
  sum.run({samples, columns.inputs, columns.parameters}, {.reduced = sums});
  const auto n = static_cast<double>(samples);
  for (std::size_t k = 1; k < graph.variables; k += 2) {
    const Var& x = recorded.inputs[k];
    const double rounding = n * DBL_EPSILON * bound.paths(x);
    worst.sums.see(std::fabs(sums[1 + k / 2] / n - gradient[x]),
                   4.0 * (bound.sweeping(x) + moved[k]) + rounding, graph.seed);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(a_program_is_the_tape_on_random_graphs_with_each_pass_on_and_off) {
  Compared worst;
  for (std::size_t i = 0; i < graphs; ++i) compare(random_graph(graph_seed(i), {}), i, worst);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
