// SPDX-License-Identifier: MIT
#include "recorded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "../error.hpp"
#include "evaluate.hpp"

namespace wengert {
namespace {

double value_of_input(const Input& input, const std::map<std::string, double>& values) {
  const auto given = values.find(input.name);
  if (given != values.end()) return given->second;
  if (!input.number) throw Error(fmt::format("a value of {} was wanted, none came", input.name));
  return *input.number;
}

void require_inputs(const std::map<std::string, double>& values,
                    const std::vector<std::string>& inputs) {
  for (const auto& [name, value] : values) {
    if (std::find(inputs.begin(), inputs.end(), name) == inputs.end()) {
      throw Error(fmt::format("a value of {} came, but it is no input of the derivation", name));
    }
  }
}

}  // namespace

std::vector<Input> inputs_of(const Derivation& derivation) {
  std::vector<Input> result;
  for (const Statement& s : derivation.statements) {
    if (const auto* variable = std::get_if<Variable>(&s.content)) {
      result.push_back({variable->name, s.place, {}});
    }
    const auto* d = std::get_if<Definition>(&s.content);
    if (d == nullptr || !is_plain_number(d->value)) continue;
    const bool is_signed = d->value.kind == Expression::Kind::operation;
    const double number = is_signed ? -d->value.operands[0].number : d->value.number;
    result.push_back({d->name, s.place, number});
  }
  return result;
}

bool has_own_numbers(const Derivation& derivation) {
  const std::vector<Input> inputs = inputs_of(derivation);
  return std::all_of(inputs.begin(), inputs.end(),
                     [](const Input& input) { return input.number.has_value(); });
}

RecordedDerivation::RecordedDerivation(const Derivation& derivation,
                                       const std::map<std::string, double>& values) {
  const Evaluator evaluator(derivation);
  std::vector<Var> slots(evaluator.size(), Var(0.0));
  for (const Input& input : inputs_of(derivation)) {
    slots[evaluator.slot(input.name)] = tape_.variable(value_of_input(input, values), input.name);
    inputs_.push_back(input.name);
  }
  require_inputs(values, inputs_);
  std::set<std::string> given(inputs_.begin(), inputs_.end());  // under all their names
  for (const Statement& s : derivation.statements) {
    const auto* variable = std::get_if<Variable>(&s.content);
    const auto* d = std::get_if<Definition>(&s.content);
    if (variable == nullptr && d == nullptr) continue;
    const std::string& name = variable != nullptr ? variable->name : d->name;
    Var& slot = slots[evaluator.slot(name)];
    if (d != nullptr && !is_plain_number(d->value)) {
      slot = evaluator.value<Var>(evaluator.compile(d->value), slots);
      if (slot.is_constant()) slot = tape_.constant(slot.value());
      const bool renames_input =
          d->value.kind == Expression::Kind::name && given.contains(d->value.text);
      if (renames_input) given.insert(name);
      if (!renames_input) tape_.name(slot, name);
    }
    names_.push_back(name);
    vars_.emplace(name, slot);
  }
}

bool RecordedDerivation::varies(const std::string& name) const {
  return operand_of((*this)[name]).active() != 0;
}

Var RecordedDerivation::operator[](const std::string& name) const {
  const auto found = vars_.find(name);
  if (found == vars_.end()) throw Error(fmt::format("the derivation defines no {}", name));
  return found->second;
}

}  // namespace wengert
