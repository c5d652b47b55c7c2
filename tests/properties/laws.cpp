// SPDX-License-Identifier: MIT
// What holds of every sweep, whatever was recorded.
#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <cfloat>
#include <cmath>
#include <vector>

#include <autodiff/error.hpp>
#include <autodiff/nary.hpp>

#include "../support/random_graph.hpp"
#include "../support/within_ulps.hpp"
#include "error_bound.hpp"
#include "sanitized.hpp"

namespace wengert::test {
namespace {

constexpr std::size_t graphs = affordable(1000);

Graph any_graph(std::size_t number) {
  return random_graph(graph_seed(number), {.complex_form = false});
}

// The derivatives by the variables.
std::vector<double> slopes(const RecordedGraph& recorded, const Gradient& gradient) {
  std::vector<double> result;
  for (const Var& x : recorded.inputs) result.push_back(gradient[x]);
  return result;
}

std::vector<double> slopes(const RecordedGraph& recorded) {
  return slopes(recorded, recorded.tape.gradient(recorded.output));
}

void require_same(const std::vector<double>& got, const std::vector<double>& want,
                  const Graph& graph) {
  for (std::size_t k = 0; k < want.size(); ++k) {
    BOOST_REQUIRE_MESSAGE(within_ulps(got[k], want[k], 0), got[k] << " instead of " << want[k]
                                                                  << " in the graph of seed "
                                                                  << graph.seed);
  }
}

bool any_underflow(const std::vector<double>& slopes) {
  return std::any_of(slopes.begin(), slopes.end(),
                     [](double slope) { return slope != 0.0 && std::fabs(slope) < 1e-250; });
}

// A second output beside a graph's own, of nearly all that is in it.
Var second_output(const RecordedGraph& recorded) {
  return sin(recorded.output) * recorded.inputs[0] + recorded.inputs[1];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(sweep_is_linear_in_the_seeds) {
  Worst worst("weighted outputs against weighted gradients");
  for (std::size_t i = 0; i < graphs; ++i) {
    const Graph graph = any_graph(i);
    const RecordedGraph recorded = record(graph);
    const Tape& tape = recorded.tape;
    const Var y = recorded.output;
    const Var z = second_output(recorded);
    Random random(graph.seed);
    const double a = random.uniform(-3.0, 3.0);
    const double b = random.uniform(-3.0, 3.0);
    const Gradient both = tape.gradient(std::array<Seed, 2>{{{y, a}, {z, b}}});
    const Gradient of_y = tape.gradient(y);
    const Gradient of_z = tape.gradient(z);
    const ErrorBound bound_y(tape, y);
    const ErrorBound bound_z(tape, z);
    for (const Var& x : recorded.inputs) {
      const double sweeping =
          std::fabs(a) * bound_y.sweeping(x) + std::fabs(b) * bound_z.sweeping(x);
      const double weighing = std::fabs(a) * bound_y.paths(x) + std::fabs(b) * bound_z.paths(x);
      const double error = std::fabs(both[x] - (a * of_y[x] + b * of_z[x]));
      worst.see(error, sweeping + DBL_EPSILON * weighing, graph.seed);
    }
  }
}

BOOST_AUTO_TEST_CASE(weights_of_one_output_add_up_and_powers_of_two_are_exact) {
  for (std::size_t i = 0; i < graphs; ++i) {
    const Graph graph = any_graph(i);
    const RecordedGraph recorded = record(graph);
    const Var& y = recorded.output;
    std::vector<double> fourfold = slopes(recorded);
    if (any_underflow(fourfold)) continue;
    for (double& slope : fourfold) slope *= 4.0;
    const std::array<Seed, 1> once = {{{y, 4.0}}};
    require_same(slopes(recorded, recorded.tape.gradient(once)), fourfold, graph);
    const std::array<Seed, 3> thrice = {{{y, 2.5}, {y, -1.0}, {y, 2.5}}};
    require_same(slopes(recorded, recorded.tape.gradient(thrice)), fourfold, graph);
  }
}

BOOST_AUTO_TEST_CASE(asking_twice_gives_the_same_bits) {
  Gradient reuse;
  for (std::size_t i = 0; i < graphs; ++i) {
    const Graph graph = any_graph(i);
    const RecordedGraph recorded = record(graph);
    const std::vector<double> first = slopes(recorded);
    (void)recorded.tape.gradient(second_output(recorded));
    require_same(slopes(recorded), first, graph);
    recorded.tape.gradient(recorded.output, reuse);  // last used for another tape
    require_same(slopes(recorded, reuse), first, graph);
  }
}

BOOST_AUTO_TEST_CASE(recording_twice_gives_the_same_bits) {
  for (std::size_t i = 0; i < graphs; ++i) {
    const Graph graph = any_graph(i);
    require_same(slopes(record(any_graph(i))), slopes(record(graph)), graph);
  }
}

BOOST_AUTO_TEST_CASE(strangers_and_a_shift_do_not_matter) {
  for (std::size_t i = 0; i < graphs; ++i) {
    const Graph graph = any_graph(i);
    RecordedGraph other;
    const Var stranger = other.tape.variable(0.7);
    for (const double x : graph.point()) other.inputs.push_back(other.tape.variable(x));
    const Var strange = exp(stranger) / other.inputs[0];
    std::vector<Var> leaves = leaves_on<Var>(graph, other.inputs);
    leaves[graph.variables] = other.tape.constant(graph.leaves[graph.variables]);
    other.output = run(graph, std::move(leaves)).back() + 5.0;
    const Var stranger_still = strange * other.output;
    const Gradient gradient = other.tape.gradient(other.output);
    require_same(slopes(other, gradient), slopes(record(graph)), graph);
    BOOST_REQUIRE_EQUAL(gradient[stranger], 0.0);
    BOOST_REQUIRE_EQUAL(gradient[strange], 0.0);
    BOOST_REQUIRE_EQUAL(gradient[stranger_still], 0.0);
  }
}

// Only the order of the additions may differ: between constants no mask is recorded.
BOOST_AUTO_TEST_CASE(numbers_and_constants_of_the_tape_are_the_same) {
  Worst worst("numbers against constants of the tape");
  for (std::size_t i = 0; i < graphs; ++i) {
    const Graph graph = any_graph(i);
    const RecordedGraph numbers = record(graph);
    RecordedGraph constants;
    for (const double x : graph.point()) constants.inputs.push_back(constants.tape.variable(x));
    std::vector<Var> leaves = constants.inputs;
    for (std::size_t k = graph.variables; k < graph.leaves.size(); ++k) {
      leaves.push_back(constants.tape.constant(graph.leaves[k]));
    }
    constants.output = run(graph, std::move(leaves)).back();
    BOOST_REQUIRE_EQUAL(constants.output.value(), numbers.output.value());
    const std::vector<double> want = slopes(numbers);
    const std::vector<double> got = slopes(constants);
    const ErrorBound bound(numbers.tape, numbers.output);
    for (std::size_t k = 0; k < got.size(); ++k) {
      worst.see(std::fabs(got[k] - want[k]), bound.sweeping(numbers.inputs[k]), graph.seed);
    }
  }
}

BOOST_AUTO_TEST_CASE(operands_on_two_tapes_are_an_error_that_leaves_both_as_they_were) {
  for (std::size_t i = 0; i + 1 < graphs; i += 50) {
    const Graph graph = any_graph(i);
    const RecordedGraph here = record(graph);
    const RecordedGraph there = record(any_graph(i + 1));
    const std::vector<double> before = slopes(here);
    const Var a = here.output;
    const Var b = there.output;
    const std::array<Var, 2> mixed = {a, b};
    BOOST_CHECK_THROW(a + b, Error);
    BOOST_CHECK_THROW(atan2(b, a), Error);
    BOOST_CHECK_THROW(fma(a, a, b), Error);
    BOOST_CHECK_THROW(select(a < b, a, a), Error);
    BOOST_CHECK_THROW(select(a < 1.0, a, b), Error);
    BOOST_CHECK_THROW(sum(mixed), Error);
    BOOST_CHECK_THROW(dot(mixed, mixed), Error);
    BOOST_CHECK_THROW(logsumexp(mixed), Error);
    BOOST_CHECK_THROW(here.tape.gradient(b), Error);
    BOOST_CHECK_THROW(here.tape.gradient(a)[b], Error);
    require_same(slopes(here), before, graph);
    const Var longer = a * here.inputs[0];
    const Gradient gradient = here.tape.gradient(longer);
    BOOST_TEST(gradient[a] == operand_of(here.inputs[0]).value);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
