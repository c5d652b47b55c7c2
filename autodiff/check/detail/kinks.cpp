// SPDX-License-Identifier: MIT
#include "kinks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace wengert::detail::checking {
namespace {

bool is_comparison(Operation operation) {
  return operation == Operation::Less || operation == Operation::LessEqual ||
         operation == Operation::Equal;
}

struct Side {
  double slope;
  double value;
};

Side side(const Subject& f, const Evidence& evidence, std::size_t k, double step) {
  std::vector<double> at = evidence.x;
  const auto slope = [&](double h) {
    at[k] = evidence.x[k] + h;
    const std::vector<double> gradient = tape_gradient(f, at);
    return gradient.empty() ? std::numeric_limits<double>::quiet_NaN() : gradient[k];
  };
  const double far = slope(2.0 * step);
  const double near = slope(step);
  return {2.0 * near - far, value_or_nan(f, at)};
}

// The slope towards x, or the infinite one of a jump.
double slope_of(const Side& beside, double step, const Evidence& evidence) {
  const double rise = beside.value - evidence.value;
  const double size = std::fabs(beside.value) + std::fabs(evidence.value);
  const bool jumps = std::fabs(rise - step * beside.slope) > 1e-6 * size + 8.0 * evidence.noise;
  if (!jumps) return beside.slope;
  return std::copysign(std::numeric_limits<double>::infinity(), rise * step);
}

bool nearly_equal(double a, double b) {
  if (a == b) return true;
  const double size = std::max(std::fabs(a), std::fabs(b));
  return std::isfinite(size) && std::fabs(a - b) <= 1e-6 * size;
}

std::string order_of(const HardPoint& point) {
  std::string text = point.operation;
  for (const NamedValue& operand : point.operands) text += fmt::format(" {}", operand.value);
  return text;
}

// Which rows depend on the one given, itself included.
std::vector<bool> rows_above(const Recording& recording, Index from) {
  std::vector<bool> reached(recording.size(), false);
  reached[from] = true;
  Index scratch[2];
  for (Index i = from + 1; i < recording.size(); ++i) {
    for (const Index k : recording.operands(recording.row(i), scratch)) {
      if (reached[k]) reached[i] = true;
    }
  }
  return reached;
}

// Which rows the one given depends on, itself included.
std::vector<bool> rows_below(const Recording& recording, Index from) {
  std::vector<bool> reached(recording.size(), false);
  reached[from] = true;
  Index scratch[2];
  for (Index i = from + 1; i-- > 0;) {
    if (!reached[i]) continue;
    for (const Index k : recording.operands(recording.row(i), scratch)) reached[k] = true;
  }
  return reached;
}

}  // namespace

std::vector<Edge> edges(const Recorded& recorded) {
  std::vector<Edge> found;
  for (const HardPoint& point : recorded.tape.hard_points()) {
    found.push_back({point.row, false, point.text, order_of(point)});
  }
  const Recording& recording = recording_of(recorded.tape);
  for (Index i = 0; i < recording.size(); ++i) {
    const Row& row = recording.row(i);
    if (!is_comparison(row.operation())) continue;
    const Row& a = recording.row(row.a);
    const Row& b = recording.row(row.b);
    if (a.value != b.value || !(a.depends_on_variable() || b.depends_on_variable())) continue;
    found.push_back({i, true,
                     fmt::format("the comparison of {} with {} is at its edge: both are {}",
                                 recording.shown(row.a), recording.shown(row.b), a.value),
                     fmt::format("comparison {}", a.value)});
  }
  return found;
}

const Edge* edge_of(const std::vector<Edge>& edges, const Recorded& recorded, std::size_t k) {
  if (edges.empty()) return nullptr;
  const Recording& recording = recording_of(recorded.tape);
  const auto row_of = [&](const Var& v) { return recording.find(operand_of(v), "gradcheck"); };
  const std::vector<bool> moved = rows_above(recording, row_of(recorded.inputs[k]));
  const std::vector<bool> used = rows_below(recording, row_of(recorded.output));
  const Edge* first = nullptr;
  for (const Edge& edge : edges) {
    // A comparison decides which rows there are: nothing that is recorded depends on it.
    if (!moved[edge.row] || !(edge.is_comparison || used[edge.row])) continue;
    if (first == nullptr || edge.order < first->order) first = &edge;
  }
  return first;
}

std::optional<OneSided> one_sided(const Subject& f, const Evidence& evidence, std::size_t k) {
  const double size = std::fabs(evidence.x[k]);
  const double step = 0x1p-26 * (size != 0.0 ? size : 1.0);
  const Side below = side(f, evidence, k, -step);
  const Side above = side(f, evidence, k, step);
  if (!std::isfinite(below.slope) || !std::isfinite(above.slope)) return std::nullopt;
  const double left = slope_of(below, -step, evidence);
  const double right = slope_of(above, step, evidence);
  if (nearly_equal(left, right)) return std::nullopt;
  return OneSided{left, right, false};
}

}  // namespace wengert::detail::checking
