// SPDX-License-Identifier: MIT
#include "read.hpp"

#include <fmt/format.h>

namespace wengert {

DerivationError::DerivationError(const std::string& file, Place place, const std::string& sentence)
    : Error(fmt::format("{}:{}:{}: {}", file, place.line, place.column, sentence)), place_(place) {}
DerivationError::~DerivationError() = default;

}  // namespace wengert
