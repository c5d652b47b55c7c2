// SPDX-License-Identifier: MIT
#include "stepper.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../error.hpp"
#include "detail/cause_words.hpp"
#include "detail/formulas.hpp"
#include "detail/stepping.hpp"

namespace wengert {

using detail::Formulas;
using detail::Index;
using detail::Recording;
using detail::Stepping;

namespace {

constexpr std::size_t most_rows = 30;  // of a formula that is told
constexpr std::size_t longest = 80;    // characters

std::string text_of(const Sheet& sheet, const std::optional<Source>& formula) {
  const std::string text = formula ? sheet.text(*formula) : std::string();
  return text.size() <= longest ? text : std::string();
}

std::string slope_of(const Recording& recording, Index i, Index operand) {
  Index scratch[2];
  const std::span<const Index> operands = recording.operands(recording.row(i), scratch);
  if (operands.size() > most_rows) return {};
  Sheet sheet(Style::text);
  Formulas formulas(recording, sheet, most_rows + 1, {operands.begin(), operands.end()});
  return text_of(sheet, formulas.slope(i, operand));
}

template <class IsWanted>
bool run_until(Stepping& stepping, IsWanted is_wanted) {
  while (stepping.forward()) {
    if (is_wanted()) return true;
  }
  return false;
}

}  // namespace

Stepper::Stepper(const Tape& tape, const Var& y, const StepperOptions& options)
    : stepping_(std::make_unique<Stepping>(recording_of(tape),
                                           detail::varying_row(recording_of(tape), y, "step"))),
      options_(options) {}
Stepper::~Stepper() = default;
Stepper::Stepper(Stepper&&) noexcept = default;
Stepper& Stepper::operator=(Stepper&&) noexcept = default;

bool Stepper::forward() { return stepping_->forward(); }
bool Stepper::back() { return stepping_->back(); }
std::size_t Stepper::position() const { return stepping_->position(); }
std::size_t Stepper::size() const { return stepping_->size(); }
std::size_t Stepper::forward_size() const { return stepping_->forward_size(); }

bool Stepper::run_to(std::string_view name) {
  std::vector<Index> targets;
  for (const Index i : stepping_->rows()) {
    if (stepping_->recording().given_name(i) == name) targets.push_back(i);
  }
  if (targets.empty()) {
    throw Error(fmt::format("step: no value that the output depends on has the name '{}'", name));
  }
  return run_until(*stepping_, [&] {
    return std::any_of(targets.begin(), targets.end(),
                       [&](Index i) { return stepping_->is_about(i); });
  });
}

bool Stepper::run_to(const Var& v) {
  const Recording& recording = stepping_->recording();
  const Index target = recording.find(operand_of(v), "step");
  if (!stepping_->has(target)) {
    throw Error(fmt::format("step: {} is not computed from {}",
                            short_name(recording, stepping_->output()),
                            short_name(recording, target)));
  }
  return run_until(*stepping_, [&] { return stepping_->is_about(target); });
}

bool Stepper::run_to_nonfinite() {
  return run_until(*stepping_, [&] { return stepping_->is_nonfinite(); });
}

void Stepper::go_to(std::size_t position) {
  if (position > size()) {
    throw Error(fmt::format("step: a place from 0 to {} was wanted, {} came", size(), position));
  }
  while (this->position() < position) forward();
  while (this->position() > position) back();
}

StepperStep Stepper::step() const {
  if (position() == 0) throw Error("step: no step has been made yet; call forward()");
  const Recording& recording = stepping_->recording();
  const Index i = stepping_->row();
  const bool is_backward = stepping_->is_backward();
  StepperStep step{is_backward ? Direction::backward : Direction::forward,
                   i,
                   short_name(recording, i),
                   detail::shown_row(recording, i, options_.digits),
                   detail::shown_meaning(recording, i),
                   recording.row(i).operation() == Operation::variable,
                   recording.row(i).value,
                   stepping_->adjoint(i),
                   {}};
  if (!is_backward) return step;
  for (const Stepping::Gift& gift : stepping_->gifts()) {
    step.handed.push_back({short_name(recording, gift.operand),
                           slope_of(recording, i, gift.operand), gift.partial, gift.before,
                           gift.contribution, stepping_->adjoint(gift.operand)});
  }
  return step;
}

double Stepper::adjoint(const Var& v) const {
  return stepping_->adjoint(detail::varying_row(stepping_->recording(), v, "step"));
}

std::optional<NodeState> Stepper::state(const Var& v) const {
  const Index i = stepping_->recording().find(operand_of(v), "step");
  if (!stepping_->has(i)) return std::nullopt;
  NodeState state;
  const detail::Row& row = stepping_->recording().row(i);
  if (stepping_->is_computed(i)) state.value = row.value;
  if (!stepping_->is_sweeping() || !row.depends_on_variable()) return state;
  state.adjoint = stepping_->adjoint(i);
  state.is_complete = stepping_->is_complete(i);
  return state;
}

}  // namespace wengert
