// SPDX-License-Identifier: MIT
// Where the compiler's own judgement costs: the measurements stand beside each use.
#ifndef WENGERT_AUTODIFF_DETAIL_INLINING_HPP
#define WENGERT_AUTODIFF_DETAIL_INLINING_HPP

#include "export.hpp"

#if defined(__GNUC__)
#define WENGERT_ALWAYS_INLINE [[gnu::always_inline]] inline
#define WENGERT_NEVER_INLINE [[gnu::noinline]]
#define WENGERT_COLD [[gnu::noinline, gnu::cold]] WENGERT_EXPORT
#else
#define WENGERT_ALWAYS_INLINE inline
#define WENGERT_NEVER_INLINE
#define WENGERT_COLD WENGERT_EXPORT
#endif

#endif
