// SPDX-License-Identifier: MIT
// The tutorial's network, two inputs, two hidden neurons, one output, on any number type: on double
// it computes, on Var it is recorded.
//
// From Victor Zhou, "Machine Learning for Beginners: An Introduction to Neural Networks", 2019.
#ifndef WENGERT_EXAMPLES_TUTORIAL_NETWORK_HPP
#define WENGERT_EXAMPLES_TUTORIAL_NETWORK_HPP

#include <autodiff/operations.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace tutorial {

// Weight less 135 pounds, height less 66 inches; 1 for a woman, 0 for a man.
struct Person {
  std::string_view name;
  std::array<double, 2> x;
  double y_true;
};

inline constexpr std::array<Person, 4> people{{{"Alice", {-2, -1}, 1},
                                               {"Bob", {25, 6}, 0},
                                               {"Charlie", {17, 4}, 0},
                                               {"Diana", {-15, -6}, 1}}};

// The nine parameters, in the order in which the tutorial draws them.
enum Parameter : std::size_t { w1, w2, w3, w4, w5, w6, b1, b2, b3 };
inline constexpr std::array<std::string_view, 9> parameter_names{"w1", "w2", "w3", "w4", "w5",
                                                                 "w6", "b1", "b2", "b3"};
template <class T>
using Parameters = std::array<T, 9>;

// The point of the worked example: all weights 1, all biases 0.
inline constexpr Parameters<double> all_ones{1, 1, 1, 1, 1, 1, 0, 0, 0};

template <class T>
struct Activations {
  T sum_h1, h1, sum_h2, h2, sum_o1, o1;
};

template <class T>
Activations<T> feed_forward(const Parameters<T>& p, const std::array<T, 2>& x) {
  using wengert::sigmoid;  // the double; the others are found by argument-dependent look-up
  const T sum_h1 = p[w1] * x[0] + p[w2] * x[1] + p[b1];
  const T h1 = sigmoid(sum_h1);
  const T sum_h2 = p[w3] * x[0] + p[w4] * x[1] + p[b2];
  const T h2 = sigmoid(sum_h2);
  const T sum_o1 = p[w5] * h1 + p[w6] * h2 + p[b3];
  const T o1 = sigmoid(sum_o1);
  return {sum_h1, h1, sum_h2, h2, sum_o1, o1};
}

template <class T>
T squared_error(double y_true, const T& y_pred) {
  const T difference = y_true - y_pred;
  return difference * difference;
}

}  // namespace tutorial

#endif
