// SPDX-License-Identifier: MIT
// At which operands the rows are tested.
#ifndef WENGERT_TESTS_ORACLE_OPERAND_SWEEPS_HPP
#define WENGERT_TESTS_ORACLE_OPERAND_SWEEPS_HPP

#include <cstddef>
#include <span>
#include <vector>

#include "row_under_test.hpp"

namespace wengert::test {

// Normal operands in the row's domain, always the same ones: uniform in the bits of a double over
// its whole range and over moderate exponents, uniform in the number over short and long ranges,
// and closer and closer to the ends of the domain.
std::vector<Operands> operand_sweep(const RowUnderTest& row, std::size_t count);

// Lists of 2 to 20 operands around 0 or around another number, for the rows that take any number.
std::vector<std::vector<double>> list_sweep(std::size_t count);

// Operands chosen by hand: near roots, near the ends of the domain, where a formula changes its
// branch, next to overflow, and large.
std::span<const Operands> hard_inputs(Operation row);

}  // namespace wengert::test

#endif
