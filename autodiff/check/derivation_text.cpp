// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <algorithm>
#include <utility>

#include "derivation_print.hpp"
#include "detail/report_words.hpp"

namespace wengert {
namespace {

using namespace detail;

constexpr std::size_t widest = 96;

class TextReport {
 public:
  TextReport(const DerivationReport& report, const ReportStyle& style)
      : report_(report), style_(style) {}

  std::string write() {
    const bool good = report_.all_agree();
    line(fmt::format("{}: {}.", report_.file, colored(good ? green : red, headline(report_))));
    for (const ClaimReport* claim : with_verdict(report_, Verdict::disagree)) wrong(*claim);
    for (const ClaimReport* claim : with_verdict(report_, Verdict::unresolved)) wrong(*claim);
    inherited();
    notes();
    right();
    return text_;
  }

 private:
  static constexpr std::string_view red = "31";
  static constexpr std::string_view green = "32";
  static constexpr std::string_view yellow = "33";

  std::string colored(std::string_view color, const std::string& text) const {
    return style_.color ? fmt::format("\x1b[{}m{}\x1b[0m", color, text) : text;
  }
  void line(const std::string& text) { text_ += text + "\n"; }

  void wrong(const ClaimReport& claim) {
    const std::string head = fmt::format("line {}: ", claim.place.line);
    line("");
    line(head + claim.source);
    mark(claim, head.size());
    line(fmt::format("  {}.", colored(red, finding(claim))));
    if (!claim.repairs.empty() && !claim.repairs.front().line.empty()) {
      line(fmt::format("  should be: {}", colored(green, claim.repairs.front().line)));
    }
    for (std::size_t k = 1; k < claim.repairs.size(); ++k) {
      line(fmt::format("  or {}", alternative(claim.repairs[k])));
    }
    for (const Repair& repair : claim.elsewhere) line(fmt::format("  {}", other_way(repair)));
    if (const std::string text = numbers(claim); !text.empty()) line(fmt::format("  {}.", text));
    for (const std::string& note : claim.notes) line(fmt::format("  {}", note));
  }

  // Carets below the token that is wrong.
  void mark(const ClaimReport& claim, std::size_t indent) {
    if (claim.repairs.empty()) return;
    const Repair& repair = claim.repairs.front();
    if (repair.place.line != claim.place.line || repair.place.column < claim.place.column) return;
    const std::size_t offset = repair.place.column - claim.place.column;
    if (offset >= claim.source.size()) return;
    const bool is_there = claim.source.compare(offset, repair.written.size(), repair.written) == 0;
    const std::size_t length = is_there ? std::max<std::size_t>(1, repair.written.size()) : 1;
    line(std::string(indent + offset, ' ') + colored(red, std::string(length, '^')));
  }

  void inherited() {
    const auto claims = with_verdict(report_, Verdict::inherited);
    if (claims.empty()) return;
    line("");
    line(colored(yellow, "Right by themselves, wrong only through what they use:"));
    for (const ClaimReport* claim : claims) {
      line(fmt::format("  line {}: {}, {}", claim->place.line, claim->name, because(*claim)));
      for (const std::string& note : claim->notes) line(fmt::format("    {}", note));
    }
  }

  void notes() {
    std::vector<std::string> lines;
    for (const ReadingNote& note : report_.notes) lines.push_back(placed(note.place, note.text));
    for (const ClaimReport* claim : with_verdict(report_, Verdict::agree)) {
      for (const std::string& note : claim->notes) {
        lines.push_back(placed(claim->place, claim->name + ": " + note));
      }
    }
    if (report_.out_of_budget) lines.push_back("  the budget for repairs was used up");
    if (lines.empty()) return;
    line("");
    line("Notes:");
    for (const std::string& text : lines) line(text);
  }
  static std::string placed(const Place& place, const std::string& text) {
    return place.line == 0 ? fmt::format("  {}", text)
                           : fmt::format("  line {}: {}", place.line, text);
  }

  void right() {
    std::vector<std::pair<std::string, std::vector<const ClaimReport*>>> groups;
    for (const ClaimReport* claim : with_verdict(report_, Verdict::agree)) {
      const std::string where = where_right(*claim);
      auto group = std::find_if(groups.begin(), groups.end(),
                                [&](const auto& one) { return one.first == where; });
      if (group == groups.end()) group = groups.insert(groups.end(), {where, {}});
      group->second.push_back(claim);
    }
    std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
      return a.second.size() > b.second.size();
    });
    for (const auto& [where, claims] : groups) {
      line("");
      line(fmt::format("Right {}:", where));
      list(claims);
    }
  }
  void list(const std::vector<const ClaimReport*>& claims) {
    std::string current = " ";
    for (const ClaimReport* claim : claims) {
      const std::string item = fmt::format(" {} ({})", claim->name, claim->place.line);
      if (current.size() + item.size() + 1 > widest) {
        line(current);
        current.assign(1, ' ');
      }
      current += item + (claim == claims.back() ? "" : ",");
    }
    line(current);
  }

  const DerivationReport& report_;
  ReportStyle style_;
  std::string text_;
};

std::string listed(std::string_view head, const std::vector<std::string>& names) {
  return names.empty() ? "" : fmt::format("{}: {}\n", head, fmt::join(names, ", "));
}

}  // namespace

std::string to_text(const DerivationReport& report, const ReportStyle& style) {
  return TextReport(report, style).write();
}

std::string to_text(const ComparisonReport& report, const ReportStyle& style) {
  const auto colored = [&](std::string_view color, const std::string& text) {
    return style.color ? fmt::format("\x1b[{}m{}\x1b[0m", color, text) : text;
  };
  std::string text = fmt::format("{} against {}: ", report.file_1, report.file_2);
  if (report.parting) {
    const Parting& p = *report.parting;
    text += colored("31", fmt::format("they part at {}", p.name)) + ".\n";
    text += fmt::format("  {}:{}: {}\n  {}:{}: {}\n", report.file_1, p.place_1.line, p.line_1,
                        report.file_2, p.place_2.line, p.line_2);
    text += fmt::format("  {} and {} at a random point.\n", number_text(p.value_1),
                        number_text(p.value_2));
  } else if (report.equal.empty()) {
    text += colored("33", "they define nothing of the same name") + ".\n";
  } else {
    text += colored("32", "all definitions in common agree") + ".\n";
  }
  text += listed("Different too", report.later) + listed("Equal", report.equal);
  text += listed("Only in " + report.file_1, report.only_in_1);
  return text + listed("Only in " + report.file_2, report.only_in_2);
}

}  // namespace wengert
