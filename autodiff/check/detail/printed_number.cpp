// SPDX-License-Identifier: MIT
#include "printed_number.hpp"

#include <fmt/format.h>
#include <cmath>
#include <cstdlib>
#include <variant>

namespace wengert::detail {
namespace {

using Kind = Expression::Kind;

// A little more than half a unit: the tie itself may go either way.
constexpr double half = 0.5 * (1.0 + 1e-9);

std::size_t digits_in_common(const std::string& a, const std::string& b) {
  std::size_t digits = 0;
  bool significant = false;
  for (std::size_t k = 0; k < a.size() && k < b.size() && a[k] == b[k]; ++k) {
    if (a[k] < '0' || a[k] > '9') continue;
    significant = significant || a[k] != '0';
    digits += significant ? 1 : 0;
  }
  return digits;
}

Repair right_digits(const Statement& statement, const std::string& written,
                    const std::string& wanted, double cost) {
  Repair repair{.place = statement.place,
                .written = written,
                .wanted = wanted,
                .line = statement.source,
                .why = "",
                .cost = cost};
  const std::size_t at = statement.source.rfind(written);
  if (at == std::string::npos) return repair;
  repair.place.column += characters_before(statement.source, at);
  repair.line.replace(at, written.size(), wanted);
  return repair;
}

}  // namespace

PrintedDigits::PrintedDigits(const std::string& digits)
    : value(std::strtod(digits.c_str(), nullptr)) {
  const std::size_t e = digits.find_first_of("eE");
  const std::string mantissa = digits.substr(0, e);
  const std::size_t point = mantissa.find('.');
  decimals_ = point == std::string::npos ? 0 : static_cast<int>(mantissa.size() - point - 1);
  exponent_ = e == std::string::npos ? 0 : std::atoi(digits.c_str() + e + 1);
  unit = std::pow(10.0, exponent_ - decimals_);
}

bool PrintedDigits::rounds_from(double x) const { return std::fabs(x - value) <= half * unit; }

bool PrintedDigits::is_cut_from(double x) const {
  const double cut = std::trunc(x / unit * (1.0 + 1e-12)) * unit;
  return std::fabs(cut - value) <= 1e-6 * unit;
}

std::string PrintedDigits::same_digits(double x) const {
  if (exponent_ == 0) return fmt::format("{:.{}f}", x, decimals_);
  return fmt::format("{:.{}f}e{}", x / std::pow(10.0, exponent_), decimals_, exponent_);
}

double relative_rounding(const Expression& formula) {
  double sum = 0.0;
  for_each_node(formula, [&](const Expression& node) {
    if (node.kind != Kind::number || node.text.find('.') == std::string::npos) return;
    const PrintedDigits digits(node.text);
    if (digits.value != 0.0) sum += half * digits.unit / std::fabs(digits.value);
  });
  return sum;
}

RoundedNumbers::RoundedNumbers(Workspace& workspace) : outline_(workspace.outline()) {
  for (std::size_t k = 0; k < outline_.inputs.size(); ++k) {
    names_.insert_or_assign(outline_.inputs[k].name, workspace.points()[k][0]);
  }
  for (const Statement& s : outline_.derivation.statements) {
    if (const auto* number = std::get_if<PrintedNumber>(&s.content)) {
      const std::string& name = number->value.text;
      if (!name.empty()) printed_.insert_or_assign(name, number->digits);
    }
  }
  const Sight<double> sight(outline_, names_, claims_, true);
  const auto set = [&](Table<double>& table, const std::string& name, double value) {
    unrounded_.insert_or_assign(name, value);
    const auto rounded = printed_.find(name);
    table.insert_or_assign(
        name, rounded == printed_.end() ? value : PrintedDigits(rounded->second).value);
  };
  for (const Statement& s : outline_.derivation.statements) {
    if (const auto* definition = std::get_if<Definition>(&s.content)) {
      if (outline_.definition(definition->name) == nullptr) continue;
      set(names_, definition->name, walk<double>(definition->value, sight));
    } else if (const auto* claim = std::get_if<Claim>(&s.content)) {
      if (!claim->rate) set(claims_, claim->name(), walk<double>(claim->value, sight));
    }
  }
}

double RoundedNumbers::of(const Expression& value) const {
  if (const auto found = unrounded_.find(value.text);
      found != unrounded_.end() && (value.kind == Kind::name || value.kind == Kind::derivative)) {
    return found->second;
  }
  return walk<double>(value, Sight<double>(outline_, names_, claims_, true));
}

// What the name or the derivative is defined or claimed by; else the formula itself.
const Expression& RoundedNumbers::formula_behind(const Expression& value) const {
  if (value.kind == Kind::name) {
    const Definition* definition = outline_.definition(value.text);
    return definition == nullptr ? value : definition->value;
  }
  if (value.kind != Kind::derivative) return value;
  for (const Statement& s : outline_.derivation.statements) {
    const auto* claim = std::get_if<Claim>(&s.content);
    if (claim != nullptr && !claim->rate && claim->name() == value.text) return claim->value;
  }
  return value;
}

void RoundedNumbers::put_in(Expression& formula) const {
  if (formula.kind == Kind::name || formula.kind == Kind::derivative) {
    const auto printed = printed_.find(formula.text);
    if (printed == printed_.end()) return;
    formula = number_formula(PrintedDigits(printed->second).value);
    formula.text = printed->second;
  }
  for (Expression& operand : formula.operands) put_in(operand);
}

std::string RoundedNumbers::formula_of(const Expression& value) const {
  Expression formula = formula_behind(value);
  put_in(formula);
  return formula_text(formula);
}

ClaimReport judge_printed_number(Workspace& workspace, std::size_t statement) {
  const Statement& written = workspace.outline().derivation.statements[statement];
  const auto& number = std::get<PrintedNumber>(written.content);
  ClaimReport report{.subject = Subject::printed_number,
                     .place = written.place,
                     .name = fmt::format("{} ~ {}", formula_text(number.value), number.digits),
                     .source = written.source};
  if (!workspace.has_own_numbers()) {
    report.verdict = Verdict::unresolved;
    report.notes.push_back("the file does not give all numbers that it is computed from");
    return report;
  }
  const PrintedDigits printed(number.digits);
  const double truth = walk<Lanes>(number.value, workspace.model().truly())[0];
  const double by_hand = walk<Lanes>(number.value, workspace.model().by_hand())[0];
  report.hand = printed.value;
  report.truth = truth;
  report.error = printed.value - truth;
  report.ratio = printed.value / truth;
  report.points = {{true, printed.value, truth, printed.rounds_from(truth), true}};
  if (printed.rounds_from(truth)) return report;

  const std::string wanted = printed.same_digits(truth);
  const std::string unrounded =
      fmt::format("unrounded it is {:.6g}, which prints as {}", truth, wanted);
  const RoundedNumbers rounded(workspace);
  const double from_rounded = rounded.of(number.value);
  if (printed.rounds_from(by_hand) && !agree(by_hand, truth, workspace.tolerance())) {
    report.verdict = Verdict::inherited;
  } else if (printed.rounds_from(from_rounded)) {
    report.notes.push_back(
        fmt::format("{} comes from going on with printed numbers, {} = {:.6g}; {}", number.digits,
                    rounded.formula_of(number.value), from_rounded, unrounded));
  } else if (printed.is_cut_from(truth)) {
    report.notes.push_back(fmt::format("{} is cut off, not rounded; {}", number.digits, unrounded));
  } else {
    report.verdict = Verdict::disagree;
    report.repairs.push_back(right_digits(written, number.digits, wanted, 1.0));
    report.repairs.back().why =
        fmt::format("right to {} digits", digits_in_common(number.digits, wanted));
  }
  return report;
}

}  // namespace wengert::detail
