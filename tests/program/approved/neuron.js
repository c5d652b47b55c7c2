/* neuron(x, w): an array of the outputs. Throws a RangeError where a comparison comes out
 * otherwise than when the function was recorded.
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
export function neuron(x, w) {
  const t1 = w[0] * x[0] + w[1];
  const t2 = t1 < 0;
  const t3 = Math.exp(-(t2 ? -t1 : t1));
  const t4 = 1 + t3;
  const t5 = (t2 ? t3 : 1) / t4;
  const t6 = x[1] - t5;
  const t7 = -(2 * t6) * ((t5 < 0.66) ? t5 * (1 - t5) : t3 / (t4 * t4));
  return [
    t6 * t6,
    t7 * x[0],
    t7,
  ];
}
