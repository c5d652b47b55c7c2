// SPDX-License-Identifier: MIT
#include "gradient.hpp"

#include <fmt/format.h>

#include "error.hpp"

namespace wengert {
namespace {

// The row of v; throws unless v is on the tape, alive, and depends on a variable.
detail::Index varying_row(const detail::Recording& recording, const detail::Operand& v,
                          std::string_view query) {
  const detail::Index row = recording.find(v, query);
  if (v.active() != 0) return row;
  throw Error(
      fmt::format("{}: {} depends on no variable, and partials of constants are not computed; "
                  "record it with tape.variable(...)",
                  query, recording.shown(row)));
}

[[noreturn]] void throw_later(const detail::Recording& recording, const detail::Operand& v,
                              detail::Index swept, std::string_view query) {
  throw Error(
      fmt::format("{}: {} was recorded after this gradient was taken, in recording {}; the "
                  "gradient is of recording {}",
                  query, recording.shown(v), detail::recording_number(v.stamp()), swept));
}

}  // namespace

double Gradient::of_any_node(const detail::Operand& v) const {
  if (!is_plainly_known(v)) [[unlikely]]
    require_known(v);
  return v.index() < size_ ? adjoints_[v.index()] : 0.0;
}

void Gradient::throw_empty() {
  throw Error("gradient: this Gradient is empty; fill it with tape.gradient(y)");
}

void Gradient::require_known(const detail::Operand& v) const {
  if (recording_ == nullptr) throw_empty();
  const detail::Index recorded = detail::recording_number(v.stamp());
  if (v.recording == recording_ && v.active() != 0 && recorded == number_) return;
  varying_row(*recording_, v, "gradient");
  if (recorded > number_) throw_later(*recording_, v, number_, "gradient");
}

Var GradientNodes::operator[](const Var& x) const {
  if (recording_ == nullptr) {
    throw Error("gradient_nodes: empty; fill it with tape.gradient_nodes(y)");
  }
  const detail::Operand& v = operand_of(x);
  const detail::Index row = varying_row(*recording_, v, "gradient_nodes");
  if (detail::recording_number(v.stamp()) > number_) {
    throw_later(*recording_, v, number_, "gradient_nodes");
  }
  return row < adjoints_.size() ? adjoints_[row] : Var(0.0);
}

}  // namespace wengert
