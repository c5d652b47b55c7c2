// SPDX-License-Identifier: MIT
// Reports of a checked derivation as text for people and as data for programs.
#ifndef WENGERT_AUTODIFF_CHECK_DERIVATION_PRINT_HPP
#define WENGERT_AUTODIFF_CHECK_DERIVATION_PRINT_HPP

#include <string>

#include "derivation_compare.hpp"
#include "derivation_report.hpp"

namespace wengert {

struct ReportStyle {
  bool color = false;  // ANSI escapes, for a terminal
};

// For a person: the verdict, then what is wrong, what follows from it, the notes, what is right.
WENGERT_EXPORT std::string to_text(const DerivationReport& report, const ReportStyle& style = {});
WENGERT_EXPORT std::string to_markdown(const DerivationReport& report);
// Numbers that are not finite are the strings "nan", "inf" and "-inf".
WENGERT_EXPORT std::string to_json(const DerivationReport& report);

WENGERT_EXPORT std::string to_text(const ComparisonReport& report, const ReportStyle& style = {});
WENGERT_EXPORT std::string to_markdown(const ComparisonReport& report);
WENGERT_EXPORT std::string to_json(const ComparisonReport& report);

}  // namespace wengert

#endif
