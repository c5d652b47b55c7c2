// SPDX-License-Identifier: MIT
// From what the witnesses say to a verdict on each element.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_VERDICT_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_VERDICT_HPP

#include <span>
#include <string>
#include <vector>

#include "../gradcheck.hpp"
#include "../gradient_report.hpp"
#include "evidence.hpp"

namespace wengert::detail::checking {

// One report for every input, in their order.
std::vector<ElementReport> judge(const Subject& f, const Hand* hand, const Evidence& evidence,
                                 std::span<const std::string> names,
                                 const GradcheckOptions& options);

}  // namespace wengert::detail::checking

#endif
