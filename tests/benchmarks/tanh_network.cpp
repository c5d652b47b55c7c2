// SPDX-License-Identifier: MIT
// A 16-32-32-1 tanh network, one sample, loss (y - 1/2)^2: all 1,633 gradients against the primal
// in double.
#include <array>
#include <autodiff/nary.hpp>
#include <autodiff/tape.hpp>
#include <cmath>
#include <span>
#include <vector>

#include "ratio.hpp"

namespace {

using wengert::Gradient;
using wengert::Mark;
using wengert::Tape;
using wengert::Var;

constexpr std::array<std::size_t, 4> widths{16, 32, 32, 1};

// Weights row by row, then the bias, layer by layer.
std::vector<double> parameters() {
  std::vector<double> w;
  for (std::size_t layer = 0; layer + 1 < widths.size(); ++layer) {
    const double scale = 1.0 / std::sqrt(static_cast<double>(widths[layer]));
    for (std::size_t i = 0; i < widths[layer + 1] * (widths[layer] + 1); ++i) {
      w.push_back(scale * 2.0 * std::sin(static_cast<double>(7 * w.size() + 1)));
    }
  }
  return w;
}

std::array<double, 16> input() {
  std::array<double, 16> x{};
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::cos(static_cast<double>(i));
  return x;
}

double neuron(const double* w, const double* x, std::size_t inputs) {
  double sum = 0.0;
  for (std::size_t i = 0; i < inputs; ++i) sum += w[i] * x[i];
  return std::tanh(sum + w[inputs]);
}

void primal(benchmark::State& state) {
  std::vector<double> w = parameters();
  const std::array<double, 16> x = input();
  std::array<double, 32> here{};
  std::array<double, 32> next{};
  for (auto _ : state) {
    benchmark::DoNotOptimize(w.data());
    std::copy(x.begin(), x.end(), here.begin());
    const double* at = w.data();
    for (std::size_t layer = 0; layer + 1 < widths.size(); ++layer) {
      for (std::size_t k = 0; k < widths[layer + 1]; ++k, at += widths[layer] + 1) {
        next[k] = neuron(at, here.data(), widths[layer]);
      }
      std::swap(here, next);
    }
    const double loss = (here[0] - 0.5) * (here[0] - 0.5);
    benchmark::DoNotOptimize(loss);
  }
}

void dot_rows(benchmark::State& state) {
  Tape tape;
  std::vector<Var> w;
  for (const double v : parameters()) w.push_back(tape.variable(v));
  const std::array<double, 16> x = input();
  const Mark start_of_sample = tape.mark();
  Gradient gradient;
  std::vector<double> g(w.size());
  std::array<Var, 32> here{};
  std::array<Var, 32> next{};
  for (auto _ : state) {
    for (std::size_t i = 0; i < x.size(); ++i) here[i] = tape.constant(x[i]);
    const Var* at = w.data();
    for (std::size_t layer = 0; layer + 1 < widths.size(); ++layer) {
      const std::size_t inputs = widths[layer];
      for (std::size_t k = 0; k < widths[layer + 1]; ++k, at += inputs + 1) {
        next[k] = tanh(dot(std::span(at, inputs), std::span(here.data(), inputs), at[inputs]));
      }
      std::swap(here, next);
    }
    tape.gradient(square(here[0] - 0.5), gradient);
    for (std::size_t i = 0; i < w.size(); ++i) g[i] = gradient[w[i]];
    benchmark::DoNotOptimize(g.data());
    tape.rewind(start_of_sample);
  }
}

const bool added =
    wengert::bench::add_ratio("16-32-32-1 tanh gradient, dot rows", 9.0, dot_rows, primal);

}  // namespace
