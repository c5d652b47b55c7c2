// SPDX-License-Identifier: MIT
// The sentences that all forms of a report share.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_REPORT_WORDS_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_REPORT_WORDS_HPP

#include <string>
#include <string_view>
#include <vector>

#include "../derivation_report.hpp"

namespace wengert::detail {

std::string_view word(Verdict verdict);
std::string_view word(Subject subject);

// NaN without the sign that platforms give it; every other number as it is.
double without_nan_sign(double x);
// Six significant digits.
std::string number_text(double x);

// "2 of 20 claims are wrong, 3 more only because of that"
std::string headline(const DerivationReport& report);
// "dh2/dw4 is wrong: x[0] should be x[1] (another index is meant)"
std::string finding(const ClaimReport& claim);
// "hand 0.5, true 0.25, ratio 2 at its own numbers; at the random points the same ratio"
std::string numbers(const ClaimReport& claim);
// "or 'h1' for 'sum_h1': ..."
std::string alternative(const Repair& repair);
// "or it is right, and line 3 should be: y = x^2"
std::string other_way(const Repair& repair);
// "through line 7"
std::string because(const ClaimReport& claim);

// Where it was compared and agreed: "at its own numbers and at 7 random points".
std::string where_right(const ClaimReport& claim);

std::vector<const ClaimReport*> with_verdict(const DerivationReport& report, Verdict verdict);

}  // namespace wengert::detail

#endif
