// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "derivation_print.hpp"
#include "detail/report_words.hpp"

namespace wengert {
namespace {

using namespace detail;

// As code, also where the text holds a backtick or is a cell of a table.
std::string code(const std::string& text) {
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return text.find('`') == std::string::npos ? "`" + escaped + "`" : "`` " + escaped + " ``";
}

std::string wrong(const ClaimReport& claim) {
  std::string text = fmt::format("\n## Line {}: {}\n\n{}\n\n{}.\n", claim.place.line,
                                 code(claim.name), code(claim.source), finding(claim));
  if (!claim.repairs.empty() && !claim.repairs.front().line.empty()) {
    text += fmt::format("\n- should be {}\n", code(claim.repairs.front().line));
    for (std::size_t k = 1; k < claim.repairs.size(); ++k) {
      text += fmt::format("- or {}\n", alternative(claim.repairs[k]));
    }
  }
  for (const Repair& repair : claim.elsewhere) text += fmt::format("- {}\n", other_way(repair));
  if (const std::string line = numbers(claim); !line.empty()) text += fmt::format("\n{}.\n", line);
  for (const std::string& note : claim.notes) text += fmt::format("\n{}\n", note);
  return text;
}

std::string inherited(const DerivationReport& report) {
  const auto claims = with_verdict(report, Verdict::inherited);
  if (claims.empty()) return {};
  std::string text = "\n## Right by themselves, wrong only through what they use\n\n";
  for (const ClaimReport* claim : claims) {
    text +=
        fmt::format("- line {}: {}, {}\n", claim->place.line, code(claim->name), because(*claim));
  }
  return text;
}

std::string notes(const DerivationReport& report) {
  std::string items;
  for (const ReadingNote& note : report.notes) {
    items += note.place.line == 0 ? fmt::format("- {}\n", note.text)
                                  : fmt::format("- line {}: {}\n", note.place.line, note.text);
  }
  for (const ClaimReport* claim : with_verdict(report, Verdict::agree)) {
    for (const std::string& note : claim->notes) {
      items += fmt::format("- line {}: {}: {}\n", claim->place.line, code(claim->name), note);
    }
  }
  if (report.out_of_budget) items += "- the budget for repairs was used up\n";
  return items.empty() ? "" : "\n## Notes\n\n" + items;
}

std::string table(const DerivationReport& report) {
  if (report.claims.empty()) return {};
  std::string text =
      "\n## All claims\n\n| line | claim | verdict | hand | true |\n|---:|---|---|---:|---:|\n";
  for (const ClaimReport& claim : report.claims) {
    text += fmt::format("| {} | {} | {} | {} | {} |\n", claim.place.line, code(claim.name),
                        word(claim.verdict), number_text(claim.hand), number_text(claim.truth));
  }
  return text;
}

}  // namespace

std::string to_markdown(const DerivationReport& report) {
  std::string text = fmt::format("# {}\n\n**{}.**\n", report.file, headline(report));
  for (const ClaimReport* claim : with_verdict(report, Verdict::disagree)) text += wrong(*claim);
  for (const ClaimReport* claim : with_verdict(report, Verdict::unresolved)) text += wrong(*claim);
  return text + inherited(report) + notes(report) + table(report);
}

std::string to_markdown(const ComparisonReport& report) {
  std::string text = fmt::format("# {} against {}\n\n", report.file_1, report.file_2);
  if (report.parting) {
    const Parting& p = *report.parting;
    text += fmt::format("**They part at {}.**\n\n", code(p.name));
    text += "| file | line | | value at a random point |\n|---|---:|---|---:|\n";
    text += fmt::format("| {} | {} | {} | {} |\n", report.file_1, p.place_1.line, code(p.line_1),
                        number_text(p.value_1));
    text += fmt::format("| {} | {} | {} | {} |\n", report.file_2, p.place_2.line, code(p.line_2),
                        number_text(p.value_2));
  } else {
    text += report.equal.empty() ? "**They define nothing of the same name.**\n"
                                 : "**All definitions in common agree.**\n";
  }
  const auto listed = [&](std::string_view head, const std::vector<std::string>& names) {
    if (!names.empty()) text += fmt::format("\n{}: {}\n", head, fmt::join(names, ", "));
  };
  listed("Different too", report.later);
  listed("Equal", report.equal);
  listed("Only in " + report.file_1, report.only_in_1);
  listed("Only in " + report.file_2, report.only_in_2);
  return text;
}

}  // namespace wengert
