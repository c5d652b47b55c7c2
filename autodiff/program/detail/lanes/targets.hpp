// SPDX-License-Identifier: MIT
// For which sets of instructions the kernels are compiled: the compiler's own, AVX2 and AVX-512 on
// x86, NEON on Arm. To be included before anything of Highway's.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_LANES_TARGETS_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_LANES_TARGETS_HPP

// Those without fused multiply-add (a computer without AVX2 is over ten years old), and those whose
// vectors have no size at compile time and so cannot be in a number type.
#define HWY_DISABLED_TARGETS \
  (HWY_SSSE3 | HWY_SSE4 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)

#endif
