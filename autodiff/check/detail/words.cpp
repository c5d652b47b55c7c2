// SPDX-License-Identifier: MIT
#include "words.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>
#include <variant>

#include "agreement.hpp"

namespace wengert::detail {
namespace {

using Kind = Expression::Kind;

constexpr std::size_t most_phrases = 100;
constexpr std::size_t most_paths = 40;
constexpr std::size_t most_names = 150;

class WordList {
 public:
  explicit WordList(const Outline& outline) : outline_(outline) {}

  void read(const Statement& statement) {
    std::visit([&](const auto& content) { add(content); }, statement.content);
  }
  Vocabulary finish() {
    for (const Expression& name : words_.names) words_.factors.push_back(name);
    for (Expression& phrase : phrases_) words_.factors.push_back(std::move(phrase));
    return std::move(words_);
  }

 private:
  void add(const Variable& variable) { add_name(name_formula(variable.name)); }
  void add(const Definition& definition) {
    add_name(name_formula(definition.name));
    const Expression& value = definition.value;
    if (is_call(value) && !is_slope(value) && value.operands.size() == 1 &&
        value.operands[0].kind != Kind::list) {
      words_.arguments.emplace_back(definition.name, value.operands[0]);
      Expression slope = value;
      slope.kind = value.kind == Kind::function ? Kind::function_slope : Kind::operation_slope;
      add_phrase(std::move(slope));
    }
    add_pieces(value);
  }
  void add(const Function& function) {
    if (function.parameters.size() == 1) {
      Expression e;
      e.kind = Kind::function;
      e.text = function.name;
      add_function(std::move(e));
    }
    add_pieces(function.result);
  }
  void add(const SlopeClaim& claim) { add_pieces(claim.slope.result); }
  void add(const Claim& claim) {
    if (!claim.rate) add_name(derivative_formula(claim.of, claim.by));
    add_pieces(claim.value);
  }
  void add(const PrintedNumber&) {}

  void add_name(Expression name) {
    if (names_.insert(name.text).second) words_.names.push_back(std::move(name));
  }
  void add_function(Expression e) {
    if (functions_.insert(e.text).second) words_.functions.push_back(std::move(e));
  }
  void add_phrase(Expression e) {
    if (phrases_.size() < most_phrases && texts_.insert(formula_text(e)).second) {
      phrases_.push_back(std::move(e));
    }
  }

  // Functions that occur, and factors that are more than a name.
  void add_pieces(const Expression& e) {
    for_each_node(e, [&](const Expression& node) {
      if (is_operation(node, Operation::Multiply)) {
        for (const Expression& factor : node.operands) add_factor(factor);
      }
      if (node.operands.size() != 1 || node.operands[0].kind == Kind::list) return;
      if (node.kind == Kind::operation && is_call(node)) {
        Expression function = node;
        function.operands.clear();
        add_function(std::move(function));
      }
    });
    add_factor(e);
  }
  void add_factor(const Expression& e) {
    const bool is_sum = is_operation(e, Operation::Add) || is_operation(e, Operation::Subtract);
    if (uses_globals_only(e) && (is_sum || is_call(e))) add_phrase(e);
  }
  // No parameter of a function, which means nothing outside of it.
  bool uses_globals_only(const Expression& e) const {
    bool result = true;
    for_each_node(e, [&](const Expression& node) {
      if (node.kind == Kind::name && !outline_.statement_of.contains(node.text)) result = false;
    });
    return result;
  }

  const Outline& outline_;
  Vocabulary words_;
  std::vector<Expression> phrases_;
  std::unordered_set<std::string> names_, functions_, texts_;
};

std::string letters(const std::string& name) {
  std::string result;
  for (const char c : name) {
    if (c < '0' || c > '9') result += c;
  }
  return result;
}

// The statements above one, or of very many those nearest to what its formula uses; functions
// always.
std::vector<std::size_t> statements_near(const Outline& outline, std::size_t statement,
                                         const Expression& formula) {
  std::vector<std::size_t> result(statement);
  for (std::size_t i = 0; i < statement; ++i) result[i] = i;
  if (statement <= most_names) return result;
  std::vector<std::size_t> used{statement};
  for_each_node(formula, [&](const Expression& node) {
    const auto found = outline.statement_of.find(node.text);
    if (node.kind == Kind::name && found != outline.statement_of.end())
      used.push_back(found->second);
  });
  const auto distance = [&](std::size_t i) {
    const auto& content = outline.derivation.statements[i].content;
    if (std::holds_alternative<Function>(content)) return std::size_t{0};
    std::size_t least = statement;
    for (const std::size_t u : used) least = std::min(least, u > i ? u - i : i - u);
    return least;
  };
  std::stable_sort(result.begin(), result.end(),
                   [&](std::size_t a, std::size_t b) { return distance(a) < distance(b); });
  result.resize(most_names);
  std::sort(result.begin(), result.end());
  return result;
}

// Levenshtein's distance (V. I. Levenshtein, 1966).
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

Vocabulary words_above(const Outline& outline, std::size_t statement, const Expression& formula) {
  WordList list(outline);
  for (const std::size_t i : statements_near(outline, statement, formula)) {
    list.read(outline.derivation.statements[i]);
  }
  return list.finish();
}

std::vector<std::string> names_below(const Outline& outline, const std::string& name) {
  std::vector<std::string> found{name};
  std::unordered_set<std::string> seen{name};
  for (std::size_t k = 0; k < found.size(); ++k) {
    const Definition* definition = outline.definition(found[k]);
    if (definition == nullptr) continue;
    for_each_node(definition->value, [&](const Expression& node) {
      if (node.kind == Kind::name && seen.insert(node.text).second) found.push_back(node.text);
    });
  }
  found.erase(found.begin());
  return found;
}

void add_paths(Vocabulary& words, Model<Lanes>& model, const Claim& claim) {
  std::vector<std::string> between = names_below(model.outline(), claim.of);
  std::erase_if(between, [&](const std::string& name) {
    return name == claim.by || model.outline().definition(name) == nullptr;
  });
  if (between.size() > most_paths) return;
  // What all paths contribute is the whole; of names one behind the other, the first is enough.
  std::vector<Lanes> seen{model.derivative(claim.of, claim.by)};
  for (const std::string& name : between) {
    const Lanes share = model.derivative(claim.of, name) * model.derivative(name, claim.by);
    const auto same = [&](const Lanes& other) {
      return Agreements(other, share, 1e-9).agree_at_random();
    };
    if (Number<Lanes>::is_zero(share) || std::any_of(seen.begin(), seen.end(), same)) continue;
    seen.push_back(share);
    words.terms.push_back(operation_formula(Operation::Multiply, derivative_formula(claim.of, name),
                                            derivative_formula(name, claim.by), {}));
  }
}

double unlikeness(const std::string& a, const std::string& b) {
  if (letters(a) == letters(b)) return 0.0;
  if (a.find(b) != std::string::npos || b.find(a) != std::string::npos) return 0.2;
  const double longer = static_cast<double>(std::max(a.size(), b.size()));
  return 0.3 + 0.7 * static_cast<double>(edit_distance(a, b)) / longer;
}

}  // namespace wengert::detail
