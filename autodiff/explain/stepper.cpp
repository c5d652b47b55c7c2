// SPDX-License-Identifier: MIT
#include "stepper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "../error.hpp"
#include "detail/cause_words.hpp"
#include "detail/local_partials.hpp"

namespace wengert {

using detail::Index;
using detail::LocalPartials;
using detail::Recording;
using detail::Row;

class Stepper::State {
 public:
  State(const Recording& recording, Index y, const StepperOptions& options)
      : recording_(recording), options_(options), partials_(recording), adjoints_(y + 1, 0.0) {
    adjoints_[y] = 1.0;
    collect(y);
  }

  std::size_t size() const { return forward_.size() + backward_.size(); }

  bool forward() {
    if (position == size()) return false;
    if (position >= forward_.size()) hand_on(backward_[position - forward_.size()]);
    ++position;
    return true;
  }

  bool back() {
    if (position == 0) return false;
    --position;
    if (position >= forward_.size()) take_back();
    return true;
  }

  bool is_backward() const { return position > forward_.size(); }
  Index row() const {
    return is_backward() ? backward_[position - 1 - forward_.size()] : forward_[position - 1];
  }
  bool is_at(std::string_view name) const { return recording_.given_name(row()) == name; }

  bool has(std::string_view name) const {
    return std::any_of(forward_.begin(), forward_.end(),
                       [&](Index i) { return recording_.given_name(i) == name; });
  }

  bool is_nonfinite() const {
    if (!is_backward()) return !std::isfinite(recording_.row(row()).value);
    for (std::size_t k = handed_from(); k < undo_.size(); ++k) {
      if (!std::isfinite(undo_[k].contribution)) return true;
    }
    return !std::isfinite(adjoints_[row()]);
  }

  StepperStep step() const {
    const Index i = row();
    StepperStep step{is_backward() ? Direction::backward : Direction::forward,
                     i,
                     short_name(recording_, i),
                     detail::shown_row(recording_, i, options_.digits),
                     recording_.row(i).value,
                     adjoints_[i],
                     {}};
    if (!is_backward()) return step;
    for (std::size_t k = handed_from(); k < undo_.size(); ++k) {
      const Undo& undo = undo_[k];
      step.handed.push_back({short_name(recording_, undo.operand), undo.partial, undo.contribution,
                             adjoints_[undo.operand]});
    }
    return step;
  }

  double adjoint(Index i) const { return i < adjoints_.size() ? adjoints_[i] : 0.0; }
  const Recording& recording() const { return recording_; }
  int digits() const { return options_.digits; }
  std::size_t forward_size() const { return forward_.size(); }

  std::size_t position = 0;

 private:
  // What an operand's adjoint was before a step.
  struct Undo {
    Index operand;
    double before;
    double partial;
    double contribution;
  };

  void collect(Index y) {
    std::vector<unsigned char> below(std::size_t{y} + 1, 0);
    below[y] = 1;
    Index scratch[2];
    for (Index i = y + 1; i-- > 0;) {
      if (below[i] == 0) continue;
      const Row& row = recording_.row(i);
      const bool number = row.operation() == Operation::constant && !is_named(recording_, i);
      if (!number) forward_.push_back(i);
      if (row.active() != 0) backward_.push_back(i);
      for (const Index k : recording_.operands(row, scratch)) below[k] = 1;
    }
    std::reverse(forward_.begin(), forward_.end());
  }

  // The sweep itself adds to the adjoints, so that they are its very bits.
  void hand_on(Index i) {
    starts_.push_back(undo_.size());
    partials_.each(i, 1.0, [&](Index k, double partial) {
      undo_.push_back({k, adjoints_[k], partial, 0.0});
    });
    std::size_t at = starts_.back();
    partials_.each(i, adjoints_[i],
                   [&](Index, double contribution) { undo_[at++].contribution = contribution; });
    if (adjoints_[i] == 0.0) return;
    const detail::RecordedValues values{recording_.rows()};
    detail::Sweep<double, detail::RecordedValues>(recording_, values, adjoints_.data()).pull(i);
  }

  void take_back() {
    for (std::size_t k = undo_.size(); k-- > starts_.back();) {
      adjoints_[undo_[k].operand] = undo_[k].before;
    }
    undo_.resize(starts_.back());
    starts_.pop_back();
  }

  // Where what the last step handed on stands.
  std::size_t handed_from() const { return starts_.back(); }

  const Recording& recording_;
  StepperOptions options_;
  LocalPartials partials_;
  std::vector<double> adjoints_;
  std::vector<Index> forward_, backward_;
  std::vector<Undo> undo_;
  std::vector<std::size_t> starts_;
};

Stepper::Stepper(const Tape& tape, const Var& y, const StepperOptions& options)
    : state_(std::make_unique<State>(
          recording_of(tape), detail::varying_row(recording_of(tape), y, "step"), options)) {}
Stepper::~Stepper() = default;
Stepper::Stepper(Stepper&&) noexcept = default;
Stepper& Stepper::operator=(Stepper&&) noexcept = default;

bool Stepper::forward() { return state_->forward(); }
bool Stepper::back() { return state_->back(); }
std::size_t Stepper::position() const { return state_->position; }
std::size_t Stepper::size() const { return state_->size(); }
std::size_t Stepper::forward_size() const { return state_->forward_size(); }

bool Stepper::run_to(std::string_view name) {
  if (!state_->has(name)) {
    throw Error(fmt::format("step: no value that the output depends on has the name '{}'", name));
  }
  while (forward()) {
    if (state_->is_at(name)) return true;
  }
  return false;
}

bool Stepper::run_to_nonfinite() {
  while (forward()) {
    if (state_->is_nonfinite()) return true;
  }
  return false;
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
  return state_->step();
}

std::string Stepper::text() const {
  const StepperStep s = step();
  const int digits = state_->digits();
  if (s.direction == Direction::forward) return fmt::format("{}\n", s.formula);
  const std::string adjoint = detail::shown_factor(s.adjoint, digits);
  std::string text = fmt::format("{} has the adjoint {} and hands on\n", s.name,
                                 detail::shown_number(s.adjoint, digits));
  for (const Handed& h : s.handed) {
    text += fmt::format("  to {}: {} * {} = {}", h.to, detail::shown_number(h.partial, digits),
                        adjoint, detail::shown_number(h.contribution, digits));
    if (h.sum != h.contribution) {
      text += fmt::format(", in all {}", detail::shown_number(h.sum, digits));
    }
    text += "\n";
  }
  return text;
}

double Stepper::adjoint(const Var& v) const {
  return state_->adjoint(detail::varying_row(state_->recording(), v, "step"));
}

}  // namespace wengert
