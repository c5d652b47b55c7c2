// SPDX-License-Identifier: MIT
#include "network_program.hpp"

#include <autodiff/nary.hpp>
#include <cmath>
#include <string>

namespace wengert::bench {

std::size_t NetworkShape::parameters() const {
  std::size_t count = 0;
  for (std::size_t k = 0; k + 1 < units.size(); ++k) count += units[k + 1] * (units[k] + 1);
  return count;
}

NetworkData network_data(const NetworkShape& shape, std::size_t samples) {
  NetworkData data;
  for (std::size_t k = 0; k < shape.parameters(); ++k) {
    data.parameters.push_back(0.3 * std::sin(static_cast<double>(7 * k + 1)));
  }
  for (std::size_t column = 0; column < shape.inputs(); ++column) {
    for (std::size_t i = 0; i < samples; ++i) {
      data.columns.push_back(std::cos(static_cast<double>(3 * i + 5 * column)));
    }
  }
  for (std::size_t column = 0; column < shape.outputs(); ++column) {
    for (std::size_t i = 0; i < samples; ++i) {
      const bool is_one_hot = shape.loss == Loss::cross_entropy;
      const double number = std::sin(static_cast<double>(i));
      data.columns.push_back(is_one_hot ? (i % shape.outputs() == column ? 1.0 : 0.0) : number);
    }
  }
  return data;
}

namespace {

Var loss_of(const NetworkShape& shape, std::span<const Var> y, std::span<const Var> target) {
  if (shape.loss == Loss::square) return square(y[0] - target[0]);
  return logsumexp(y) - dot(target, y);
}

}  // namespace

Program network_program(const NetworkShape& shape) {
  Tape tape;
  Interface interface;
  for (std::size_t k = 0; k < shape.inputs() + shape.outputs(); ++k) {
    interface.inputs.push_back(tape.variable(0.1));
  }
  for (std::size_t k = 0; k < shape.parameters(); ++k) {
    interface.parameters.push_back(tape.variable(0.1));
  }
  std::vector<Var> here(interface.inputs.begin(),
                        interface.inputs.begin() + static_cast<std::ptrdiff_t>(shape.inputs()));
  const Var* w = interface.parameters.data();
  for (std::size_t layer = 0; layer + 1 < shape.units.size(); ++layer) {
    const std::size_t inputs = here.size(), units = shape.units[layer + 1];
    std::vector<Var> next;
    for (std::size_t k = 0; k < units; ++k) {
      const Var z = dot(std::span(w + k * inputs, inputs), here, w[units * inputs + k]);
      next.push_back(shape.has_activation(layer) ? tanh(z) : z);
    }
    w += units * (inputs + 1);
    here = next;
  }
  const std::span<const Var> targets = std::span(interface.inputs).subspan(shape.inputs());
  interface.outputs = {{loss_of(shape, here, targets), "loss", Over::sum}};
  return Program(tape, interface).with_gradient("loss");
}

NetworkByHand::NetworkByHand(const NetworkShape& shape) : shape_(shape), targets_(shape.outputs()) {
  std::size_t offset = 0;
  for (std::size_t k = 0; k < shape.units.size(); ++k) {
    values_.emplace_back(shape.units[k]);
    slopes_.emplace_back(shape.units[k]);
    offsets_.push_back(offset);
    if (k + 1 < shape.units.size()) offset += shape.units[k + 1] * (shape.units[k] + 1);
  }
}

double NetworkByHand::forward(const double* w) {
  for (std::size_t layer = 0; layer + 1 < values_.size(); ++layer) {
    const std::vector<double>& x = values_[layer];
    std::vector<double>& y = values_[layer + 1];
    const double* row = w + offsets_[layer];
    const double* const bias = row + y.size() * x.size();
    const bool has_activation = shape_.has_activation(layer);
    for (std::size_t k = 0; k < y.size(); ++k, row += x.size()) {
      double sum = bias[k];
      for (std::size_t i = 0; i < x.size(); ++i) sum += row[i] * x[i];
      y[k] = has_activation ? std::tanh(sum) : sum;
    }
  }
  return loss_and_its_slopes();
}

double NetworkByHand::loss_and_its_slopes() {
  const std::vector<double>& y = values_.back();
  std::vector<double>& slope = slopes_.back();
  if (shape_.loss == Loss::square) {
    const double gap = y[0] - targets_[0];
    slope[0] = 2.0 * gap * (1.0 - y[0] * y[0]);
    return gap * gap;
  }
  double largest = y[0], sum = 0.0, right = 0.0;
  for (const double v : y) largest = v > largest ? v : largest;
  for (std::size_t k = 0; k < y.size(); ++k) {
    slope[k] = std::exp(y[k] - largest);
    sum += slope[k];
    right += targets_[k] * y[k];
  }
  for (std::size_t k = 0; k < y.size(); ++k) slope[k] = slope[k] / sum - targets_[k];
  return largest + std::log(sum) - right;
}

void NetworkByHand::backward(const double* w, double* gradient) {
  for (std::size_t layer = values_.size() - 1; layer-- > 0;) {
    const std::vector<double>& x = values_[layer];
    const std::vector<double>& d = slopes_[layer + 1];
    std::vector<double>& dx = slopes_[layer];
    const double* row = w + offsets_[layer];
    double* into = gradient + offsets_[layer];
    double* const into_bias = into + d.size() * x.size();
    std::fill(dx.begin(), dx.end(), 0.0);
    for (std::size_t k = 0; k < d.size(); ++k, row += x.size(), into += x.size()) {
      into_bias[k] += d[k];
      for (std::size_t i = 0; i < x.size(); ++i) into[i] += d[k] * x[i];
      if (layer == 0) continue;
      for (std::size_t i = 0; i < x.size(); ++i) dx[i] += d[k] * row[i];
    }
    for (std::size_t i = 0; i < x.size(); ++i) dx[i] *= 1.0 - x[i] * x[i];
  }
}

void NetworkByHand::run(const NetworkData& data, std::size_t samples, std::span<double> sums) {
  std::fill(sums.begin(), sums.end(), 0.0);
  for (std::size_t i = 0; i < samples; ++i) {
    for (std::size_t k = 0; k < shape_.inputs(); ++k) {
      values_[0][k] = data.columns[k * samples + i];
    }
    for (std::size_t k = 0; k < shape_.outputs(); ++k) {
      targets_[k] = data.columns[(shape_.inputs() + k) * samples + i];
    }
    sums[0] += forward(data.parameters.data());
    backward(data.parameters.data(), sums.data() + 1);
  }
}

}  // namespace wengert::bench
