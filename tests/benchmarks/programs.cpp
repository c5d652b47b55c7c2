// SPDX-License-Identifier: MIT
// Programs over batches, one sample at a time, and on two threads.
#include <array>
#include <autodiff/program/program.hpp>
#include <cmath>

#include "network_program.hpp"
#include "ratio.hpp"

namespace {

using wengert::Batch;
using wengert::Program;
using wengert::bench::Loss;
using wengert::bench::NetworkByHand;
using wengert::bench::NetworkData;
using wengert::bench::NetworkShape;

const NetworkShape small{{2, 16, 16, 1}, Loss::square};
const NetworkShape classifier{{64, 32, 10}, Loss::cross_entropy};

void run_program(benchmark::State& state, const NetworkShape& shape, std::size_t samples,
                 unsigned threads) {
  const NetworkData data = wengert::bench::network_data(shape, samples);
  Program program = wengert::bench::network_program(shape);
  program.use_threads(threads);
  std::vector<double> sums(program.reduced_outputs());
  // The first run makes ready.
  program.run({samples, data.columns, data.parameters}, {.reduced = sums});
  for (auto _ : state) {
    program.run({samples, data.columns, data.parameters}, {.reduced = sums});
    benchmark::DoNotOptimize(sums.data());
  }
}

void run_by_hand(benchmark::State& state, const NetworkShape& shape, std::size_t samples) {
  const NetworkData data = wengert::bench::network_data(shape, samples);
  NetworkByHand network(shape);
  std::vector<double> sums(1 + shape.parameters());
  for (auto _ : state) {
    network.run(data, samples, sums);
    benchmark::DoNotOptimize(sums.data());
  }
}

void small_program(benchmark::State& state) { run_program(state, small, 104, 1); }
void small_by_hand(benchmark::State& state) { run_by_hand(state, small, 104); }
void classifier_program(benchmark::State& state) { run_program(state, classifier, 64, 1); }
void classifier_by_hand(benchmark::State& state) { run_by_hand(state, classifier, 64); }
void one_thread(benchmark::State& state) { run_program(state, classifier, 4096, 1); }
void two_threads(benchmark::State& state) { run_program(state, classifier, 4096, 2); }

// --- the tutorial's network ---

struct Person {
  double x1, x2, target;
};
constexpr std::array<Person, 4> people{{{-2, -1, 1}, {25, 6, 0}, {17, 4, 0}, {-15, -6, 1}}};
// Trained weights, so that no unit is saturated for every sample: w1 ... w6, b1, b2, b3.
constexpr std::array<double, 9> trained{-0.75, 1.32, 1.25, -1.60, -1.47, -1.72, 1.86, 0.09, -0.05};

Program tutorial_program() {
  return Program::of(
             {.inputs = {"x1", "x2", "target"},
              .parameters = {"w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3"}},
             [](auto x, auto w) {
               const auto h1 = sigmoid(w[0] * x[0] + w[1] * x[1] + w[6]);
               const auto h2 = sigmoid(w[2] * x[0] + w[3] * x[1] + w[7]);
               const auto o1 = sigmoid(w[4] * h1 + w[5] * h2 + w[8]);
               return std::vector<wengert::Output>{{square(x[2] - o1), "loss", wengert::Over::sum}};
             })
      .with_gradient("loss");
}

double sigmoid_by_hand(double x) { return 1.0 / (1.0 + std::exp(-x)); }

// Adds to the loss and the nine gradients.
inline void add_by_hand(const double* w, const Person& s, double* sums) {
  const double h1 = sigmoid_by_hand(w[0] * s.x1 + w[1] * s.x2 + w[6]);
  const double h2 = sigmoid_by_hand(w[2] * s.x1 + w[3] * s.x2 + w[7]);
  const double o1 = sigmoid_by_hand(w[4] * h1 + w[5] * h2 + w[8]);
  const double gap = s.target - o1;
  const double d_sum_o1 = -2.0 * gap * (o1 * (1.0 - o1));
  const double d_sum_h1 = d_sum_o1 * w[4] * (h1 * (1.0 - h1));
  const double d_sum_h2 = d_sum_o1 * w[5] * (h2 * (1.0 - h2));
  const double g[] = {gap * gap,       d_sum_h1 * s.x1, d_sum_h1 * s.x2, d_sum_h2 * s.x1,
                      d_sum_h2 * s.x2, d_sum_o1 * h1,   d_sum_o1 * h2,   d_sum_h1,
                      d_sum_h2,        d_sum_o1};
  for (std::size_t k = 0; k < 10; ++k) sums[k] += g[k];
}

constexpr std::size_t tutorial_batch = 256;

std::vector<double> tutorial_columns(std::size_t samples) {
  std::vector<double> columns;
  for (double Person::*number : {&Person::x1, &Person::x2, &Person::target}) {
    for (std::size_t i = 0; i < samples; ++i) columns.push_back(people[i % 4].*number);
  }
  return columns;
}

void tutorial_batched(benchmark::State& state) {
  Program program = tutorial_program();
  const std::vector<double> columns = tutorial_columns(tutorial_batch);
  std::array<double, 10> sums{};
  program.run({tutorial_batch, columns, trained}, {.reduced = sums});
  for (auto _ : state) {
    program.run({tutorial_batch, columns, trained}, {.reduced = sums});
    benchmark::DoNotOptimize(sums);
  }
}

void tutorial_batch_by_hand(benchmark::State& state) {
  std::array<double, 9> w = trained;
  std::array<double, 10> sums{};
  for (auto _ : state) {
    benchmark::DoNotOptimize(w);
    sums.fill(0.0);
    for (std::size_t i = 0; i < tutorial_batch; ++i)
      add_by_hand(w.data(), people[i % 4], sums.data());
    benchmark::DoNotOptimize(sums);
  }
}

// A hundred epochs of stochastic gradient descent, sample by sample; the same for a thousand.
constexpr std::size_t epochs = 100;
constexpr double rate = 0.1;

template <class AddGradient>
void train(benchmark::State& state, AddGradient gradient) {
  std::array<double, 10> sums{};
  for (auto _ : state) {
    std::array<double, 9> w = trained;
    for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
      for (const Person& person : people) {
        gradient(w, person, sums);
        for (std::size_t k = 0; k < w.size(); ++k) w[k] -= rate * sums[1 + k];
      }
    }
    benchmark::DoNotOptimize(w);
  }
}

