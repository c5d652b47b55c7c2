// SPDX-License-Identifier: MIT
// The type of the start is the type of the sum: a double cannot hold what was recorded.
// expects: cannot convert|assigning to .double. from incompatible type
#include <autodiff/var.hpp>
#include <numeric>
#include <vector>

wengert::Var total(const std::vector<wengert::Var>& v) {
#ifdef WENGERT_MISUSE
  return std::accumulate(v.begin(), v.end(), 0.0);
#else
  return std::accumulate(v.begin(), v.end(), wengert::Var(0.0));
#endif
}
