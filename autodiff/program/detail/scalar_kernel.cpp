// SPDX-License-Identifier: MIT
#include "kernel.hpp"
#include "run.hpp"

namespace wengert::detail {
namespace {

struct Lane {
  const double* const* operands;
  std::size_t count;
  std::size_t lane;
  double operator[](std::size_t k) const { return operands[k][lane]; }
  std::size_t size() const { return count; }
};

template <class R>
void value_kernel(const double* const* operands, std::size_t count, std::size_t lanes,
                  double* result) {
  for (std::size_t i = 0; i < lanes; ++i) {
    result[i] = run_value<R, double>(Lane{operands, count, i});
  }
}

template <class R, std::size_t k>
void partial_kernel(const double* const* operands, std::size_t count, std::size_t lanes,
                    double* result) {
  for (std::size_t i = 0; i < lanes; ++i) {
    result[i] = run_partial<R, double>(k, Lane{operands, count, i});
  }
}

}  // namespace

Kernel scalar_kernel(Operation operation, Part part) {
  return visit_row(operation, [part](auto type) -> Kernel {
    using R = typename decltype(type)::type;
    switch (part) {
      case Part::value:
        return value_kernel<R>;
      case Part::da:
        return partial_kernel<R, 0>;
      case Part::db:
        return partial_kernel<R, 1>;
      default:
        return partial_kernel<R, 2>;
    }
  });
}

}  // namespace wengert::detail
