// SPDX-License-Identifier: MIT
// Numbers that somebody printed: right to the last digit, rounded on the way, or wrong.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_PRINTED_NUMBER_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_PRINTED_NUMBER_HPP

#include <string>

#include "../derivation_report.hpp"
#include "repair_text.hpp"
#include "workspace.hpp"

namespace wengert::detail {

// The digits of a number as they were printed.
struct PrintedDigits {
  explicit PrintedDigits(const std::string& digits);

  double value;
  double unit;  // of the last digit

  // Whether `x` rounds to these digits.
  bool rounds_from(double x) const;
  // Whether `x` becomes these digits when what follows is cut off.
  bool is_cut_from(double x) const;
  // `x` with as many digits behind the point.
  std::string same_digits(double x) const;

 private:
  int decimals_;
  int exponent_;
};

// How far a formula of printed numbers may be off, relative to its value: half a unit of the last
// digit of each factor. 0 where all are whole.
double relative_rounding(const Expression& formula);

// Verdict and notes of the printed number that is the statement. `wrong` are the statements that
// are wrong or inherit; where the number is that of one of them, so does it.
ClaimReport judge_printed_number(Workspace& workspace, std::size_t statement);

// Every name and claim of the derivation at its own numbers, where each that was printed above has
// the number that was printed: what somebody gets who goes on with rounded numbers.
class RoundedNumbers {
 public:
  explicit RoundedNumbers(Workspace& workspace);
  // Of the value itself: by its formula from the rounded numbers, without its own.
  double of(const Expression& value) const;
  // "-0.952*0.249*-0.0904": the formula with the printed numbers in it.
  std::string formula_of(const Expression& value) const;

 private:
  const Expression& formula_behind(const Expression& value) const;
  void put_in(Expression& formula) const;

  const Outline& outline_;
  Table<std::string> printed_;
  Table<double> names_;  // rounded where printed
  Table<double> claims_;
  Table<double> unrounded_;  // by formula from the rounded
};

}  // namespace wengert::detail

#endif
