// SPDX-License-Identifier: MIT
#include "lane_kernels.hpp"
namespace wengert::detail {
namespace {
Kernel none(Operation, Part) { return nullptr; }
template <class R>
void pk(const double* x, std::size_t n, double* y, double* s) {
  for (std::size_t i = 0; i < n; ++i) {
    const double v = x[i];
    const double q = R::value(v);
    s[i] = R::da(v, q);
    y[i] = q;
  }
}
PairKernel no_pair(Operation o) {
  return o == Operation::Sigmoid ? pk<operations::Sigmoid>
         : o == Operation::Tanh  ? pk<operations::Tanh>
                                 : nullptr;
}
}  // namespace
const LaneKernels& lane_kernels() {
  static const LaneKernels k{"none", 1, none, no_pair, none, no_pair};
  return k;
}
}  // namespace wengert::detail
