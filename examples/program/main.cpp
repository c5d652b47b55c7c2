// SPDX-License-Identifier: MIT
// The tutorial's network as a Program: its listing pass by pass, a batch, three number types, and
// what is written out. docs/programs.md shows what it prints.
#include <array>
#include <autodiff/program/export.hpp>
#include <autodiff/program/program.hpp>
#include <boost/multiprecision/cpp_dec_float.hpp>
#include <complex>
#include <cstdio>
#include <iostream>
#include <vector>

namespace {

using wengert::Passes;
using wengert::Program;
using wengert::Tape;
using wengert::Var;

// Inputs x1, x2 and the target; parameters w1 ... w6, b1 ... b3; the mean of the squared errors.
Program network(const Passes& passes) {
  Tape tape;
  const Var x1 = tape.variable(-2.0, "x1"), x2 = tape.variable(-1.0, "x2");
  const Var target = tape.variable(1.0, "target");
  std::vector<Var> w;
  for (const char* name : {"w1", "w2", "w3", "w4", "w5", "w6"}) w.push_back(tape.variable(1, name));
  for (const char* name : {"b1", "b2", "b3"}) w.push_back(tape.variable(0, name));
  const Var half = tape.constant(0.5, "half");

  const Var h1 = sigmoid(w[0] * x1 + w[1] * x2 + w[6]);
  const Var h2 = sigmoid(w[2] * x1 + w[3] * x2 + w[7]);
  const Var o1 = sigmoid(w[4] * h1 + w[5] * h2 + w[8]);
  // As one would never write it, so that the passes have something to do.
  const Var loss = (2.0 * half) * square(-(-(target - o1)));
  tape.name(h1, "h1");
  tape.name(h2, "h2");
  tape.name(o1, "o1");
  return {tape,
          {.inputs = {x1, x2, target},
           .parameters = w,
           .outputs = {{loss, "loss", wengert::Over::mean}}},
          passes};
}

// From the first operation on: the variables, the last of which is `half`, are always the same.
void print(const char* title, const Program& program) {
  const std::string text = program.print();
  const std::size_t begin = text.find('\n', text.find("half ")) + 1;
  std::printf("%s\n\n%s\n", title, text.substr(begin).c_str());
}

void show_passes() {
  Passes passes{.fold_constants = false,
                .identities = false,
                .common_subexpressions = false,
                .dead_code = false};
  const std::vector<std::string> by{"w1", "b3"};
  const auto show = [&](const char* title) {
    print(title, network(passes).with_gradient("loss", by));
  };
  show("As recorded, with the gradient by w1 and b3");
  passes.fold_constants = true;
  show("Constants folded");
  passes.identities = true;
  show("Identities");
  passes.common_subexpressions = true;
  show("Common subexpressions");
  passes.dead_code = true;
  show("Dead code");
}

void show_batch() {
  Program training = network({}).with_gradient("loss");
  // Alice, Bob, Charlie, Diana: a column for each input.
  const std::array<double, 12> people{-2, 25, 17, -15, -1, 6, 4, -6, 1, 0, 0, 1};
  const std::vector<double> weights = training.recorded_parameters();
  std::vector<double> out(training.reduced_outputs());
  training.run({.size = 4, .inputs = people, .parameters = weights}, {.reduced = out});
  std::puts("The four people as one batch\n");
  for (std::size_t k = 0; k < out.size(); ++k) {
    std::printf("  %-10s %.10f\n", training.outputs()[k].c_str(), out[k]);
  }
  const wengert::ProgramStatistics s = training.statistics();
  std::printf("\n  %zu instructions a sample, run as %zu steps in %zu slots\n", s.varying, s.steps,
              s.slots);
}

template <class T>
T loss_of_alice(const Program& program) {
  const std::vector<T> alice{T(-2), T(-1), T(1)};
  std::vector<T> weights(9, T(1));
  for (std::size_t k = 6; k < 9; ++k) weights[k] = T(0);
  return program.evaluate<T>(alice, weights)[0];
}

void show_number_types() {
  const Program program = network({});
  using Digits = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<50>,
                                               boost::multiprecision::et_off>;
  std::cout << "\nThe loss of Alice in other numbers\n\n";
  std::cout.precision(9);
  std::cout << "  float                " << loss_of_alice<float>(program) << '\n';
  std::cout << "  std::complex<double> " << loss_of_alice<std::complex<double>>(program) << '\n';
  std::cout.precision(40);
  std::cout << "  50 digits            " << loss_of_alice<Digits>(program) << '\n';
}

}  // namespace

int main() {
  show_passes();
  show_batch();
  show_number_types();
  std::cout << "\nAs C\n\n"
            << wengert::to_c(network({}).with_gradient("loss", {"w1"}), {.name = "network"});
}
