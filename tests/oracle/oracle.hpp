// SPDX-License-Identifier: MIT
// What the rows of the table are measured against: values by the textbook definitions of
// definitions.hpp, slopes by central differences of these values, in 50, 100, 200, 400 and 800
// digits until two results in turn agree to 30. No derivative rule is used, and none of the tricks
// by which a row keeps its digits.
#ifndef WENGERT_TESTS_ORACLE_ORACLE_HPP
#define WENGERT_TESTS_ORACLE_ORACLE_HPP

#include <autodiff/operations.hpp>
#include <cstddef>
#include <optional>
#include <span>

#include "exact.hpp"

namespace wengert::test {

// Nothing where 800 digits are not enough, or the result is not a number. Some 10 microseconds for
// a value and 100 for a slope; up to 100 milliseconds where many digits are needed.
std::optional<Exact> exact_value(Operation row, std::span<const double> operands);
// The partial derivative by operand number k.
std::optional<Exact> exact_slope(Operation row, std::size_t k, std::span<const double> operands);

}  // namespace wengert::test

#endif
