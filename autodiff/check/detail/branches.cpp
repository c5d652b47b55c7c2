// SPDX-License-Identifier: MIT
#include "branches.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>
#include <variant>

#include "../../derivation/detail/scope.hpp"

namespace wengert::detail {
namespace {

using Kind = Expression::Kind;

constexpr std::size_t most_branches = 10'000;

bool is_branching(Operation operation) {
  switch (operation) {
    case Operation::Abs:
    case Operation::Relu:
    case Operation::Max:
    case Operation::Min:
    case Operation::Floor:
    case Operation::Ceil:
    case Operation::Round:
    case Operation::Trunc:
    case Operation::Fmod:
      return true;
    default:
      return false;
  }
}

double sign(double x) { return x < 0.0 ? -1.0 : 1.0; }

double side_of(Operation operation, double a, double b) {
  switch (operation) {
    case Operation::Max:
    case Operation::Min:
      return sign(a - b);
    case Operation::Fmod:
      return std::round((a - std::fmod(a, b)) / b);
    case Operation::Floor:
    case Operation::Ceil:
    case Operation::Round:
    case Operation::Trunc:
      return visit_row(operation, [&](auto type) -> double {
        using R = typename decltype(type)::type;
        if constexpr (R::facts.arity == 1) return R::value(a);
        return 0.0;
      });
    default:
      return sign(a);
  }
}

Lanes distance_of(Operation operation, const Lanes& a, const Lanes& b) {
  if (operation == Operation::Fmod) return a / b;
  return operation == Operation::Max || operation == Operation::Min ? a - b : a;
}

// By the table of hard points.
bool is_hard(Operation operation, double a, double b) {
  return visit_row(operation, [&](auto type) -> bool {
    using R = typename decltype(type)::type;
    if constexpr (requires { R::hard(a); }) return R::hard(a);
    if constexpr (requires { R::hard(a, b); }) return R::hard(a, b);
    if constexpr (requires { R::hard(a, b, a); }) return R::hard(a, b, R::value(a, b));
    return false;
  });
}

// Finds the branches of formulas, those of the functions they call included.
class BranchSearch {
 public:
  explicit BranchSearch(const Outline& outline) : outline_(outline) {}

  void formula(const Expression& e, const Sight<Lanes>& sight) {
    if (found.size() >= most_branches) return;
    for (const Expression& operand : e.operands) formula(operand, sight);
    if (e.kind == Kind::function) enter(outline_.function(e.text), e, sight);
    if (e.kind == Kind::function_slope) slope(e, sight);
    if (e.kind == Kind::operation || e.kind == Kind::operation_slope) operation(e, sight);
    if (e.kind == Kind::derivative) claim(e.text, sight);
  }

  void beside_derivatives(const Expression& e, const Sight<Lanes>& sight) {
    bool has_derivative = false;
    for_each_node(e, [&](const Expression& node) {
      has_derivative = has_derivative || node.kind == Kind::derivative;
    });
    if (!has_derivative) return formula(e, sight);
    for (const Expression& operand : e.operands) beside_derivatives(operand, sight);
  }

  void body(const Function& function, Table<Lanes>& locals, const Sight<Lanes>& sight) {
    const std::string outside = std::exchange(inside_, function.name);
    const Sight<Lanes> within = sight.inside(locals);
    for (const Definition& step : function.steps) {
      formula(step.value, within);
      locals.insert_or_assign(step.name, walk<Lanes>(step.value, within));
    }
    formula(function.result, within);
    inside_ = outside;
  }

  std::string definition;  // whose formula it is
  std::vector<Branch> found;

 private:
  void operation(const Expression& e, const Sight<Lanes>& sight) {
    if (!is_branching(e.operation)) return;
    const Lanes a = walk<Lanes>(e.operands[0], sight);
    const Lanes b = e.operands.size() > 1 ? walk<Lanes>(e.operands[1], sight) : Lanes(0.0);
    const Lanes side = lane_by_lane([&](std::size_t k) {
      const bool is_side =
          std::isfinite(a[k]) && std::isfinite(b[k]) && !is_hard(e.operation, a[k], b[k]);
      return is_side ? side_of(e.operation, a[k], b[k]) : std::numeric_limits<double>::quiet_NaN();
    });
    found.push_back({e, definition, inside_, distance_of(e.operation, a, b), side});
  }

