// SPDX-License-Identifier: MIT
#include "schedule.hpp"

namespace wengert::detail {

Schedule::Schedule(const Listing& listing) : is_varying(detail::varying(listing)) {
  for (auto i = static_cast<Index>(listing.variables.size()); i < listing.size(); ++i) {
    if (is_varying[i]) {
      varying.push_back(i);
    } else if (!listing.is_constant(i)) {
      uniform.push_back(i);
    }
  }
}

}  // namespace wengert::detail
