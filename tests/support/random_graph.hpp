// SPDX-License-Identifier: MIT
// Random expression graphs, for the tests that compare ways of differentiating with each other.
//
// A graph is a straight-line program over the whole table of operations, drawn together with the
// point at which it is run: there, every value and slope is moderate, and every kink, jump and hard
// point is some distance away. It runs on double, Dual<double> and Var through the functions that a
// user calls, so that every public function of the table is exercised.
//
// Everything is drawn from mt19937_64 by our own arithmetic: a seed means the same everywhere.
#ifndef WENGERT_TESTS_SUPPORT_RANDOM_GRAPH_HPP
#define WENGERT_TESTS_SUPPORT_RANDOM_GRAPH_HPP

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include <autodiff/dual.hpp>
#include <autodiff/tape.hpp>

namespace wengert::test {

class Random {
 public:
  explicit Random(std::uint64_t seed) : bits_(seed) {}
  double uniform(double low, double high) {
    const double unit = static_cast<double>(bits_() >> 11) * 0x1p-53;
    return low + (high - low) * unit;
  }
  std::size_t below(std::size_t n) { return (bits_() >> 32) * n >> 32; }
  bool chance(double probability) { return uniform(0.0, 1.0) < probability; }

 private:
  std::mt19937_64 bits_;
};

// The number in the environment variable WENGERT_TEST_SEED, else a fixed one. Printed once.
std::uint64_t test_seed();

// The seed of graph `number`. Graph 0 has the test's own seed: the seed that a failure prints, set
// as WENGERT_TEST_SEED, makes the failing graph the first.
inline std::uint64_t graph_seed(std::size_t number) {
  return test_seed() + number * 0x9e3779b97f4a7c15u;
}

struct GraphOptions {
  bool complex_form = true;  // only rows through which complex step can pass
  // How often it will be differentiated. lgamma, digamma and trigamma, with which the table ends,
  // have two, one and no derivatives: past that they get constants, and past one more they are out.
  int order = 1;
  bool guards = true;  // with branches
  std::size_t most_steps = 40;
};

// Operands are numbers of nodes: first the leaves, then the results of the steps. A mask row takes
// what it compares and then the two sides of the select that uses it. A guard takes two numbers and
// gives one of them.
struct Step {
  Operation operation;
  std::size_t variant;  // which of several ways of writing the same
  std::vector<std::size_t> operands;
};

struct Graph {
  std::uint64_t seed = 0;
  std::size_t variables = 0;  // so many of the leaves; then a constant of the tape; then numbers
  std::vector<double> leaves;
  std::vector<Step> steps;  // the last one is the output

  std::span<const double> point() const { return std::span(leaves).first(variables); }
};

Graph random_graph(std::uint64_t seed, const GraphOptions& options);

// Whether complex step can pass through all of it.
bool has_complex_form(const Graph& graph);

// A graph's leaves on T with the variables at `x`.
template <class T>
std::vector<T> leaves_on(const Graph& graph, std::span<const T> x) {
  std::vector<T> leaves(graph.leaves.begin(), graph.leaves.end());
  for (std::size_t k = 0; k < x.size(); ++k) leaves[k] = x[k];
  return leaves;
}

// The value of every node, given the leaves'. For double, Dual<double> and Var.
template <class T>
std::vector<T> run(const Graph& graph, std::vector<T> leaves);

struct RecordedGraph {
  Tape tape;
  std::vector<Var> inputs;  // the variables
  Var output;
};

// At the point of the graph, or at another one.
RecordedGraph record(const Graph& graph);
RecordedGraph record(const Graph& graph, std::span<const double> at);
// With all leaves as variables, so that every step has an adjoint; `inputs` are all leaves.
RecordedGraph record_all_varying(const Graph& graph);

}  // namespace wengert::test

#endif