  void enter(const Function* function, const Expression& e, const Sight<Lanes>& sight) {
    if (function == nullptr) return;
    Table<Lanes> locals;
    std::size_t k = 0;
    const auto give = [&](const Expression& argument) {
      if (k < function->parameters.size()) {
        locals.insert_or_assign(function->parameters[k++], walk<Lanes>(argument, sight));
      }
    };
    for (const Expression& operand : e.operands) {
      if (operand.kind != Kind::list) give(operand);
      if (operand.kind == Kind::list)
        std::for_each(operand.operands.begin(), operand.operands.end(), give);
    }
    body(*function, locals, sight);
  }

  void slope(const Expression& e, const Sight<Lanes>& sight) {
    if (const Function* claimed = outline_.slope(e.text)) return enter(claimed, e, sight);
    if (const Function* function = outline_.function(e.text)) return enter(function, e, sight);
    operation(e, sight);
  }

  void claim(const std::string& name, const Sight<Lanes>& sight) {
    if (!claims_.insert(name).second) return;
    for (const Statement& statement : outline_.derivation.statements) {
      const auto* claim = std::get_if<Claim>(&statement.content);
      if (claim != nullptr && !claim->rate && claim->name() == name) formula(claim->value, sight);
    }
  }

  const Outline& outline_;
  std::string inside_;
  std::set<std::string> claims_;
};

bool mentions_branches(const Expression& formula) {
  bool result = false;
  for_each_node(formula, [&](const Expression& node) {
    const bool is_row = node.kind == Kind::operation || is_slope(node);
    result = result || (is_row && is_branching(node.operation));
  });
  return result;
}

// relu(x - 2) is at its kink where x is 2.
std::string compared(const Expression& u, const char* relation, const Dialect& dialect) {
  const bool is_difference = is_operation(u, Operation::Subtract);
  const Expression zero = number_formula(0.0);
  return fmt::format("{} {} {}", formula_text(is_difference ? u.operands[0] : u, dialect), relation,
                     formula_text(is_difference ? u.operands[1] : zero, dialect));
}

std::string side_text(const Branch& branch, double side, const Dialect& dialect) {
  const Expression& at = branch.at;
  const char* const relation = side < 0.0 ? "<" : ">";
  const auto operand = [&](std::size_t k) { return formula_text(at.operands[k], dialect); };
  std::string text;
  switch (at.operation) {
    case Operation::Abs:
    case Operation::Relu:
      text = compared(at.operands[0], relation, dialect);
      break;
    case Operation::Max:
    case Operation::Min:
      text = fmt::format("{} {} {}", operand(0), relation, operand(1));
      break;
    case Operation::Fmod:
      text = fmt::format("trunc(({})/({})) = {}", operand(0), operand(1), side);
      break;
    default:
      text = fmt::format("{}({}) = {}", at.text, operand(0), side);
  }
  return branch.inside.empty() ? text : fmt::format("{} in {}", text, branch.inside);
}

std::string listed(const std::vector<std::string>& texts) {
  std::string text;
  for (std::size_t k = 0; k < texts.size(); ++k) {
    text += (k == 0 ? "" : k + 1 == texts.size() ? " and " : ", ") + texts[k];
  }
  return text;
}

std::string kinks_text(const std::vector<std::string>& kinks) {
  return kinks.empty()
             ? ""
             : fmt::format("the kink{} of {}", kinks.size() == 1 ? "" : "s", listed(kinks));
}

// How many of the lanes in question a branch puts on another side than `here`; of two that do as
// well, the one that leaves more agreeing lanes on this side.
std::pair<std::size_t, std::size_t> merit(const Branch& branch, const Agreements& agreements,
                                          const std::vector<std::size_t>& lanes, std::size_t here) {
  std::pair<std::size_t, std::size_t> result;
  for (const std::size_t lane : lanes) result.first += branch.is_same(lane, here) ? 0u : 1u;
  for (std::size_t k = 0; k < lane_count; ++k) {
    if (agreements[k] == Agreement::agrees && branch.is_same(k, here)) ++result.second;
  }
  return result;
}

}  // namespace

bool Branch::is_on_edge(std::size_t lane) const { return std::isnan(side[lane]); }
bool Branch::is_same(std::size_t lane, std::size_t other) const {
  return side[lane] == side[other];
}

bool Branch::is_at_same_place(const Branch& other) const {
  for (std::size_t k = 1; k < lane_count; ++k) {
    const double a = distance[k] * other.distance[0];
    const double b = other.distance[k] * distance[0];
    if (!(std::fabs(a - b) <= 1e-9 * (std::fabs(a) + std::fabs(b)))) return false;
  }
  return true;
}

bool has_branches(const Outline& outline) {
  const auto& statements = outline.derivation.statements;
  return std::any_of(statements.begin(), statements.end(), [](const Statement& statement) {
    if (const auto* definition = std::get_if<Definition>(&statement.content)) {
      return mentions_branches(definition->value);
    }
    const auto* function = std::get_if<Function>(&statement.content);
    if (function == nullptr) return false;
    return mentions_branches(function->result) ||
           std::any_of(function->steps.begin(), function->steps.end(),
                       [](const Definition& step) { return mentions_branches(step.value); });
  });
}

std::vector<Branch> branches_of_definitions(const Outline& outline, const Sight<Lanes>& sight) {
  BranchSearch search(outline);
  for (const Statement& statement : outline.derivation.statements) {
    const auto* definition = std::get_if<Definition>(&statement.content);
    if (definition == nullptr) continue;
    search.definition = definition->name;
    search.formula(definition->value, sight);
  }
  return std::move(search.found);
}

std::vector<Branch> branches_of_claims(const Outline& outline, const Sight<Lanes>& sight) {
  BranchSearch search(outline);
  for (const Statement& statement : outline.derivation.statements) {
    const auto* claim = std::get_if<Claim>(&statement.content);
    if (claim != nullptr) search.beside_derivatives(claim->value, sight);
  }
  return std::move(search.found);
}

std::vector<Branch> branches_of_claim(const Outline& outline, const Claim& claim,
                                      const Sight<Lanes>& sight) {
  BranchSearch search(outline);
  search.formula(claim.value, sight);
  return std::move(search.found);
}

std::vector<Branch> branches_of_function(const Outline& outline, const Function& claimed,
                                         const Lanes& at, const Sight<Lanes>& sight) {
  BranchSearch search(outline);
  Table<Lanes> locals;
  if (const Function* function = outline.function(claimed.name)) {
    locals.insert_or_assign(function->parameters.at(0), at);
    search.body(*function, locals, sight);
  } else if (const auto operation = operation_named(claimed.name)) {
    Expression row = name_formula(claimed.parameters.at(0));
    row = operation_formula(*operation, std::move(row), {});
    row.text = claimed.name;
    locals.insert_or_assign(claimed.parameters.at(0), at);
    search.formula(row, sight.inside(locals));
  }
  for (Branch& branch : search.found) branch.inside.clear();
  return std::move(search.found);
}

Sides sides_of(const std::vector<Branch>& branches, const Agreements& agreements, std::size_t here,
               const Dialect& dialect) {
  std::vector<std::size_t> lanes;  // that are still to be told apart
  for (std::size_t k = 0; k < lane_count; ++k) {
    if (agreements[k] == Agreement::differs) lanes.push_back(k);
  }
  std::vector<std::string> where, kinks;
  while (!lanes.empty()) {
    const Branch* best = nullptr;
    std::pair<std::size_t, std::size_t> most;
    for (const Branch& branch : branches) {
      if (branch.is_on_edge(here)) continue;
      const auto now = merit(branch, agreements, lanes, here);
      if (now > most) {
        best = &branch;
        most = now;
      }
    }
    if (best == nullptr || most.first == 0) return {};
    where.push_back(side_text(*best, best->side[here], dialect));
    kinks.push_back(formula_text(best->at, dialect));
    std::erase_if(lanes, [&](std::size_t lane) { return !best->is_same(lane, here); });
  }
  return {listed(where), kinks_text(kinks)};
}

}  // namespace wengert::detail
