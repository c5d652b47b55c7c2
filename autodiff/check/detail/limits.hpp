// SPDX-License-Identifier: MIT
// What a point shows of a gradient, and what it cannot show.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_LIMITS_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_LIMITS_HPP

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "../gradient_report.hpp"
#include "evidence.hpp"

namespace wengert::detail::checking {

// Inputs, and results of the same operation, that coincide at the point: taking one for the other
// goes unseen. Inputs of 0 and of 1: a term or a factor more or less goes unseen. Gradients below
// what differences can show.
std::vector<std::string> blind_spots(const Evidence& evidence, std::span<const std::string> names);

// See PointReport::taylor_order.
double taylor_order(const Subject& f, const Evidence& evidence,
                    std::span<const ElementReport> elements, std::uint64_t seed);

}  // namespace wengert::detail::checking

#endif
