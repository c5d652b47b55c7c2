// SPDX-License-Identifier: MIT
#include "step_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "text.hpp"

namespace wengert::tools {

namespace {

std::string number(double x) {
  if (std::isnan(x)) return "nan";
  return fmt::format("{:.5g}", x == 0.0 ? 0.0 : x);
}

using Line = std::vector<std::string>;

Line line_of(const std::string& name, const NodeState& state) {
  Line line{name, state.value ? number(*state.value) : "not yet"};
  if (state.adjoint) {
    line.push_back(number(*state.adjoint) + (state.is_complete ? "" : " so far"));
  }
  return line;
}

std::string aligned(const std::vector<Line>& lines) {
  std::vector<std::size_t> widths;
  for (const Line& line : lines) {
    widths.resize(std::max(widths.size(), line.size()));
    for (std::size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], width_of(line[i]));
    }
  }
  std::string text;
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool is_last = i + 1 == line.size();
      text += is_last ? line[i] + "\n" : padded(line[i], widths[i] + 3);
    }
  }
  return text;
}

}  // namespace

std::string table_of(const RecordedDerivation& recorded, const Stepper& stepper,
                     const std::string& output) {
  std::vector<Line> lines{{"name", "value"}};
  for (const std::string& name : recorded.names()) {
    if (const auto state = stepper.state(recorded[name])) lines.push_back(line_of(name, *state));
  }
  if (stepper.position() >= stepper.forward_size()) {
    lines[0].push_back(fmt::format("d{}/d(name)", output));
  }
  return aligned(lines);
}

std::string given_text(const RecordedDerivation& recorded, const Stepper& stepper) {
  constexpr std::size_t longest = 78;
  std::string text;
  std::size_t column = 0;
  for (const std::string& name : recorded.inputs()) {
    if (!stepper.state(recorded[name])) continue;
    const std::string value = name + " = " + number(recorded[name].value());
    const std::string_view sign = text.empty() ? "Given: " : ", ";
    const bool folds = column + sign.size() + width_of(value) + 2 > longest;
    text += folds ? std::string(",\n") + value : std::string(sign) + value;
    column = (folds ? 0 : column + sign.size()) + width_of(value);
  }
  return text.empty() ? text : text + "\n";
}

}  // namespace wengert::tools
