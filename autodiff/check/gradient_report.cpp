// SPDX-License-Identifier: MIT
#include "gradient_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "detail/report_words.hpp"

namespace wengert {
namespace {

bool is_wrong(const ElementReport& e) {
  return e.verdict == Verdict::disagree ||
         (e.verdict == Verdict::kink && !e.one_sided->claim_is_between);
}

bool is_open(const ElementReport& e) {
  if (e.verdict != Verdict::unresolved) return false;
  const bool flat = e.doubt == Doubt::saturation && !e.tape.heard && e.differences.value == 0.0;
  return !(flat && e.claim == 0.0);
}

std::string_view shown(Doubt doubt) {
  constexpr std::string_view words[] = {"",       "noise",      "saturation",
                                        "corner", "not finite", "not deterministic"};
  return words[static_cast<std::size_t>(doubt)];
}

std::string_view shown(Party party) {
  constexpr std::string_view words[] = {"", "the hand value", "the tape", "the function on doubles",
                                        "one of the witnesses"};
  return words[static_cast<std::size_t>(party)];
}

std::string verdict_text(const ElementReport& e) {
  std::string text(detail::word(e.verdict));
  if (e.doubt != Doubt::none) text += fmt::format(" ({})", shown(e.doubt));
  if (e.verdict == Verdict::kink)
    text += e.one_sided->claim_is_between ? " (between)" : " (outside)";
  return text;
}

std::string number(double x) { return fmt::format("{:.10g}", detail::without_nan_sign(x)); }

// A table whose columns are as wide as what stands in them.
std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], row[c].size());
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) line += fmt::format("  {:<{}}", row[c], widths[c]);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string place(const GradientReport& report, const ElementReport& e) {
  if (report.points[e.point].is_given) return "given";
  return fmt::format("random {}", e.point);
}

std::string long_place(const GradientReport& report, const ElementReport& e) {
  if (report.points[e.point].is_given) return "the given point";
  return fmt::format("random point {}", e.point);
}

// "3 of 4": at how many of the points the element has this verdict.
std::string share(const GradientReport& report, const ElementReport& e) {
  const auto same = std::ranges::count_if(report.points, [&](const PointReport& point) {
    return point.elements[e.index].verdict == e.verdict;
  });
  return fmt::format("{} of {}", same, report.points.size());
}

std::string element_table(const GradientReport& report) {
  std::vector<std::vector<std::string>> rows;
  rows.push_back({"element", "point", "at", report.has_hand ? "hand" : "tape", "reference", "+-",
                  "ratio", "digits", "points", "verdict"});
  for (const ElementReport& e : report.elements) {
    rows.push_back({e.name, place(report, e), fmt::format("{:.4g}", e.at), number(e.claim),
                    number(e.reference),
                    e.error == 0.0 ? "0" : fmt::format("{:.1g}", detail::without_nan_sign(e.error)),
                    std::isnan(e.ratio) ? "-" : fmt::format("{:.5g}", e.ratio),
                    fmt::format("{:.0f}", std::floor(e.digits)), share(report, e),
                    verdict_text(e)});
  }
  return table(rows);
}

std::string witness_table(const ElementReport& e) {
  std::string text;
  const auto add = [&](std::string_view who, const Witness& w) {
    if (!w.heard) return;
    text += fmt::format("  {:<14}{:.17g}", who, detail::without_nan_sign(w.value));
    text += w.error > 0.0 ? fmt::format(" +- {:.1g}\n", w.error) : "\n";
  };
  if (e.hand) add("hand", {*e.hand, 0.0, true});
  add("tape", e.tape);
  add("complex step", e.complex_step);
  add("forward mode", e.forward);
  add("differences", e.differences);
  return text;
}

// What there is to say of an element beyond its line in the table.
std::string finding(const GradientReport& report, const ElementReport& e) {
  std::string text = fmt::format("{} at {}", e.name, long_place(report, e));
  if (e.wrong != Party::none) text += fmt::format(": {} is outvoted", shown(e.wrong));
  text += fmt::format("\n{}", witness_table(e));
  if (!e.why.empty()) text += fmt::format("  {}\n", e.why);
  return text;
}

std::string findings(const GradientReport& report) {
  constexpr std::size_t most = 10;
  std::string text;
  std::size_t found = 0;
  for (const ElementReport& e : report.elements) {
    if (e.verdict != Verdict::agree && ++found <= most) text += finding(report, e);
  }
  if (found > most) text += fmt::format("and {} more\n", found - most);
  return text;
}

std::string taylor_text(const PointReport& point) {
  if (std::isnan(point.taylor_order)) {
    return "Taylor remainder: lost in rounding";
  }
  return fmt::format("Taylor remainder: order {:.2f} (2: a gradient, 1: not)", point.taylor_order);
}

std::string point_text(const GradientReport& report, std::size_t i) {
  const PointReport& point = report.points[i];
  const std::string title =
      point.is_given ? std::string("Given point") : fmt::format("Random point {}", i);
  std::string text =
      fmt::format("{}: f = {}. {}.\n", title, number(point.value), taylor_text(point));
  const bool few = point.blind_spots.size() <= 8;
  const std::size_t shown = few ? point.blind_spots.size() : 7;
  for (std::size_t s = 0; s < shown; ++s) {
    text += fmt::format("  blind spot: {}\n", point.blind_spots[s]);
  }
  if (!few) text += fmt::format("  and {} more blind spots\n", point.blind_spots.size() - shown);
  return text;
}

// Every note once, however many points it was made at.
std::string notes_text(const GradientReport& report) {
  std::vector<std::string> notes = report.notes;
  for (const PointReport& point : report.points) {
    notes.insert(notes.end(), point.notes.begin(), point.notes.end());
  }
  std::set<std::string> seen;
  std::string text;
  for (const std::string& note : notes) {
    if (seen.insert(note).second) text += fmt::format("Note: {}.\n", note);
  }
  return text;
}

}  // namespace

std::size_t GradientReport::count(Verdict verdict) const {
  return static_cast<std::size_t>(
      std::count_if(elements.begin(), elements.end(),
                    [&](const ElementReport& e) { return e.verdict == verdict; }));
}

bool GradientReport::ok() const {
  return problems.empty() && std::none_of(elements.begin(), elements.end(),
                                          [](const auto& e) { return is_wrong(e) || is_open(e); });
}

std::string GradientReport::summary() const {
  std::string text = fmt::format("{} of {} elements agree", count(Verdict::agree), elements.size());
  for (const Verdict verdict : {Verdict::disagree, Verdict::unresolved, Verdict::kink}) {
    if (count(verdict) == 0) continue;
    text += fmt::format(", {} {}", count(verdict), detail::word(verdict));
    if (verdict == Verdict::kink) continue;
    const auto worst = std::find_if(elements.begin(), elements.end(),
                                    [&](const auto& e) { return e.verdict == verdict; });
    text += fmt::format(" ({}{})", worst->name, count(verdict) > 1 ? ", ..." : "");
  }
  return text;
}

std::string GradientReport::text() const {
  std::string text = fmt::format("gradcheck {}: {}\n", ok() ? "passed" : "failed", summary());
  for (const std::string& problem : problems) text += fmt::format("Problem: {}.\n", problem);
  text += fmt::format("\n{}\n", element_table(*this));
  const std::string found = findings(*this);
  if (!found.empty()) text += found + "\n";
  for (std::size_t i = 0; i < points.size(); ++i) text += point_text(*this, i);
  return text + notes_text(*this);
}

}  // namespace wengert
