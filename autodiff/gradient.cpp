// SPDX-License-Identifier: MIT
#include "gradient.hpp"

#include <fmt/format.h>

#include "error.hpp"

namespace wengert {
namespace {

[[noreturn]] void throw_constant(const detail::Recording& recording, const detail::Operand& v) {
  throw Error(fmt::format("gradient: {} is a constant, and partials of constants are not computed; "
                          "record it with tape.variable(...)",
                          recording.shown(v)));
}

}  // namespace

void Gradient::throw_unknown(const detail::Operand& v) const {
  if (recording_ == nullptr) {
    throw Error("gradient: this Gradient is empty; fill it with tape.gradient(y)");
  }
  const detail::Index row = recording_->find(v, "gradient");
  if (v.active() == 0) throw_constant(*recording_, v);
  throw Error(fmt::format("gradient: {} was recorded after this gradient was taken, in recording {}; "
                          "the gradient is of recording {}",
                          recording_->shown(row), detail::recording_number(v.stamp),
                          detail::recording_number(stamp_)));
}

Var GradientNodes::operator[](const Var& x) const {
  if (recording_ == nullptr) {
    throw Error("gradient_nodes: empty; fill it with tape.gradient_nodes(y)");
  }
  const detail::Operand& v = operand_of(x);
  const detail::Index row = recording_->find(v, "gradient_nodes");
  if (v.active() == 0) throw_constant(*recording_, v);
  return row < adjoints_.size() ? adjoints_[row] : Var(0.0);
}

}  // namespace wengert
