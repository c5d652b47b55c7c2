// SPDX-License-Identifier: MIT
#include "recorded.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../../error.hpp"
#include "rebuild.hpp"
#include "symbol.hpp"

namespace wengert::detail {
namespace {

class Reader {
 public:
  Reader(const Recording& tape, const Interface& interface)
      : tape_(tape), interface_(interface), moved_(tape.size(), gone) {}

  Listing read() {
    find_outputs();
    declare(interface_.inputs, VariableRole::input, "x");
    declare(interface_.parameters, VariableRole::parameter, "w");
    find_needed();
    declare_constants();
    for (Index i = 0; i < result_.variables.size(); ++i) {
      result_.push({.operation = Operation::variable, .which = i}, {});
    }
    for (Index i = 0; i < needed_.size(); ++i) {
      if (needed_[i] && moved_[i] == gone) copy(i);
    }
    for (std::size_t k = 0; k < outputs_.size(); ++k) {
      const Output& o = interface_.outputs[k];
      result_.outputs.push_back({at_output(k), o.name, o.over});
    }
    require_different_names(result_);
    return std::move(result_);
  }

 private:
  void find_outputs() {
    if (interface_.outputs.empty()) throw Error("program: at least one output was wanted");
    Index last = 0;
    for (const Output& o : interface_.outputs) {
      if (o.name.empty()) throw Error("program: each output needs a name");
      const Operand& v = operand_of(o.value);
      outputs_.push_back(v.is_constant() ? gone : tape_.find(v, "program"));
      if (!v.is_constant()) last = std::max(last, outputs_.back() + 1);
    }
    needed_.assign(last, false);
  }

  Index at_output(std::size_t k) {
    if (outputs_[k] != gone) return moved_[outputs_[k]];
    return result_.push_constant(operand_of(interface_.outputs[k].value).value);
  }

  void declare(const std::vector<Var>& list, VariableRole role, std::string_view letter) {
    for (std::size_t k = 0; k < list.size(); ++k) {
      const Index row = tape_.find(operand_of(list[k]), "program");
      if (moved_[row] != gone) {
        throw Error(fmt::format("program: {} is declared twice", tape_.shown(row)));
      }
      std::string name(tape_.given_name(row));
      if (name.empty()) name = fmt::format("{}{}", letter, k);
      declare(row, role, name);
    }
  }

  void declare(Index row, VariableRole role, const std::string& name) {
    moved_[row] = static_cast<Index>(result_.variables.size());
    result_.variables.push_back({role, name, tape_.row(row).value});
  }

  void find_needed() {
    for (const Index row : outputs_) {
      if (row != gone) needed_[row] = true;
    }
    for (auto i = static_cast<Index>(needed_.size()); i-- > 0;) {
      if (tape_.row(i).operation() == Operation::guard) needed_[i] = true;
      if (!needed_[i] || moved_[i] != gone) continue;
      Index scratch[2];
      for (const Index a : tape_.operands(tape_.row(i), scratch)) needed_[a] = true;
    }
  }

  void declare_constants() {
    for (Index i = 0; i < needed_.size(); ++i) {
      const bool is_constant = tape_.row(i).operation() == Operation::constant;
      if (!needed_[i] || moved_[i] != gone || !is_constant) continue;
      const std::string_view name = tape_.given_name(i);
      if (!name.empty()) declare(i, VariableRole::constant, std::string(name));
    }
  }

  void copy(Index i) {
    const Row& row = tape_.row(i);
    Instruction it{.operation = row.operation()};
    Index scratch[2];
    std::vector<Index> operands;
    for (const Index a : tape_.operands(row, scratch)) operands.push_back(moved_[a]);
    switch (it.operation) {
      case Operation::variable:
        throw Error(
            fmt::format("program: an output depends on {}, which is declared neither as input nor "
                        "as parameter; declare it, or record it with tape.constant(...)",
                        tape_.shown(i)));
      case Operation::constant:
      case Operation::guard:
        it.number = row.value;
        break;
      case Operation::custom:
        it.which = custom(tape_.custom(row).shared_from_this());
        break;
      case Operation::LogSumExp:
        moved_[i] = written_out(operands);
        return name(i);
      default:
        break;
    }
    moved_[i] = result_.push(it, operands);
    name(i);
  }

  Index custom(std::shared_ptr<const CustomRule> rule) {
    auto& rules = result_.customs;
    const auto found = std::find(rules.begin(), rules.end(), rule);
    const auto number = static_cast<Index>(found - rules.begin());
    if (found == rules.end()) rules.push_back(std::move(rule));
    return number;
  }

  // By its row: value and slopes then share the exponentials.
  Index written_out(const std::vector<Index>& operands) {
    std::vector<Symbol> v;
    v.reserve(operands.size());
    for (const Index a : operands) v.emplace_back(result_, a);
    return operations::LogSumExp::value<Symbol>(v).at_in(result_);
  }

  void name(Index i) {
    const std::string_view given = tape_.given_name(i);
    if (!given.empty()) result_.names.emplace(moved_[i], given);
  }

  const Recording& tape_;
  const Interface& interface_;
  Listing result_;
  std::vector<Index> moved_;    // per row: its instruction
  std::vector<Index> outputs_;  // their rows; gone where one is a plain number
  std::vector<bool> needed_;
};

}  // namespace

Listing recorded_listing(const Tape& tape, const Interface& interface) {
  return Reader(recording_of(tape), interface).read();
}

}  // namespace wengert::detail
