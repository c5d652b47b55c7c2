// SPDX-License-Identifier: MIT
// A fully connected network, once as a Program and once written by hand, on the same data.
#ifndef WENGERT_TESTS_BENCHMARKS_NETWORK_PROGRAM_HPP
#define WENGERT_TESTS_BENCHMARKS_NETWORK_PROGRAM_HPP

#include <autodiff/program/program.hpp>
#include <cstddef>
#include <span>
#include <vector>

namespace wengert::bench {

enum class Loss {
  square,         // of the only output against the only target
  cross_entropy,  // of a softmax of the outputs against a target per output
};

// Units per layer, tanh in all layers but the last of a cross entropy. Parameters: weights row by
// row, then biases, layer by layer.
struct NetworkShape {
  std::vector<std::size_t> units;
  Loss loss = Loss::square;

  std::size_t inputs() const { return units.front(); }
  std::size_t outputs() const { return units.back(); }
  std::size_t parameters() const;
  bool has_activation(std::size_t layer) const {
    return loss == Loss::square || layer + 2 < units.size();
  }
};

struct NetworkData {
  std::vector<double> parameters;
  std::vector<double> columns;  // inputs, then targets
};
NetworkData network_data(const NetworkShape& shape, std::size_t samples);

// Loss and gradient, summed over the batch.
Program network_program(const NetworkShape& shape);

// The same as a person would write it: sample by sample, unit by unit. The first of `sums` is the
// loss.
class NetworkByHand {
 public:
  explicit NetworkByHand(const NetworkShape& shape);
  void run(const NetworkData& data, std::size_t samples, std::span<double> sums);

 private:
  double forward(const double* w);
  double loss_and_its_slopes();
  void backward(const double* w, double* gradient);

  NetworkShape shape_;
  std::vector<std::size_t> offsets_;         // of each layer's parameters
  std::vector<std::vector<double>> values_;  // per layer, inputs first
  std::vector<std::vector<double>> slopes_;
  std::vector<double> targets_;
};

}  // namespace wengert::bench

#endif
