// SPDX-License-Identifier: MIT
#ifndef WENGERT_AUTODIFF_VERSION_HPP
#define WENGERT_AUTODIFF_VERSION_HPP

// The one place where the version stands: CMake reads it from here.
#define WENGERT_VERSION_MAJOR 0
#define WENGERT_VERSION_MINOR 1
#define WENGERT_VERSION_PATCH 0

#endif
