// SPDX-License-Identifier: MIT
// A chain of ten million rows, sigmoid and product in turn: out of every cache, and deep.
#include <autodiff/tape.hpp>
#include <cmath>

#include "ratio.hpp"

namespace {

using wengert::Gradient;
using wengert::Mark;
using wengert::Tape;
using wengert::Var;

constexpr int links = 5'000'000;

void primal(benchmark::State& state) {
  for (auto _ : state) {
    double w = 1.5;
    benchmark::DoNotOptimize(w);
    double x = 0.3;
    for (int i = 0; i < links; ++i) x = w * (1.0 / (1.0 + std::exp(-x)));
    benchmark::DoNotOptimize(x);
  }
}

void taped(benchmark::State& state) {
  Tape tape;
  Gradient gradient;
  const auto run = [&] {
    tape.clear();
    const Var w = tape.variable(1.5);
    Var x = tape.variable(0.3);
    for (int i = 0; i < links; ++i) x = w * sigmoid(x);
    tape.gradient(x, gradient);
    return gradient[w];
  };
  run();  // the memory of a tape is kept: only the first recording pays for it
  for (auto _ : state) benchmark::DoNotOptimize(run());
  if (tape.statistics().bytes_used > 24 * (2 * std::size_t{links} + 2)) {
    state.SkipWithError("more than 24 bytes a row are in use");
  }
}

const bool added = wengert::bench::add_ratio("chain of 10 million rows", 2.0, taped, primal, 1);

}  // namespace
