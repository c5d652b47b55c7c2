// SPDX-License-Identifier: MIT
// A listing as statements of a programming language.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_WRITTEN_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_WRITTEN_HPP

#include <string>
#include <vector>

#include "../../source.hpp"
#include "listing.hpp"

namespace wengert::detail {

struct WrittenListing {
  std::vector<Assignment> lines;     // of what is used twice or is long
  std::vector<std::string> guards;   // conditions, each true where the recording's branch is taken
  std::vector<std::string> outputs;  // formulas
};

// Inputs are x[0], x[1], ..., parameters w[0], w[1], ... Throws Error where an operation cannot be
// said in the language. O(size log size).
WrittenListing write_listing(const Listing& listing, Style style);

}  // namespace wengert::detail

#endif
