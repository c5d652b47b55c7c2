// SPDX-License-Identifier: MIT
// N threads record on N tapes: nothing is shared, so every thread gets the bits that one alone
// gets.
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <thread>
#include <vector>

#include <autodiff/nary.hpp>
#include <autodiff/tape.hpp>

#include "../support/random_graph.hpp"

namespace wengert::test {
namespace {

constexpr std::size_t threads = 8;
constexpr int samples = 3000;
constexpr std::size_t inputs = 3;
constexpr std::size_t hidden = 4;

using Parameters = std::array<Var, hidden*(inputs + 2)>;

// Three inputs, four tanh neurons, and a loss through the functions that have global state in C.
Var loss_of(const Parameters& parameters, const std::array<double, inputs>& x) {
  const std::span<const Var> all(parameters);
  std::array<Var, hidden> h;
  for (std::size_t i = 0; i < hidden; ++i) {
    const auto weights = all.subspan(i * (inputs + 1), inputs);
    h[i] = tanh(dot(weights, x, all[i * (inputs + 1) + inputs]));
  }
  const Var shape = exp(dot(all.last(hidden), h));
  return lgamma(shape) - 0.5 * digamma(shape + 1.0) + square(shape - 1.0);
}

// Every derivative of every sample.
std::vector<double> all_slopes() {
  Random random(test_seed());
  Tape tape;
  Parameters parameters;
  for (Var& p : parameters) p = tape.variable(random.uniform(-0.8, 0.8), "p");
  const Mark start = tape.mark();
  Gradient gradient;
  std::vector<double> slopes;
  for (int i = 0; i < samples; ++i) {
    std::array<double, inputs> x;
    for (double& coordinate : x) coordinate = random.uniform(-2.0, 2.0);
    tape.gradient(loss_of(parameters, x), gradient);
    for (const Var& p : parameters) slopes.push_back(gradient[p]);
    tape.rewind(start);
  }
  return slopes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(eight_threads_with_eight_tapes_get_the_bits_of_one,
                     *boost::unit_test::label("threads")) {
  const std::vector<double> alone = all_slopes();
  std::vector<std::vector<double>> together(threads);
  std::vector<std::thread> running;
  for (std::vector<double>& slopes : together) {
    running.emplace_back([&slopes] { slopes = all_slopes(); });
  }
  for (std::thread& thread : running) thread.join();
  for (const std::vector<double>& slopes : together) BOOST_TEST((slopes == alone));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