void tutorial_training(benchmark::State& state) {
  Program program = tutorial_program();
  program.run({1, tutorial_columns(1), trained}, {});
  train(state, [&](const auto& w, const Person& person, auto& sums) {
    const std::array<double, 3> x{person.x1, person.x2, person.target};
    program.run({1, x, w}, {.reduced = sums});
  });
}

void tutorial_training_by_hand(benchmark::State& state) {
  train(state, [](const auto& w, const Person& person, auto& sums) {
    sums.fill(0.0);
    add_by_hand(w.data(), person, sums.data());
  });
}

void making(benchmark::State& state) {
  const NetworkData data = wengert::bench::network_data(classifier, 1);
  for (auto _ : state) {
    Program program = wengert::bench::network_program(classifier);
    program.run({1, data.columns, data.parameters}, {});  // the first run makes ready
    benchmark::DoNotOptimize(program);
  }
}

using wengert::bench::add_ratio, wengert::bench::Clock;

const bool added =
    add_ratio("2-2-1 program, batch 256", 0.15, tutorial_batched, tutorial_batch_by_hand) &&
    add_ratio("2-16-16-1 program, batch 104", 0.14, small_program, small_by_hand) &&
    add_ratio("64-32-10 program, batch 64", 0.18, classifier_program, classifier_by_hand) &&
    add_ratio("2-2-1 training, one at a time", 1.2, tutorial_training, tutorial_training_by_hand) &&
    add_ratio("64-32-10 program, two threads", 0.556, two_threads, one_thread, 0, Clock::wall) &&
    wengert::bench::add_milliseconds("64-32-10 program, made and run, ms", 50.0, making);

}  // namespace
