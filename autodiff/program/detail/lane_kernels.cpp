// SPDX-License-Identifier: MIT
#include "lane_kernels.hpp"

#include <cfloat>
#include <cmath>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "lanes/forms.hpp"
#include "lanes/scalar_functions.hpp"
#include "lanes/targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "autodiff/program/detail/lane_kernels.cpp"
#include <hwy/foreach_target.h>  // first of Highway's
//
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

// Once for each target that is compiled.
HWY_BEFORE_NAMESPACE();
namespace wengert::detail::HWY_NAMESPACE {

#if HWY_NATIVE_FMA
#include "lanes/lanes.inc"
// needed by:
#include "lanes/twice.inc"
// needed by:
#include "lanes/exponential.inc"
#include "lanes/logarithm.inc"
#include "lanes/trigonometric.inc"
// needed by:
#include "lanes/rows.inc"
// needed by:
#include "lanes/kernels.inc"
#else
// Without a fused multiply-add the functions would lose their digits.
Kernel row(Operation, Part) { return nullptr; }
PairKernel pair(Operation) { return nullptr; }
#endif

}  // namespace wengert::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

// Outside of what is compiled for the target: what std::string_view inlines is everybody's.
namespace wengert::detail::HWY_NAMESPACE {

const LaneKernels& kernels() {
  static const LaneKernels all = {.target = hwy::TargetName(HWY_TARGET),
                                  .width = HWY_LANES(double),
                                  .row = row,
                                  .value_and_slope = pair};
  return all;
}

}  // namespace wengert::detail::HWY_NAMESPACE

#if HWY_ONCE
namespace wengert::detail {
namespace {

// Falls back to the target of the compiler's own flags.
const LaneKernels& kernels_of([[maybe_unused]] std::int64_t target) {
#if HWY_TARGETS & HWY_AVX3
  if (target == HWY_AVX3) return N_AVX3::kernels();
#endif
#if HWY_TARGETS & HWY_AVX2
  if (target == HWY_AVX2) return N_AVX2::kernels();
#endif
  return HWY_STATIC_DISPATCH(kernels)();
}

std::vector<const LaneKernels*> found() {
  std::vector<const LaneKernels*> result;
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    result.push_back(&kernels_of(target));
  }
  const LaneKernels* const always = &kernels_of(HWY_STATIC_TARGET);
  if (result.empty() || result.back() != always) result.push_back(always);
  return result;
}

}  // namespace

std::span<const LaneKernels* const> all_lane_kernels() {
  static const std::vector<const LaneKernels*> all = found();
  return all;
}

const LaneKernels& lane_kernels() { return *all_lane_kernels().front(); }

}  // namespace wengert::detail
#endif
