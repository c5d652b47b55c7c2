// SPDX-License-Identifier: MIT
#include "cause_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "../../detail/notation.hpp"
#include "../../detail/spelling.hpp"
#include "formulas.hpp"
#include "local_partials.hpp"

namespace wengert::detail {

namespace {

bool is_leaf(const Row& row) {
  return row.operation() == Operation::variable || row.operation() == Operation::constant;
}

bool operands_are_finite(const Recording& recording, Index i) {
  Index scratch[2];
  const std::span<const Index> operands = recording.operands(recording.row(i), scratch);
  return std::all_of(operands.begin(), operands.end(),
                     [&](Index k) { return std::isfinite(recording.row(k).value); });
}

// What is known of the operation at such a point; empty where nothing is.
std::string reason(const Recording& recording, Index i, double partial) {
  const Row& row = recording.row(i);
  const double size = std::fabs(partial);
  if (std::isnan(row.value) && operands_are_finite(recording, i)) {
    return fmt::format(": {} is not real there", recording.operation_name(i));
  }
  switch (row.operation()) {
    case Operation::Relu:
      return size == 0.0 ? ": relu is off below 0" : "";
    case Operation::Floor:
    case Operation::Ceil:
    case Operation::Round:
    case Operation::Trunc:
      return fmt::format(": {} is flat between its jumps", recording.operation_name(i));
    case Operation::Max:
    case Operation::Min:
    case Operation::Select:
      return size == 0.0 ? ": the other operand was chosen" : "";
    case Operation::Multiply:
    case Operation::Dot:
      return size == 0.0 ? ": the factor beside it is 0" : "";
    default:
      break;
  }
  const bool saturates = is_activation(row.operation()) || row.operation() == Operation::Erf ||
                         row.operation() == Operation::Erfc || row.operation() == Operation::Atan;
  if (saturates && size < 1e-2) {
    return fmt::format(": {} is saturated", recording.operation_name(i));
  }
  return {};
}

std::string rule_at(const Tape& tape, Index i) {
  for (const HardPoint& point : tape.hard_points()) {
    if (point.row == i) return fmt::format(": {}", point.rule);
  }
  return {};
}

}  // namespace

std::string shown_number(double x, int digits) {
  return Notation(Style::text, digits).value_of_name(x).text;
}

std::string shown_factor(double x, int digits) {
  const std::string text = shown_number(x, digits);
  return text.starts_with('-') ? fmt::format("({})", text) : text;
}

std::string shown_row(const Recording& recording, Index i, int digits) {
  const Row& row = recording.row(i);
  const std::string value = shown_number(row.value, digits);
  const std::string name = short_name(recording, i);
  if (is_leaf(row)) return fmt::format("{} = {}", name, value);
  Sheet sheet(Style::text);
  const Source formula = one_operation(recording, sheet, i);
  if (formula.is_constant()) return fmt::format("{} = {}", name, value);
  const TextOptions names{.digits = digits, .longest = 400};
  const TextOptions numbers{.numbers = true, .digits = digits, .longest = 400};
  const std::string by_names = sheet.text(formula, names);
  const std::string by_numbers = sheet.text(formula, numbers);
  std::string text = fmt::format("{} = {}", name, by_names);
  if (by_numbers != by_names && by_numbers != value) text += fmt::format(" = {}", by_numbers);
  return text += fmt::format(" = {}", value);
}

std::string shown_meaning(const Recording& recording, Index i) {
  constexpr std::size_t most_rows = 30, longest = 80;
  if (is_named(recording, i)) return {};
  Sheet sheet(Style::text);
  const std::optional<Source> formula = Formulas(recording, sheet, most_rows, {}).value(i);
  const std::string text = formula ? sheet.text(*formula) : std::string();
  return text.size() <= longest ? text : std::string();
}

std::string shown_cause(const Tape& tape, Index i, Index operand, double partial) {
  const Recording& recording = recording_of(tape);
  const std::string rule = rule_at(tape, i);
  const std::string meaning = shown_meaning(recording, operand);
  return fmt::format("{}, whose derivative by {}{} is {}{}", shown_row(recording, i),
                     short_name(recording, operand),
                     meaning.empty() ? meaning : fmt::format(" = {}", meaning),
                     shown_number(partial), rule.empty() ? reason(recording, i, partial) : rule);
}

}  // namespace wengert::detail
