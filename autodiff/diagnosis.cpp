// SPDX-License-Identifier: MIT
#include "diagnosis.hpp"

#include <fmt/format.h>

#include <cmath>

#include "detail/sweep.hpp"
#include "error.hpp"
#include "tape.hpp"

namespace wengert {
namespace {

using detail::Index;
using detail::Recording;
using detail::Row;

std::vector<NamedValue> operands_of(const Recording& recording, const Row& row) {
  Index scratch[2];
  std::vector<NamedValue> result;
  for (const Index i : recording.operands(row, scratch)) {
    const std::string_view given = recording.given_name(i);
    result.push_back(
        {given.empty() ? recording.shown(i) : std::string(given), recording.row(i).value});
  }
  return result;
}

// The row as a call with its numbers: "max('x' = 3, 2)".
std::string call(const Recording& recording, Index i) {
  Index scratch[2];
  std::string text;
  for (const Index k : recording.operands(recording.row(i), scratch)) {
    const std::string name = recording.shown(k);
    const std::string value = fmt::format("{}", recording.row(k).value);
    if (!text.empty()) text += ", ";
    text += name == value ? value : fmt::format("{} = {}", name, value);
  }
  return fmt::format("{}({})", recording.operation_name(i), text);
}

// Whether the row ran at a hard point of its operation, and the rule there.
template <class R>
std::string_view rule_at(const Recording& recording, Index i) {
  if constexpr (requires { R::hard_rule; }) {
    const Row& row = recording.row(i);
    const double a = recording.row(row.a).value;
    if constexpr (R::facts.arity == 1) {
      return R::hard(a) ? R::hard_rule : std::string_view();
    } else {
      const double b = recording.row(row.b).value;
      if constexpr (requires { R::hard(a, b, row.value); }) {
        return R::hard(a, b, row.value) ? R::hard_rule : std::string_view();
      } else {
        return R::hard(a, b) ? R::hard_rule : std::string_view();
      }
    }
  } else {
    return {};
  }
}

std::string_view hard_rule(const Recording& recording, Index i) {
  const Row& row = recording.row(i);
  if (row.active() == 0 || row.operation() == Operation::custom) return {};
  return visit_row(row.operation(),
                   [&](auto type) { return rule_at<typename decltype(type)::type>(recording, i); });
}

bool operands_are_finite(const Recording& recording, const Row& row) {
  Index scratch[2];
  for (const Index i : recording.operands(row, scratch)) {
    if (!std::isfinite(recording.row(i).value)) return false;
  }
  return true;
}

}  // namespace

std::vector<HardPoint> Tape::hard_points() const {
  std::vector<HardPoint> found;
  for (Index i = 0; i < recording().size(); ++i) {
    const std::string_view rule = hard_rule(*recording_, i);
    if (rule.empty()) continue;
    HardPoint point{i,
                    std::string(recording_->operation_name(i)),
                    operands_of(*recording_, recording_->row(i)),
                    std::string(rule),
                    {}};
    point.text = fmt::format("{}: {}: {}", recording_->shown(i), call(*recording_, i), point.rule);
    found.push_back(std::move(point));
  }
  return found;
}

std::optional<NonFinite> Tape::first_nonfinite() const {
  for (Index i = 0; i < recording().size(); ++i) {
    const Row& row = recording_->row(i);
    if (std::isfinite(row.value) || !operands_are_finite(*recording_, row)) continue;
    NonFinite found{i,
                    Direction::forward,
                    std::string(recording_->operation_name(i)),
                    operands_of(*recording_, row),
                    row.value,
                    {}};
    found.text =
        row.operation() == Operation::variable || row.operation() == Operation::constant
            ? fmt::format("the {} {} was given as {}", found.operation, recording_->shown(i),
                          row.value)
            : fmt::format("{} is {}: {}", recording_->shown(i), row.value, call(*recording_, i));
    return found;
  }
  return std::nullopt;
}

std::optional<NonFinite> Tape::first_nonfinite(const Gradient& gradient) const {
  if (auto forward = first_nonfinite()) return forward;
  if (gradient.recording_ != &recording() ||
      gradient.number_ != detail::recording_number(recording_->stamp())) {
    throw Error("first_nonfinite: the gradient is not of this tape's present recording");
  }
  const detail::RecordedValues values{recording_->rows()};
  std::vector<double> handed(gradient.adjoints_.size(), 0.0);
  Index scratch[2];
  for (Index i = static_cast<Index>(handed.size()); i-- > 0;) {
    const double adjoint = gradient.adjoints_[i];
    if (adjoint == 0.0 || !std::isfinite(adjoint)) continue;
    const Row& row = recording_->row(i);
    const auto operands = recording_->operands(row, scratch);
    for (const Index k : operands) handed[k] = 0.0;
    handed[i] = adjoint;
    detail::Sweep<double, detail::RecordedValues>(*recording_, values, handed.data()).pull(i);
    for (const Index k : operands) {
      if (std::isfinite(handed[k])) continue;
      NonFinite found{i,
                      Direction::backward,
                      std::string(recording_->operation_name(i)),
                      operands_of(*recording_, row),
                      handed[k],
                      {}};
      found.text = fmt::format("{} hands {} to {} in the reverse sweep: its adjoint is {}, {}",
                               recording_->shown(i), handed[k], recording_->shown(k), adjoint,
                               call(*recording_, i));
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace wengert
