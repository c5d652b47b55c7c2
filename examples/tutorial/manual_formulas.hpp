// SPDX-License-Identifier: MIT
// The chain rule as the tutorial works it out by hand, and the two slips of a widely copied version
// of its code. On any number type with sigmoid(), so that the tests can run it in 50 digits.
#ifndef WENGERT_EXAMPLES_TUTORIAL_MANUAL_FORMULAS_HPP
#define WENGERT_EXAMPLES_TUTORIAL_MANUAL_FORMULAS_HPP

#include "network.hpp"

namespace tutorial {

enum class Slip {
  none,
  sum_o1_from_inputs,  // sum_o1 = w5*x[0] + w6*x[1] + b3, where h1 and h2 belong
  w4_from_x0,          // d_h2_d_w4 = x[0] * f'(sum_h2), where x[1] belongs
};

// f'(x) = f(x) (1 - f(x)): right on paper. In floating point 1 - f(x) loses the digits of a
// saturated unit, all of them past x = 37.
template <class T>
T deriv_sigmoid(const T& x) {
  using wengert::sigmoid;
  const T fx = sigmoid(x);
  return fx * (T(1.0) - fx);
}

// The same slope without the subtraction, since 1 - f(x) = f(-x).
template <class T>
T exact_deriv_sigmoid(const T& x) {
  using wengert::sigmoid;
  const T minus = -x;
  return sigmoid(x) * sigmoid(minus);
}

// The nine derivatives of (y_true - o1)^2, in the tutorial's names.
template <class T, class Slope>
Parameters<T> manual_gradient(const Parameters<T>& p, const std::array<T, 2>& x, double y_true,
                              Slope slope, Slip slip = Slip::none) {
  using wengert::sigmoid;
  const Activations<T> a = feed_forward(p, x);
  T sum_o1 = a.sum_o1;
  if (slip == Slip::sum_o1_from_inputs) sum_o1 = p[w5] * x[0] + p[w6] * x[1] + p[b3];
  const T y_pred = sigmoid(sum_o1);
  const T d_L_d_ypred = T(-2.0) * (T(y_true) - y_pred);

  const T d_ypred_d_w5 = a.h1 * slope(sum_o1);
  const T d_ypred_d_w6 = a.h2 * slope(sum_o1);
  const T d_ypred_d_b3 = slope(sum_o1);
  const T d_ypred_d_h1 = p[w5] * slope(sum_o1);
  const T d_ypred_d_h2 = p[w6] * slope(sum_o1);

  const T d_h1_d_w1 = x[0] * slope(a.sum_h1);
  const T d_h1_d_w2 = x[1] * slope(a.sum_h1);
  const T d_h1_d_b1 = slope(a.sum_h1);

  const T d_h2_d_w3 = x[0] * slope(a.sum_h2);
  const T d_h2_d_w4 = (slip == Slip::w4_from_x0 ? x[0] : x[1]) * slope(a.sum_h2);
  const T d_h2_d_b2 = slope(a.sum_h2);

  return {d_L_d_ypred * d_ypred_d_h1 * d_h1_d_w1,
          d_L_d_ypred * d_ypred_d_h1 * d_h1_d_w2,
          d_L_d_ypred * d_ypred_d_h2 * d_h2_d_w3,
          d_L_d_ypred * d_ypred_d_h2 * d_h2_d_w4,
          d_L_d_ypred * d_ypred_d_w5,
          d_L_d_ypred * d_ypred_d_w6,
          d_L_d_ypred * d_ypred_d_h1 * d_h1_d_b1,
          d_L_d_ypred * d_ypred_d_h2 * d_h2_d_b2,
          d_L_d_ypred * d_ypred_d_b3};
}

}  // namespace tutorial

#endif
