// SPDX-License-Identifier: MIT
#include "truth.hpp"

#include <algorithm>
#include <variant>

namespace wengert::detail {

RecordedDefinitions::RecordedDefinitions(const Outline& outline, std::span<const double> inputs) {
  for (std::size_t k = 0; k < outline.inputs.size(); ++k) {
    inputs_.push_back(tape_.variable(inputs[k]));
    names_.insert_or_assign(outline.inputs[k].name, inputs_.back());
  }
  Sight<Var> sight(outline, names_, claims_, true);
  sight.set_tape(tape_);
  for (const Statement& statement : outline.derivation.statements) {
    if (const auto* definition = std::get_if<Definition>(&statement.content)) {
      if (outline.definition(definition->name) == nullptr) continue;
      names_.insert_or_assign(definition->name, walk<Var>(definition->value, sight));
    } else if (const auto* claim = std::get_if<Claim>(&statement.content)) {
      if (outline.definitions_use_claims()) {
        claims_.insert_or_assign(claim->name(), walk<Var>(claim->value, sight));
      }
    }
  }
}

RecordedDefinitions::Values RecordedDefinitions::at(std::span<const Lanes> inputs) const {
  const Replay<Lanes> replay(tape_, inputs_, inputs);
  const auto all = [&](const Table<Var>& nodes) {
    Table<Lanes> values;
    for (const auto& [name, node] : nodes) {
      values.emplace(name, operand_of(node).active() != 0 ? replay[node] : Lanes(node.value()));
    }
    return values;
  };
  return {all(names_), all(claims_)};
}

std::optional<Var> RecordedDefinitions::varying(const std::string& name) const {
  const Var& v = look_up(names_, name);
  if (operand_of(v).active() == 0) return {};
  return v;
}

double RecordedDefinitions::slope(const Var& of, const Var& by, std::size_t lane,
                                  std::span<const Lanes> inputs) const {
  std::vector<Dual<double>> at;
  for (const Lanes& input : inputs) at.emplace_back(input[lane], 0.0);
  std::vector<Var> given = inputs_;
  const auto same = [&](const Var& v) { return operand_of(v).index() == operand_of(by).index(); };
  const auto place = std::find_if(given.begin(), given.end(), same);
  if (place != given.end()) {
    at[static_cast<std::size_t>(place - given.begin())].tangent = 1.0;
  } else {
    const Replay<Dual<double>> values(tape_, given, at);
    at.emplace_back(values[by].value, 1.0);
    given.push_back(by);
  }
  return Replay<Dual<double>>(tape_, given, at)[of].tangent;
}

}  // namespace wengert::detail
