// SPDX-License-Identifier: MIT
// The tutorial's 2-2-1 network, one sample: loss and all nine gradients.
#include <algorithm>
#include <array>
#include <autodiff/nary.hpp>
#include <autodiff/tape.hpp>
#include <cmath>
#include <span>

#include "ratio.hpp"

namespace {

using wengert::Gradient;
using wengert::Mark;
using wengert::Tape;
using wengert::Var;

struct Sample {
  double x1, x2, target;
};

constexpr std::array<Sample, 4> samples{{{-2, -1, 1}, {25, 6, 0}, {17, 4, 0}, {-15, -6, 1}}};
// Trained weights, so that no unit is saturated for every sample: w1 ... w6, b1, b2, b3.
constexpr std::array<double, 9> start{-0.75, 1.32, 1.25, -1.60, -1.47, -1.72, 1.86, 0.09, -0.05};

double sigmoid_by_hand(double x) { return 1.0 / (1.0 + std::exp(-x)); }

void by_hand(benchmark::State& state) {
  std::array<double, 9> w = start;
  std::array<double, 9> g{};
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(w);
    const Sample s = samples[at++ % 4];
    const double h1 = sigmoid_by_hand(w[0] * s.x1 + w[1] * s.x2 + w[6]);
    const double h2 = sigmoid_by_hand(w[2] * s.x1 + w[3] * s.x2 + w[7]);
    const double o1 = sigmoid_by_hand(w[4] * h1 + w[5] * h2 + w[8]);
    const double d_sum_o1 = -2.0 * (s.target - o1) * (o1 * (1.0 - o1));
    const double d_sum_h1 = d_sum_o1 * w[4] * (h1 * (1.0 - h1));
    const double d_sum_h2 = d_sum_o1 * w[5] * (h2 * (1.0 - h2));
    g = {d_sum_h1 * s.x1, d_sum_h1 * s.x2, d_sum_h2 * s.x1, d_sum_h2 * s.x2, d_sum_o1 * h1,
         d_sum_o1 * h2,   d_sum_h1,        d_sum_h2,        d_sum_o1};
    benchmark::DoNotOptimize(g);
  }
}

struct Network {
  Tape tape;
  std::array<Var, 9> w;
  Mark start_of_sample;

  Network() : start_of_sample(tape.mark()) {
    for (std::size_t i = 0; i < w.size(); ++i) w[i] = tape.variable(start[i]);
    start_of_sample = tape.mark();
  }
};

template <class Loss>
void taped(benchmark::State& state, Loss loss) {
  Network n;
  Gradient gradient;
  std::array<double, 9> g{};
  std::size_t at = 0;
  for (auto _ : state) {
    const Sample s = samples[at++ % 4];
    n.tape.gradient(loss(n, s), gradient);
    const std::span<const double, 9> by_parameter = gradient.leaves().first<9>();
    std::copy(by_parameter.begin(), by_parameter.end(), g.begin());
    benchmark::DoNotOptimize(g);
    n.tape.rewind(n.start_of_sample);
  }
}

void scalar_rows(benchmark::State& state) {
  taped(
      state, [](Network & n, const Sample& s) __attribute__((noinline)) {
        const auto& w = n.w;
        const Var x1 = n.tape.constant(s.x1);
        const Var x2 = n.tape.constant(s.x2);
        const Var h1 = sigmoid(w[0] * x1 + w[1] * x2 + w[6]);
        const Var h2 = sigmoid(w[2] * x1 + w[3] * x2 + w[7]);
        const Var o1 = sigmoid(w[4] * h1 + w[5] * h2 + w[8]);
        return square(s.target - o1);
      });
}

void dot_rows(benchmark::State& state) {
  taped(
      state, [](Network & n, const Sample& s) __attribute__((noinline)) {
        const std::span<const Var, 9> w(n.w);
        const std::array<Var, 2> x{n.tape.constant(s.x1), n.tape.constant(s.x2)};
        const std::array<Var, 2> h{sigmoid(dot(w.subspan<0, 2>(), x, w[6])),
                                   sigmoid(dot(w.subspan<2, 2>(), x, w[7]))};
        const Var o1 = sigmoid(dot(w.subspan<4, 2>(), h, w[8]));
        return square(s.target - o1);
      });
}

const bool added =
    wengert::bench::add_ratio("2-2-1 gradient, scalar rows", 5.0, scalar_rows, by_hand) &&
    wengert::bench::add_ratio("2-2-1 gradient, dot rows", 3.1, dot_rows, by_hand);

}  // namespace
