// SPDX-License-Identifier: MIT
#include "read.hpp"

#include <fmt/format.h>

#include "detail/plain.hpp"
#include "detail/reader.hpp"

namespace wengert {

DerivationError::DerivationError(const std::string& file, Place place, const std::string& sentence)
    : Error(fmt::format("{}:{}:{}: {}", file, place.line, place.column, sentence)), place_(place) {}
DerivationError::~DerivationError() = default;

Derivation read_derivation(std::string_view text, std::string file) {
  detail::SourceText source(text, std::move(file));
  return detail::read_plain(source);
}

}  // namespace wengert
