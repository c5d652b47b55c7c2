// SPDX-License-Identifier: MIT
// Which symbols a shared library shows; empty for a static one.
#ifndef WENGERT_AUTODIFF_DETAIL_EXPORT_HPP
#define WENGERT_AUTODIFF_DETAIL_EXPORT_HPP

#if defined(_WIN32) && defined(WENGERT_BUILDING)
#define WENGERT_EXPORT __declspec(dllexport)
#elif defined(_WIN32) && defined(WENGERT_SHARED)
#define WENGERT_EXPORT __declspec(dllimport)
#elif defined(_WIN32)
#define WENGERT_EXPORT
#else
#define WENGERT_EXPORT __attribute__((visibility("default")))
#endif

#endif
