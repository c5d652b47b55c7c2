// SPDX-License-Identifier: MIT
#include "functional.hpp"

#include <fmt/format.h>

#include "error.hpp"

namespace wengert::detail {

void require_point(std::string_view function, std::size_t size) {
  if (size == 0) {
    throw Error(fmt::format(
        "{}: a point with at least one coordinate was wanted, an empty span came", function));
  }
}

void require_length(std::string_view what, std::size_t wanted, std::size_t came) {
  if (wanted != came) {
    throw Error(fmt::format("{}: {} wanted, {} came", what, wanted, came));
  }
}

}  // namespace wengert::detail
