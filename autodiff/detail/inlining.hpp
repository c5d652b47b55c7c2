// SPDX-License-Identifier: MIT
// Where the compiler's own judgement costs: the measurements stand beside each use.
#ifndef WENGERT_AUTODIFF_DETAIL_INLINING_HPP
#define WENGERT_AUTODIFF_DETAIL_INLINING_HPP

#include "export.hpp"

#if defined(__GNUC__)
#define WENGERT_ALWAYS_INLINE [[gnu::always_inline]] inline
#define WENGERT_NEVER_INLINE [[gnu::noinline]]
#define WENGERT_COLD [[gnu::noinline, gnu::cold]] WENGERT_EXPORT
// For a condition of several parts: [[likely]] weighs only the last of them.
#define WENGERT_LIKELY(condition) __builtin_expect(static_cast<bool>(condition), 1)
#else
#define WENGERT_ALWAYS_INLINE inline
#define WENGERT_NEVER_INLINE
#define WENGERT_COLD WENGERT_EXPORT
#define WENGERT_LIKELY(condition) static_cast<bool>(condition)
#endif

#endif
