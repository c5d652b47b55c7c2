// SPDX-License-Identifier: MIT
#include "tape.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "detail/sweep.hpp"
#include "error.hpp"

namespace wengert {

using detail::Index;
using detail::Operand;
using detail::Recording;

Tape::Tape(const TapeOptions& options)
    : recording_(std::make_unique<Recording>(options.max_rows)) {}
Tape::~Tape() = default;
Tape::Tape(Tape&&) noexcept = default;
Tape& Tape::operator=(Tape&&) noexcept = default;

void Tape::throw_moved_from() {
  throw Error("this Tape was moved from; use the one it was moved to");
}

Var Tape::variable(double value, std::string_view name) {
  const Var v = variable(value);
  this->name(v, name);
  return v;
}

Var Tape::constant(double value, std::string_view name) {
  const Var v = constant(value);
  this->name(v, name);
  return v;
}

void Tape::name(const Var& v, std::string_view name) {
  const Index row = recording().find(operand_of(v), "name");
  recording_->set_name(row, name);
}

std::string Tape::name(const Var& v) const {
  const Index row = recording().find(operand_of(v), "name");
  const std::string_view given = recording_->given_name(row);
  return given.empty() ? recording_->shown(row) : std::string(given);
}

Mark Tape::mark() const { return {&recording(), recording_->place()}; }

void Tape::throw_invalid(const Mark& mark) const {
  if (mark.recording_ != recording_.get()) throw Error("rewind: the mark is of another tape");
  throw Error(
      fmt::format("rewind: the mark was made at {} rows, the last of which have been rewound "
                  "or cleared since; the tape now has {} rows",
                  mark.place_.rows, recording_->size()));
}

void Tape::clear() { recording().clear(); }
void Tape::reserve(std::size_t rows) { recording().reserve(rows); }

namespace {

// Says why y cannot be differentiated.
[[noreturn]] WENGERT_COLD void throw_no_output(const Recording& recording, const Operand& v,
                                               std::string_view query) {
  if (v.recording == nullptr) {
    throw Error(fmt::format("{}: the output is the constant {}: it depends on no variable", query,
                            v.value));
  }
  const Index row = recording.find(v, query);
  throw Error(
      fmt::format("{}: the output {} (value {}) depends on no variable of the tape; record "
                  "what it is computed from with tape.variable(...)",
                  query, recording.shown(row), v.value));
}

WENGERT_ALWAYS_INLINE Index output_row(const Recording& recording, const Var& y,
                                       std::string_view query) {
  const Operand& v = operand_of(y);
  const bool varies = recording.has_live(v) && v.active() != 0;
  if (!varies) [[unlikely]]
    throw_no_output(recording, v, query);
  return v.index();
}

}  // namespace

void Tape::sweep(Index last, std::span<const Seed> outputs, Gradient& result) const {
  result.begin(*recording_, last);
  double* const adjoints = result.adjoints_.data();
  if (outputs.empty()) adjoints[last] = 1.0;
  for (const Seed& seed : outputs) adjoints[operand_of(seed.output).index()] += seed.weight;
  const detail::RecordedValues values{recording_->rows()};
  detail::Sweep<double, detail::RecordedValues>(*recording_, values, adjoints).run(last);
  result.finish(*recording_);
}

void Tape::gradient(const Var& y, Gradient& reuse) const {
  sweep(output_row(recording(), y, "gradient"), {}, reuse);
}

Gradient Tape::gradient(const Var& y) const {
  Gradient result;
  gradient(y, result);
  return result;
}

Gradient Tape::gradient(std::span<const Seed> outputs) const {
  if (outputs.empty()) {
    throw Error("gradient: at least one output was wanted, an empty list came");
  }
  Index last = 0;
  for (const Seed& seed : outputs) {
    last = std::max(last, output_row(recording(), seed.output, "gradient"));
  }
  Gradient result;
  sweep(last, outputs, result);
  return result;
}

namespace {

struct RecordedVars {
  Recording& recording;
  Var operator()(Index i) const {
    const detail::Row& row = recording.row(i);
    return {detail::Node{&recording, detail::NodeId{row.stamp} << 32 | i}, row.value};
  }
};

}  // namespace

GradientNodes Tape::gradient_nodes(const Var& y) {
  const Index last = output_row(recording(), y, "gradient_nodes");
  GradientNodes result;
  result.recording_ = recording_.get();
  result.number_ = detail::recording_number(recording_->stamp());
  result.adjoints_.assign(std::size_t{last} + 1, Var(0.0));
  result.adjoints_[last] = Var(1.0);
  const RecordedVars values{*recording_};
  detail::Sweep<Var, RecordedVars>(*recording_, values, result.adjoints_.data()).run(last);
  return result;
}

Statistics Tape::statistics() const {
  const Recording& r = recording();
  Statistics s;
  s.rows = r.size();
  for (Index i = 0; i < r.size(); ++i) {
    const Operation operation = r.row(i).operation();
    if (operation == Operation::variable) ++s.variables;
    if (operation == Operation::constant) ++s.constants;
    if (operation == Operation::guard) ++s.guards;
  }
  s.operands = r.argument_count();
  s.value_reads = r.value_reads();
  s.recording = detail::recording_number(r.stamp());
  s.bytes_used = r.bytes_used();
  s.bytes_reserved = r.bytes_reserved();
  return s;
}

}  // namespace wengert
