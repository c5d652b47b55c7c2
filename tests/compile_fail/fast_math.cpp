// SPDX-License-Identifier: MIT
// -ffast-math assumes that there is no NaN and no infinity, and the hard points' rules fall.
// flags: -ffast-math
// expects: wengert: -ffast-math lets the compiler assume
#ifndef WENGERT_MISUSE
#define WENGERT_ALLOW_FAST_MATH
#endif
#include <autodiff/number.hpp>
