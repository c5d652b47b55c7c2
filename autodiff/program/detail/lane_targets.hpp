// SPDX-License-Identifier: MIT
// Which instruction sets the kernels are compiled for: the baseline, AVX2 and AVX-512 on x86. The
// sets between and beyond would cost build time and gain nothing on doubles. To be included before
// Highway.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_LANE_TARGETS_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_LANE_TARGETS_HPP

#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)

#endif
