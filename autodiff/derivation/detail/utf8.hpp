// SPDX-License-Identifier: MIT
#ifndef WENGERT_AUTODIFF_DERIVATION_DETAIL_UTF8_HPP
#define WENGERT_AUTODIFF_DERIVATION_DETAIL_UTF8_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wengert::detail {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 0;  // 0: what stands there is not UTF-8
};

inline bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0u) == 0x80u; }

// The code point at a place of the text; overlong forms and surrogates are no UTF-8.
inline CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > text.size()) return {};
  std::uint32_t value = first & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[at + i])) return {};
    value = value << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3fu);
  }
  const std::uint32_t least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
  const bool is_surrogate = value >= 0xd800 && value < 0xe000;
  if (value < least || value > 0x10ffff || is_surrogate) return {};
  return {value, length};
}

}  // namespace wengert::detail

#endif
