// SPDX-License-Identifier: MIT
// Whether a sanitizer watches this program. It replaces operator new, and makes all of it slower.
#ifndef WENGERT_TESTS_PROPERTIES_SANITIZED_HPP
#define WENGERT_TESTS_PROPERTIES_SANITIZED_HPP

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WENGERT_TEST_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define WENGERT_TEST_SANITIZED 1
#endif
#endif
#ifndef WENGERT_TEST_SANITIZED
#define WENGERT_TEST_SANITIZED 0
#endif

namespace wengert::test {

// So many random graphs, or a tenth of them under a sanitizer.
constexpr std::size_t affordable(std::size_t graphs) {
  return WENGERT_TEST_SANITIZED ? graphs / 10 : graphs;
}

}  // namespace wengert::test

#endif
