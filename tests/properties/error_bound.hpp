// SPDX-License-Identifier: MIT
// How much rounding a derivative may gather. From the recorded partials alone, by sweeps of their
// absolute values: none of the library's sweeps is used.
//
// Sweeping. Let y be the output and x a node. The exact derivative at the recorded values is the
// sum over the paths from x to y of the product of the partials along the path. Each step of a path
// costs the partial's own error, `slope_ulp` of its row; half an ulp for the product; and half an
// ulp for each sum that the product then enters: 2 ulps a step cover up to three sums, and a node
// used more often, or a row with more operands in forward mode, is charged for the rest. So
//
//   |computed - exact at the recorded values|  <=  eps * ulps(longest path) * sum |products|
//
// to first order in eps, with ulps(path) the sum of slope_ulp + 2 over its steps. The left side is
// what `sweeping` bounds. Reverse and forward mode use the same partials of the same values, so
// their distance from each other is within it too: the partials' errors cancel, and what is left is
// within 2 ulps a step for each of the two.
//
// The value. An error e_i of row i moves the output by the derivative by that row:
//
//   |computed - exact|  <=  sum over the rows of |d y / d row_i| |e_i|
//
// `value` is the right side, with |e_i| for a sum taken from the size of what is added: whoever
// adds in another order, or does not round a product before, is within it too.
//
// Conditioning. Another way of evaluating (more digits, complex numbers) has other values in the
// middle. The recorded value of row i is the exact one of its recorded operands plus an error e_i
// of at most `value_ulp` of its row. An error e_i moves the derivative by x by e_i times
// d2 y / (d row_i d x), which is the tangent, in direction x, of the adjoint of row i. So
//
//   |exact at the recorded values - exact|  <=  sum over the rows of |tangent of adjoint_i| |e_i|
//
// again to first order. `conditioning` computes the right side by the sweep on duals.
#ifndef WENGERT_TESTS_PROPERTIES_ERROR_BOUND_HPP
#define WENGERT_TESTS_PROPERTIES_ERROR_BOUND_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

#include <autodiff/tape.hpp>

namespace wengert::test {

class ErrorBound {
 public:
  // Of the derivatives of `output`.
  ErrorBound(const Tape& tape, const Var& output);

  // The sum over the paths from x to the output of |product of partials|.
  double paths(const Var& x) const;
  double sweeping(const Var& x) const;
  // Of the output itself.
  double value() const { return value_; }

 private:
  const Tape& tape_;
  std::vector<double> reach_;
  std::vector<double> ulps_;
  double value_ = 0.0;
};

// Of d output / d x on a tape where all leaves are variables, so that every row has an adjoint.
// Needs second derivatives.
double conditioning(const Tape& tape, const Var& x, const Var& output);

// The worst ratio of an error to its bound, and the graph where it was.
class Worst {
 public:
  explicit Worst(const char* what) : what_(what) {}
  // Fails the test, with the seed of the graph, where error > bound.
  void see(double error, double bound, std::uint64_t graph);
  double ratio() const { return ratio_; }
  // Prints all that was seen.
  ~Worst();

 private:
  const char* what_;
  double ratio_ = 0.0;
  std::uint64_t graph_ = 0;
  std::size_t count_ = 0;
};

}  // namespace wengert::test

#endif
