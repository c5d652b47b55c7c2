// SPDX-License-Identifier: MIT
#include "target.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <variant>

#include "../../derivation/detail/scope.hpp"
#include "words.hpp"

namespace wengert::detail {
namespace {

std::vector<Repair> in_words(const std::vector<FoundRepair>& found, const LineText& line,
                             const Outline& outline, const Dialect& dialect) {
  std::vector<Repair> repairs;
  repairs.reserve(found.size());
  for (const FoundRepair& repair : found) {
    repairs.push_back(to_repair(repair, line, outline, dialect));
  }
  return repairs;
}

// w += ...: what is wrong is the sign of the assignment.
void mark_assignment(std::vector<Repair>& repairs, const std::vector<FoundRepair>& found,
                     const Statement& statement) {
  const std::size_t at = statement.source.find("+=");
  if (at == std::string::npos) return;
  for (std::size_t k = 0; k < repairs.size(); ++k) {
    const bool is_whole =
        found[k].slip == Slip::sign && is_operation(found[k].before, Operation::Negate);
    if (!is_whole) continue;
    Repair& repair = repairs[k];
    repair.written = "+=";
    repair.wanted = "-=";
    repair.why = "the step goes uphill";
    repair.place = statement.place;
    repair.place.column += characters_before(statement.source, at);
    repair.line = statement.source;
    repair.line.replace(at, 2, "-=");
  }
}

}  // namespace

std::vector<Repair> repairs_of_claim(Workspace& workspace, std::size_t k, Budget& budget,
                                     const Dialect& dialect) {
  const Outline& outline = workspace.outline();
  Model<Lanes>& model = workspace.model();
  const ClaimValues<Lanes> values = model.claims()[k];
  const Statement& statement = outline.derivation.statements[values.statement];
  const Claim& claim = std::get<Claim>(statement.content);
  Vocabulary words = words_above(outline, values.statement, claim.value);
  add_paths(words, model, claim);
  LineText line = line_text(statement, dialect);
  Expression formula = claim.value;
  Lanes scale(1.0);
  if (const Expression* rate = outline.rate_missed_by(claim)) {
    // The rate is part of what may be wrong.
    line.head = assignment_head(statement.source);
    const bool has_rate = claim.rate->kind != Expression::Kind::number ||
                          statement.source.find(claim.rate->text) != std::string::npos;
    if (has_rate) {
      formula = operation_formula(Operation::Multiply, *claim.rate, claim.value, claim.value.place);
    }
    scale = walk<Lanes>(*rate, model.truly());
  }
  const auto value = [&] { return walk<Lanes>(formula, model.truly()) / scale; };
  const std::vector<FoundRepair> found =
      find_repairs(formula, words, values.truth, workspace.tolerance(), budget, value);
  std::vector<Repair> repairs = in_words(found, line, outline, dialect);
  mark_assignment(repairs, found, statement);
  return repairs;
}

SlopeValues slope_values(Workspace& workspace, const Function& slope, std::uint64_t seed) {
  const Sight<Lanes> hand = workspace.model().by_hand();
  const Sight<Lanes> truth = workspace.model().truly();
  Expression call;
  call.kind = Expression::Kind::function_slope;
  call.text = slope.name;
  call.operation = operation_named(slope.name).value_or(Operation::constant);
  PointSource source(seed);
  SlopeValues values;
  Lanes finite(0.0);
  for (std::size_t attempt = 0; attempt < most_attempts; ++attempt) {
    for (std::size_t k = 0; k < lane_count; ++k) {
      const double drawn = source.draw(attempt, {});
      if (finite[k] == 0.0) values.at[k] = drawn;
    }
    values.truth = truth.slope(call, values.at);
    for (std::size_t k = 0; k < lane_count; ++k) {
      finite[k] = std::isfinite(values.truth[k]) ? 1.0 : 0.0;
    }
    if (Number<Lanes>::holds(finite)) break;
  }
  values.hand = hand.apply(slope, {values.at});
  return values;
}

std::vector<Repair> repairs_of_slope(Workspace& workspace, std::size_t statement,
                                     const SlopeValues& values, Budget& budget,
                                     const Dialect& dialect) {
  const Outline& outline = workspace.outline();
  const Statement& written = outline.derivation.statements[statement];
  Function slope = std::get<SlopeClaim>(written.content).slope;
  Vocabulary words = words_above(outline, statement, slope.result);
  for (const std::string& parameter : slope.parameters) {
    words.names.push_back(name_formula(parameter));
    words.factors.push_back(name_formula(parameter));
  }
  const Sight<Lanes> truth = workspace.model().truly();
  const auto value = [&] { return truth.apply(slope, {values.at}); };
  std::vector<Repair> repairs;
  const auto try_on = [&](Expression& formula, const std::string& head) {
    const LineText line{written.place, written.source, head};
    const auto found =
        find_repairs(formula, words, values.truth, workspace.tolerance(), budget, value);
    for (Repair& repair : in_words(found, line, outline, dialect)) {
      repairs.push_back(std::move(repair));
    }
  };
  for (std::size_t k = 0; k < slope.steps.size(); ++k) {
    words.names.push_back(name_formula(slope.steps[k].name));
    words.factors.push_back(name_formula(slope.steps[k].name));
    try_on(slope.steps[k].value, slope.steps[k].name + " = ");
  }
  const bool is_body = written.source.find("def ") != std::string::npos;
  try_on(slope.result, is_body ? "return " : assignment_head(written.source));
  std::stable_sort(repairs.begin(), repairs.end(),
                   [](const Repair& a, const Repair& b) { return a.cost < b.cost; });
  return repairs;
}

std::vector<Repair> repairs_of_function(Workspace& workspace, const Function& slope,
                                        const SlopeValues& values, Budget& budget,
                                        const Dialect& dialect) {
  const Outline& outline = workspace.outline();
  const auto& statements = outline.derivation.statements;
  const auto written =
      std::find_if(statements.begin(), statements.end(), [&](const Statement& statement) {
        const auto* function = std::get_if<Function>(&statement.content);
        return function != nullptr && function->name == slope.name;
      });
  if (written == statements.end()) return {};
  Function function = std::get<Function>(written->content);
  const auto place = static_cast<std::size_t>(written - statements.begin());
  Vocabulary words = words_above(outline, place, function.result);
  words.names.push_back(name_formula(function.parameters.at(0)));
  words.factors.push_back(words.names.back());
  const Sight<Lanes> truth = workspace.model().truly();
  // f' may be claimed in terms of f, and is then claimed anew with every change of f.
  Derivation changed = outline.derivation;
  const Outline changed_outline(changed);
  const Sight<Lanes> hand = truth.in(changed_outline);
  Function& tried = std::get<Function>(changed.statements[place].content);
  const Function& claimed = *changed_outline.slope(slope.name);
  std::vector<FoundRepair> found;
  const auto gap = [&] {
    return hand.apply(claimed, {values.at}) / hand.true_slope(tried, values.at);
  };
  found = find_repairs(tried.result, words, Lanes(1.0), workspace.tolerance(), budget, gap);
  const bool is_body = written->source.find("def ") != std::string::npos;
  const LineText line{written->place, written->source,
                      is_body ? "return " : assignment_head(written->source)};
  return in_words(found, line, outline, dialect);
}

}  // namespace wengert::detail
