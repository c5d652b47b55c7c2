// SPDX-License-Identifier: MIT
#include "outline.hpp"

#include <algorithm>
#include <variant>

#include "walk.hpp"

namespace wengert::detail {
namespace {

// A formula of numbers only.
struct NoNames {
  [[noreturn]] static double none() { throw Error("a formula without names has a name"); }
  double name(const std::string&) const { none(); }
  double derivative(const std::string&) const { none(); }
  double function(const Expression&, const std::vector<double>&) const { none(); }
  double slope(const Expression&, double) const { none(); }
};

template <class Map>
auto find(const Map& map, const std::string& name) -> decltype(map.begin()->second) {
  const auto found = map.find(name);
  return found == map.end() ? nullptr : found->second;
}

}  // namespace

bool is_of_numbers(const Expression& e) {
  bool result = true;
  for_each_node(e, [&](const Expression& node) {
    using Kind = Expression::Kind;
    result = result && (node.kind == Kind::number || node.kind == Kind::operation ||
                        node.kind == Kind::operation_slope || node.kind == Kind::list);
  });
  return result;
}

Outline::Outline(const Derivation& d) : derivation(d) {
  for (std::size_t i = 0; i < d.statements.size(); ++i) {
    const auto& content = d.statements[i].content;
    if (const auto* variable = std::get_if<Variable>(&content)) {
      inputs.push_back({variable->name, i, {}});
      statement_of[variable->name] = i;
    } else if (const auto* definition = std::get_if<Definition>(&content)) {
      add(*definition, i);
    } else if (const auto* function = std::get_if<Function>(&content)) {
      functions_[function->name] = function;
    } else if (const auto* claim = std::get_if<SlopeClaim>(&content)) {
      slopes_[claim->slope.name] = &claim->slope;
    } else if (const auto* derivative = std::get_if<Claim>(&content)) {
      claimed[derivative->of].push_back(derivative->by);
    }
  }
  find_common_rate();
}

// The name that most updates have as their rate.
void Outline::find_common_rate() {
  std::unordered_map<std::string, std::size_t> uses;
  std::size_t most = 0;
  for (const Statement& statement : derivation.statements) {
    const auto* claim = std::get_if<Claim>(&statement.content);
    if (claim == nullptr || !claim->rate || claim->rate->kind != Expression::Kind::name) continue;
    const std::size_t n = ++uses[claim->rate->text];
    if (n > most) {
      most = n;
      common_rate_ = &*claim->rate;
    }
  }
}

const Expression* Outline::rate_missed_by(const Claim& claim) const {
  if (!claim.rate || common_rate_ == nullptr) return nullptr;
  const bool has_it =
      claim.rate->kind == common_rate_->kind && claim.rate->text == common_rate_->text;
  return has_it ? nullptr : common_rate_;
}

void Outline::add(const Definition& definition, std::size_t statement) {
  statement_of[definition.name] = statement;
  if (is_of_numbers(definition.value)) {
    inputs.push_back({definition.name, statement, walk<double>(definition.value, NoNames{})});
    return;
  }
  definitions_[definition.name] = &definition;
  for_each_node(definition.value, [&](const Expression& node) {
    if (node.kind == Expression::Kind::derivative) definitions_use_claims_ = true;
  });
}

const Function* Outline::function(const std::string& name) const { return find(functions_, name); }
const Function* Outline::slope(const std::string& name) const { return find(slopes_, name); }
const Definition* Outline::definition(const std::string& name) const {
  return find(definitions_, name);
}

bool Outline::has_own_numbers() const {
  return std::all_of(inputs.begin(), inputs.end(),
                     [](const Input& input) { return input.own.has_value(); });
}

}  // namespace wengert::detail
