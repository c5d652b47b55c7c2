/* int neuron(x, w, y): returns 0, or the number of the first comparison that
 * comes out otherwise than when the function was recorded.
 *
 * Inputs, of one sample:
 *   x[0]  x
 *   x[1]  target
 * Parameters:
 *   w[0]  w
 *   w[1]  b
 * Outputs, of one sample:
 *   y[0]  loss
 *   y[1]  dloss/dw
 *   y[2]  dloss/db
 */
#include <math.h>

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

int neuron(const float x[2], const float w[2], float y[3]);

int neuron(const float x[2], const float w[2], float y[3]) {
  const float t1 = w[0] * x[0] + w[1];
  const int t2 = t1 < 0.0f;
  const float t3 = expf(-(t2 ? -t1 : t1));
  const float t4 = 1.0f + t3;
  const float t5 = (t2 ? t3 : 1.0f) / t4;
  const float t6 = x[1] - t5;
  const float t7 = -(2.0f * t6) * ((t5 < 0.66f) ? t5 * (1.0f - t5) : t3 / (t4 * t4));
  (void)x;
  (void)w;
  y[0] = t6 * t6;
  y[1] = t7 * x[0];
  y[2] = t7;
  return 0;
}

#ifdef NEURON_TEST
#include <stdio.h>

int main(void) {
  static const float x[2] = {2.0f, 1.0f};
  static const float w[2] = {0.5f, -0.25f};
  static const float want[3] = {0.10292631f, -0.27962142f, -0.13981071f};
  float y[3];
  int i;
  if (neuron(x, w, y) != 0) return 1;
  for (i = 0; i < 3; ++i) {
    const double apart = fabs((double)y[i] - (double)want[i]);
    const int both_nan = y[i] != y[i] && want[i] != want[i];
    if (!(apart <= 1e-3 * fabs((double)want[i]) || y[i] == want[i] || both_nan)) {
      printf("y[%d] is %.17g, %.17g was wanted\n", i, (double)y[i], (double)want[i]);
      return 1;
    }
  }
  return 0;
}
#endif
