// SPDX-License-Identifier: MIT
#include "derivation_check.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <variant>

#include "detail/forward_search.hpp"
#include "detail/judge.hpp"

namespace wengert {
namespace {

using namespace detail;

std::vector<std::size_t> lines_of(const Derivation& derivation,
                                  const std::vector<std::size_t>& statements) {
  std::vector<std::size_t> lines;
  lines.reserve(statements.size());
  for (const std::size_t i : statements) lines.push_back(derivation.statements[i].place.line);
  return lines;
}

// What is written and wanted in a line that needs several changes is all of it.
Repair joined(const ForwardRepair& forward, const Workspace& workspace, const Dialect& dialect) {
  const Statement& statement = workspace.outline().derivation.statements[forward.statement];
  LineText line = line_text(statement, dialect);
  Repair result;
  for (const FoundRepair& step : forward.steps) {
    const Repair repair = to_repair(step, line, workspace.outline(), dialect);
    if (result.line.empty()) {
      result = repair;
    } else {
      result.written += "', '" + repair.written;
      result.wanted += "', '" + repair.wanted;
      result.cost += repair.cost;
    }
    result.line = line.source = repair.line;
  }
  return result;
}

// Whether a definition gets a sign or a factor as a whole: L = -(t - y)^2.
bool scales_the_whole(const FoundRepair& repair) {
  const bool scales = repair.slip == Slip::sign || repair.slip == Slip::missing_factor;
  return scales && canonical_text(repair.after) == canonical_text(repair.formula);
}

ClaimReport definition_report(const ForwardRepair& forward, Workspace& workspace,
                              Workspace& repaired) {
  const Derivation& derivation = workspace.outline().derivation;
  const Statement& statement = derivation.statements[forward.statement];
  ClaimReport report;
  report.subject = Subject::definition;
  report.verdict = Verdict::disagree;
  report.place = statement.place;
  report.name = std::get<Definition>(statement.content).name;
  report.source = statement.source;
  report.repairs = {joined(forward, workspace, dialect_of(derivation))};
  report.factor = report.repairs.front().written;
  report.wanted = report.repairs.front().wanted;
  const std::size_t first = workspace.has_own_numbers() ? 0 : 1;
  const Lanes hand = workspace.model().truly().name(report.name);
  const Lanes truth = repaired.model().truly().name(report.name);
  for (std::size_t k = first; k < lane_count; ++k) {
    const bool agrees = agree(hand[k], truth[k], workspace.tolerance());
    report.points.push_back({k == 0, hand[k], truth[k], agrees, true});
  }
  report.hand = hand[first];
  report.truth = truth[first];
  report.ratio = hand[first] / truth[first];
  report.error = hand[first] - truth[first];
  report.notes.push_back(fmt::format(
      "the claims in lines {} are right with it, and would be wrong as it stands; all claims are "
      "judged with it repaired",
      fmt::join(lines_of(derivation, forward.cured), ", ")));
  return report;
}

class Check {
 public:
  Check(const Derivation& derivation, const CheckOptions& options)
      : derivation_(derivation), options_(options), budget_{options.repair_budget} {}

  DerivationReport run() {
    Workspace workspace(derivation_, options_.seed, options_.tolerance);
    const OwnBranch branch(workspace, options_.seed);
    DerivationReport report;
    report.file = derivation_.file;
    report.has_own_numbers = workspace.has_own_numbers();
    report.random_points = lane_count - 1;
    report.notes = derivation_.notes;
    Budget forward_budget{options_.repair_budget};
    const auto forward = repair_forward(workspace, branch, 2, forward_budget);
    if (forward) {
      judge_repaired(*forward, workspace, report);
    } else {
      report.claims = Judge(workspace, &branch, options_, budget_).run();
      name_the_other_way(workspace, branch, forward_budget, report);
      name_what_is_no_number(workspace, report);
    }
    report.out_of_budget = budget_.is_used_up() || forward_budget.is_used_up();
    return report;
  }

 private:
  void judge_repaired(const ForwardRepair& forward, Workspace& workspace,
                      DerivationReport& report) {
    Workspace repaired(forward.repaired, options_.seed, options_.tolerance);
    const OwnBranch branch(repaired, options_.seed);
    report.claims = Judge(repaired, &branch, options_, budget_).run();
    report.claims.push_back(definition_report(forward, workspace, repaired));
    sort_by_line(report);
  }

  // A single wrong claim may also be right, and the forward pass wrong. Among others that agree a
  // sign or a factor is not sought there: it is wanted to make that one claim right.
  void name_the_other_way(Workspace& workspace, const OwnBranch& branch, Budget& budget,
                          DerivationReport& report) {
    const auto by_definitions = [](const ClaimReport& claim) {
      return claim.subject == Subject::derivative || claim.subject == Subject::update;
    };
    const auto wrong = [&](const ClaimReport& claim) {
      return claim.verdict == Verdict::disagree && by_definitions(claim);
    };
    if (std::count_if(report.claims.begin(), report.claims.end(), wrong) != 1) return;
    const auto forward = repair_forward(workspace, branch, 1, budget);
    if (!forward || forward->steps.size() != 1) return;
    const bool is_alone =
        std::count_if(report.claims.begin(), report.claims.end(), by_definitions) == 1;
    if (!is_alone && scales_the_whole(forward->steps.front())) return;
    const auto claim = std::find_if(report.claims.begin(), report.claims.end(), wrong);
    claim->elsewhere.push_back(joined(*forward, workspace, dialect_of(derivation_)));
  }

  // Where nothing is a number, no claim can be judged: the first such line is what to look at.
  void name_what_is_no_number(Workspace& workspace, DerivationReport& report) const {
    for (const Statement& statement : derivation_.statements) {
      const auto* definition = std::get_if<Definition>(&statement.content);
      if (definition == nullptr) continue;
      const Lanes value = workspace.model().truly().name(definition->name);
      if (std::any_of(value.values.begin() + 1, value.values.end(),
                      [](double x) { return std::isfinite(x); })) {
        continue;
      }
      ClaimReport claim;
      claim.subject = Subject::definition;
      claim.verdict = Verdict::unresolved;
      claim.place = statement.place;
      claim.name = definition->name;
      claim.source = statement.source;
      claim.notes.push_back(
          fmt::format("{} is not a number at any random point", definition->name));
      report.claims.push_back(std::move(claim));
      sort_by_line(report);
      return;
    }
  }

  static void sort_by_line(DerivationReport& report) {
    std::stable_sort(
        report.claims.begin(), report.claims.end(),
        [](const ClaimReport& a, const ClaimReport& b) { return a.place.line < b.place.line; });
  }

  const Derivation& derivation_;
  const CheckOptions& options_;
  Budget budget_;
};

}  // namespace

DerivationReport check(const Derivation& derivation, const CheckOptions& options) {
  return Check(derivation, options).run();
}

}  // namespace wengert
