// SPDX-License-Identifier: MIT
#include "training.hpp"

#include "numpy_random.hpp"
#include "taped.hpp"

namespace tutorial {

Parameters<double> start_parameters(std::uint32_t seed) {
  NumpyRandom random(seed);
  Parameters<double> p{};
  for (double& v : p) v = random.normal();
  return p;
}

double predict(const Parameters<double>& p, const std::array<double, 2>& x) {
  return feed_forward(p, x).o1;
}

double mean_squared_error(const Parameters<double>& p) {
  double sum = 0.0;
  for (const Person& person : people) sum += squared_error(person.y_true, predict(p, person.x));
  return sum / static_cast<double>(people.size());
}

namespace {

template <class GradientOf>
Training train(Parameters<double> p, GradientOf gradient_of) {
  constexpr double learn_rate = 0.1;
  constexpr int epochs = 1000;
  Training training;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    for (const Person& person : people) {
      const Parameters<double> slopes = gradient_of(p, person);
      for (std::size_t i = 0; i < p.size(); ++i) p[i] -= learn_rate * slopes[i];
    }
    if (epoch % 10 == 0) training.losses.push_back(mean_squared_error(p));
  }
  training.parameters = p;
  return training;
}

}  // namespace

Training train_by_tape(Parameters<double> p) {
  TapedNetwork network(p);
  return train(p, [&](const Parameters<double>& now, const Person& person) {
    network.set(now);
    return network.gradient(person);
  });
}

Training train_by_hand(Parameters<double> p, Slip slip) {
  return train(p, [&](const Parameters<double>& now, const Person& person) {
    return manual_gradient(now, person.x, person.y_true, deriv_sigmoid<double>, slip);
  });
}

}  // namespace tutorial
