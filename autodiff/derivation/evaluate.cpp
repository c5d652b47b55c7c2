// SPDX-License-Identifier: MIT
#include "evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../error.hpp"

namespace wengert {

namespace detail {
void throw_too_deep() {
  throw Error(
      "a derivation whose functions call one another at most 100 deep, and take slopes of "
      "slopes at most twice, was wanted");
}
}  // namespace detail

bool is_plain_number(const Expression& e) {
  if (e.kind == Expression::Kind::number) return true;
  const bool is_signed = e.kind == Expression::Kind::operation && e.operation == Operation::Negate;
  return is_signed && e.operands[0].kind == Expression::Kind::number;
}

// Turns trees into instructions: operands first, then what is done with them.
class Evaluator::Compiler {
 public:
  Compiler(const Evaluator& evaluator, const std::vector<std::string>& locals)
      : evaluator_(evaluator), locals_(locals) {}

  void add(const Expression& e) {
    using Kind = Expression::Kind;
    if (e.kind == Kind::number) return push({.code = Code::number, .number = e.number});
    if (e.kind == Kind::name || e.kind == Kind::derivative) return add_load(e);
    for (const Expression& operand : e.operands) add(operand);
    if (e.kind != Kind::list) add_step(e);
  }
  void add_store(std::size_t local) { push({.code = Code::store_local, .index = narrow(local)}); }
  Formula finish() { return {std::move(instructions_)}; }

 private:
  using Code = Instruction::Code;
  static std::uint32_t narrow(std::size_t n) { return static_cast<std::uint32_t>(n); }
  void push(Instruction i) { instructions_.push_back(i); }

  void add_load(const Expression& e) {
    const auto local = std::find(locals_.rbegin(), locals_.rend(), e.text);
    if (local == locals_.rend()) {
      return push({.code = Code::load, .index = narrow(evaluator_.slot(e.text))});
    }
    const auto index = static_cast<std::size_t>(locals_.rend() - local) - 1;
    push({.code = Code::load_local, .index = narrow(index)});
  }

  // Lists count as many operands as they have elements.
  static std::uint32_t width(const Expression& e) {
    std::size_t result = 0;
    for (const Expression& operand : e.operands) {
      result += operand.kind == Expression::Kind::list ? width(operand) : 1;
    }
    return narrow(result);
  }

  void add_step(const Expression& e) {
    using Kind = Expression::Kind;
    Instruction i{.code = Code::operation, .operation = e.operation, .count = width(e)};
    if (e.kind == Kind::operation_slope) i.code = Code::operation_slope;
    if (e.kind == Kind::function) {
      i.code = Code::call;
      i.index = find(evaluator_.functions_by_name_, e);
    }
    if (e.kind == Kind::function_slope) {
      const bool is_claimed = evaluator_.slopes_by_name_.contains(e.text);
      i.code = is_claimed ? Code::claimed_slope : Code::own_slope;
      i.index = find(is_claimed ? evaluator_.slopes_by_name_ : evaluator_.functions_by_name_, e);
    }
    push(i);
  }

  static std::uint32_t find(const std::unordered_map<std::string, std::uint32_t>& index,
                            const Expression& e) {
    const auto found = index.find(e.text);
    if (found == index.end()) {
      throw Error(fmt::format("the derivation has no function {}", e.text));
    }
    return found->second;
  }

  const Evaluator& evaluator_;
  const std::vector<std::string>& locals_;
  std::vector<Instruction> instructions_;
};

Evaluator::Evaluator(const Derivation& derivation) {
  for (const Statement& s : derivation.statements) {
    if (const auto* variable = std::get_if<Variable>(&s.content)) add_slot(variable->name, nullptr);
    if (const auto* d = std::get_if<Definition>(&s.content)) add_slot(d->name, &d->value);
    if (const auto* f = std::get_if<Function>(&s.content)) add_function(*f, false);
    if (const auto* c = std::get_if<SlopeClaim>(&s.content)) add_function(c->slope, true);
    const auto* claim = std::get_if<Claim>(&s.content);
    if (claim != nullptr && !claim->rate) add_slot(claim->name(), &claim->value);
  }
}

void Evaluator::add_slot(const std::string& name, const Expression* value) {
  double own = std::numeric_limits<double>::quiet_NaN();
  Formula formula;
  if (value != nullptr) {
    formula = compile(*value);
    if (is_plain_number(*value)) {
      own = Evaluator::value<double>(formula, std::span<const double>());
      // A claimed number is no input: it cannot be set to another value.
      if (name[0] != 'd' || name.find('/') == std::string::npos) formula = {};
    }
  }
  slots_.emplace(name, names_.size());
  names_.push_back(name);
  formulas_.push_back(std::move(formula));
  own_numbers_.push_back(own);
}

void Evaluator::add_function(const Function& function, bool is_slope) {
  std::vector<std::string> locals = function.parameters;
  Compiler compiler(*this, locals);
  for (const Definition& step : function.steps) {
    compiler.add(step.value);
    compiler.add_store(locals.size());
    locals.push_back(step.name);
  }
  compiler.add(function.result);
  const auto index = static_cast<std::uint32_t>(functions_.size());
  functions_.push_back({static_cast<std::uint32_t>(function.parameters.size()),
                        static_cast<std::uint32_t>(locals.size()), compiler.finish()});
  (is_slope ? slopes_by_name_ : functions_by_name_).emplace(function.name, index);
}

std::size_t Evaluator::slot(const std::string& name) const {
  const auto found = slots_.find(name);
  if (found == slots_.end()) throw Error(fmt::format("the derivation has no {}", name));
  return found->second;
}

Formula Evaluator::compile(const Expression& e) const { return compile(e, {}); }

Formula Evaluator::compile(const Expression& e, const std::vector<std::string>& locals) const {
  Compiler compiler(*this, locals);
  compiler.add(e);
  return compiler.finish();
}

const detail::CompiledFunction& Evaluator::function_named(
    const std::unordered_map<std::string, std::uint32_t>& index, const std::string& name) const {
  const auto found = index.find(name);
  if (found == index.end()) throw Error(fmt::format("the derivation has no function {}", name));
  return functions_[found->second];
}

}  // namespace wengert
