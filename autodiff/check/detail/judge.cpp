// SPDX-License-Identifier: MIT
#include "judge.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <variant>

#include "assumption.hpp"
#include "factor_search.hpp"
#include "printed_number.hpp"

namespace wengert::detail {
namespace {

using Kind = Expression::Kind;

constexpr std::size_t most_elsewhere = 3;

std::string slope_name(const Function& slope) {
  return fmt::format("{}'({})", slope.name, fmt::join(slope.parameters, ", "));
}

// The lane that shows the two sides: its own numbers, unless they hide the difference.
std::size_t shown_lane(const Agreements& agreements, bool has_own) {
  const bool differs = agreements.differ_at_random();
  if (has_own && (agreements[0] == Agreement::differs ||
                  (!differs && agreements[0] != Agreement::undecided))) {
    return 0;
  }
  const Agreement wanted = differs ? Agreement::differs : Agreement::agrees;
  for (std::size_t k = 1; k < lane_count; ++k) {
    if (agreements[k] == wanted) return k;
  }
  return has_own ? 0 : 1;
}

bool is_right_at_own_numbers(const Workspace& workspace, const Agreements& agreements) {
  return workspace.has_own_numbers() && agreements[0] == Agreement::agrees;
}

bool is_number_for_name(const Repair& repair, const std::string& input, double own) {
  if (repair.wanted == input) return std::strtod(repair.written.c_str(), nullptr) == own;
  if (repair.written == input) return std::strtod(repair.wanted.c_str(), nullptr) == own;
  return false;
}

}  // namespace

Judge::Judge(Workspace& workspace, const OwnBranch* branch, const CheckOptions& options,
             Budget& budget)
    : workspace_(workspace),
      branch_(branch),
      outline_(workspace.outline()),
      options_(options),
      budget_(budget),
      dialect_(dialect_of(outline_.derivation)) {}

std::vector<ClaimReport> Judge::run() {
  std::vector<ClaimReport> reports;
  std::size_t claims = 0;
  const auto& statements = outline_.derivation.statements;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const auto& content = statements[i].content;
    if (std::holds_alternative<Claim>(content)) {
      reports.push_back(judge_claim(claims++));
    } else if (const auto* slope = std::get_if<SlopeClaim>(&content)) {
      reports.push_back(judge_slope(i, slope->slope));
    } else if (std::holds_alternative<PrintedNumber>(content)) {
      reports.push_back(judge_number(i));
    } else {
      continue;
    }
    limit_repairs(reports.back());
    remember(reports.back(), i);
  }
  return reports;
}

ClaimReport Judge::started(std::size_t statement, Subject subject, std::string name) const {
  const Statement& written = outline_.derivation.statements[statement];
  ClaimReport report;
  report.subject = subject;
  report.place = written.place;
  report.name = std::move(name);
  report.source = written.source;
  return report;
}

void Judge::fill_numbers(ClaimReport& report, const Lanes& hand, const Lanes& truth,
                         const Agreements& agreements) const {
  const bool has_own = workspace_.has_own_numbers() && report.subject != Subject::slope;
  const std::size_t first = has_own ? 0 : 1;
  for (std::size_t k = first; k < lane_count; ++k) {
    report.points.push_back({k == 0, hand[k], truth[k], agreements[k] == Agreement::agrees,
                             agreements[k] != Agreement::undecided});
  }
  const std::size_t lane = shown_lane(agreements, has_own);
  report.shown = lane - first;
  report.hand = hand[lane];
  report.truth = truth[lane];
  report.ratio = hand[lane] / truth[lane];
  report.error = hand[lane] - truth[lane];
}

// Of what is right at the random points.
void Judge::judge_by_own_numbers(ClaimReport& report, std::size_t k,
                                 const Agreements& agreements) const {
  if (!workspace_.has_own_numbers()) return;
  if (agreements[0] == Agreement::undecided) {
    report.notes.push_back(
        "at the file's own numbers rounding hides it (saturation, overflow, or not a number)");
  }
  if (agreements[0] != Agreement::differs) return;
  report.verdict = Verdict::disagree;
  std::string text = "it is right at the random points, but not at the file's own numbers";
  for (const Branch& branch : workspace_.branches_behind(k)) {
    if (!branch.is_on_edge(0)) continue;
    report.verdict = Verdict::unresolved;
    text += fmt::format(": they are at the kink of {}, where there is no derivative",
                        formula_text(branch.at, dialect_));
    break;
  }
  report.notes.push_back(std::move(text));
}

ClaimReport Judge::judge_claim(std::size_t k) {
  if (branch_ == nullptr || branch_->workspace == nullptr) return judge_at_points(k);
  if (branch_->is_meant[k]) return judge_on_one_side(k);
  ClaimReport report = judge_at_points(k);
  // A repair that is right on all sides is the better one; where there is none, one for this side.
  constexpr double of_one_token = 2.9;
  const bool is_repaired = !report.repairs.empty() && report.repairs.front().cost < of_one_token;
  if (report.verdict != Verdict::inherited && !is_repaired &&
      branch_->workspace->by_hand(k).differ_at_random()) {
    ClaimReport on_side = judge_in_branch(k);
    if (on_side.verdict == Verdict::disagree) return on_side;
  }
  return report;
}

ClaimReport Judge::judge_on_one_side(std::size_t k) {
  ClaimReport report = judge_in_branch(k);
  if (report.verdict != Verdict::agree) return report;
  const Sides sides = sides_of(workspace_.branches_behind(k), workspace_.by_hand(k), 0, dialect_);
  report.branch = sides.where;
  report.notes.push_back(sides.where.empty()
                             ? "right in the branch of the file's own numbers only"
                             : fmt::format("right only where {}, the file's own side of {}",
                                           sides.where, sides.kinks));
  return report;
}

ClaimReport Judge::judge_in_branch(std::size_t k) {
  Judge judge(*branch_->workspace, nullptr, options_, budget_);
  judge.wrong_ = wrong_;
  return judge.judge_at_points(k);
}

ClaimReport Judge::judge_at_points(std::size_t k) {
  const ClaimValues<Lanes> values = workspace_.model().claims()[k];
  const Statement& statement = outline_.derivation.statements[values.statement];
  const Claim& claim = std::get<Claim>(statement.content);
  ClaimReport report =
      started(values.statement, claim.rate ? Subject::update : Subject::derivative, claim.name());
  const Agreements by_hand = workspace_.by_hand(k);
  const Agreements alone = workspace_.alone(k);
  fill_numbers(report, values.hand, values.truth, by_hand);
  if (by_hand.agree_at_random()) {
    judge_by_own_numbers(report, k, by_hand);
    if (alone.differ_at_random()) {
      report.notes.push_back(fmt::format("right only because it undoes what is wrong in line {}",
                                         fmt::join(blamed(claim.value), ", ")));
    }
  } else if (is_of_numbers(claim.value) && (relative_rounding(claim.value) > 0.0 ||
                                            is_right_at_own_numbers(workspace_, by_hand))) {
    judge_number_claim(report, claim);
  } else if (!by_hand.differ_at_random()) {
    report.verdict = Verdict::unresolved;
    report.notes.push_back("at too few random points both sides are numbers that can be compared");
  } else if (!alone.differ_at_random()) {
    report.verdict = Verdict::inherited;
    report.because = blamed(claim.value);
  } else {
    report.verdict = Verdict::disagree;
    note_by_itself(report, values);
    find_what_is_wrong(report, k, by_hand);
  }
  return report;
}

// dL/dw1 = -0.952*0.249*(-0.0904): worked out at the file's own numbers, and as exact as its
// digits.
void Judge::judge_number_claim(ClaimReport& report, const Claim& claim) const {
  if (!workspace_.has_own_numbers()) {
    report.verdict = Verdict::unresolved;
    report.notes.push_back("it is a number, and the file does not give all that it is of");
    return;
  }
  const Compared& own = report.points.front();
  report.shown = 0;
  report.hand = own.hand;
  report.truth = own.truth;
  report.ratio = own.hand / own.truth;
  report.error = own.hand - own.truth;
  const double rounding = relative_rounding(claim.value);
  const bool agrees = own.agrees || agree(own.hand, own.truth, rounding);
  report.verdict = agrees ? Verdict::agree : Verdict::disagree;
  report.notes.push_back(
      rounding > 0.0 ? "it is a number: compared at the file's own numbers, to its digits"
                     : "it is a number, and no formula: right at the file's own numbers only");
}

// Where it also uses something that is wrong, its own mistake has another size.
void Judge::note_by_itself(ClaimReport& report, const ClaimValues<Lanes>& values) const {
  const std::size_t lane = report.shown + (workspace_.has_own_numbers() ? 0 : 1);
  const double alone = values.alone[lane];
  if (agree(alone, values.hand[lane], workspace_.tolerance())) return;
  report.notes.push_back(fmt::format("with the truth for what it uses: hand {:.6g}, ratio {:.6g}",
                                     alone, alone / values.truth[lane]));
}

void Judge::find_what_is_wrong(ClaimReport& report, std::size_t k, const Agreements& by_hand) {
  const ClaimValues<Lanes> values = workspace_.model().claims()[k];
  const auto& content = outline_.derivation.statements[values.statement].content;
  if (Number<Lanes>::is_zero(values.truth)) {
    const Claim& claim = std::get<Claim>(content);
    report.wanted.assign(1, '0');
    report.notes.push_back(fmt::format("{} does not depend on {} here", claim.of, claim.by));
    return;
  }
  report.repairs = repairs_of_claim(workspace_, k, budget_, dialect_);
  if (!is_right_at_own_numbers(workspace_, by_hand)) {
    if (by_hand.random(Agreement::agrees) != 0) {
      note_partly_right(report, workspace_.branches_behind(k), by_hand);
    }
  } else if (!is_hidden_by_branch(report, k, by_hand)) {
    explain_coincidence(report, k);
    if (report.verdict == Verdict::agree) return;
  }
  if (!report.repairs.empty()) {
    report.factor = report.repairs.front().written;
    report.wanted = report.repairs.front().wanted;
    return;
  }
  const LineText line = line_text(outline_.derivation.statements[values.statement], dialect_);
  for (const FactorFinding& finding : find_wrong_factors(workspace_, k, dialect_, budget_)) {
    report.repairs.push_back(replaced_piece(finding.factor, finding.wanted, line, dialect_));
  }
  if (report.repairs.empty()) {
    report.notes.push_back("no change of one token or one factor makes it right");
    return;
  }
  report.factor = report.repairs.front().written;
  report.wanted = report.repairs.front().wanted;
}

bool Judge::is_hidden_by_branch(ClaimReport& report, std::size_t k,
                                const Agreements& agreements) const {
  const Sides sides = sides_of(workspace_.branches_behind(k), agreements, 0, dialect_);
  if (sides.where.empty()) return false;
  report.notes.push_back(
      fmt::format("the file's own numbers hide it: right only where {}, their side of {}",
                  sides.where, sides.kinks));
  return true;
}

// Where it is right at some of the random points, on one side of a kink.
void Judge::note_partly_right(ClaimReport& report, const std::vector<Branch>& branches,
                              const Agreements& agreements) const {
  const std::size_t agreeing = agreements.random(Agreement::agrees);
  std::size_t here = 1;
  while (agreements[here] != Agreement::agrees) ++here;
  const Sides sides = sides_of(branches, agreements, here, dialect_);
  report.notes.push_back(fmt::format(
      "it is right at {} of {} random points: {}", agreeing, lane_count - 1,
      sides.where.empty() ? "in one branch"
                          : fmt::format("where {}, one side of {}", sides.where, sides.kinks)));
}

void Judge::explain_coincidence(ClaimReport& report, std::size_t k) {
  const auto kept = inputs_to_keep(workspace_, k, budget_);
  if (!kept || kept->empty()) {
    report.notes.push_back("at the file's own numbers it comes out right: a coincidence");
    return;
  }
  const std::string numbers = own_numbers_text(outline_, *kept);
  if (kept->size() == 1) {
    const Input& input = outline_.inputs[kept->front()];
    for (const Repair& repair : report.repairs) {
      if (!is_number_for_name(repair, input.name, input.own.value_or(0.0))) continue;
      report.verdict = Verdict::agree;
      report.notes.push_back(fmt::format("right for {} only, whose number stands here", numbers));
      report.repairs.clear();
      return;
    }
  }
  report.notes.push_back(
      fmt::format("the file's own numbers hide it: right only while {}", numbers));
}

ClaimReport Judge::judge_slope(std::size_t statement, const Function& slope) {
  ClaimReport report = started(statement, Subject::slope, slope_name(slope));
  const SlopeValues values = slope_values(workspace_, slope, options_.seed);
  const Agreements agreements(values.hand, values.truth, workspace_.tolerance());
  fill_numbers(report, values.hand, values.truth, agreements);
  if (agreements.agree_at_random()) return report;
  if (!agreements.differ_at_random()) {
    report.verdict = Verdict::unresolved;
    report.notes.push_back("at too few arguments both sides are numbers that can be compared");
    return report;
  }
  report.verdict = Verdict::disagree;
  if (agreements.random(Agreement::agrees) != 0) {
    note_partly_right(report,
                      branches_of_function(outline_, slope, values.at, workspace_.model().truly()),
                      agreements);
  }
  report.repairs = repairs_of_slope(workspace_, statement, values, budget_, dialect_);
  if (agreements.random(Agreement::agrees) == 0) {
    report.elsewhere = repairs_of_function(workspace_, slope, values, budget_, dialect_);
  }
  if (report.elsewhere.size() > most_elsewhere) report.elsewhere.resize(most_elsewhere);
  if (!report.repairs.empty()) {
    report.factor = report.repairs.front().written;
    report.wanted = report.repairs.front().wanted;
  }
  return report;
}

ClaimReport Judge::judge_number(std::size_t statement) {
  ClaimReport report = judge_printed_number(workspace_, statement);
  if (report.verdict == Verdict::inherited) {
    const auto& content = outline_.derivation.statements[statement].content;
    report.because = blamed(std::get<PrintedNumber>(content).value);
  }
  return report;
}

void Judge::limit_repairs(ClaimReport& report) const {
  if (report.repairs.size() <= options_.most_repairs) return;
  report.notes.push_back(
      fmt::format("{} further repairs fit", report.repairs.size() - options_.most_repairs));
  report.repairs.resize(options_.most_repairs);
}

void Judge::remember(const ClaimReport& report, std::size_t statement) {
  if (report.verdict == Verdict::agree || report.verdict == Verdict::unresolved) return;
  const auto& content = outline_.derivation.statements[statement].content;
  std::string key = report.name;
  if (const auto* slope = std::get_if<SlopeClaim>(&content)) key = slope->slope.name + "'";
  if (const auto* claim = std::get_if<Claim>(&content); claim != nullptr && claim->rate) return;
  if (report.subject == Subject::printed_number) return;
  wrong_[key] =
      report.because.empty() ? std::vector<std::size_t>{report.place.line} : report.because;
}

std::vector<std::size_t> Judge::blamed(const Expression& formula) const {
  std::set<std::string> seen;
  std::set<std::size_t> lines;
  blame(formula, seen, lines);
  return {lines.begin(), lines.end()};
}

void Judge::blame(const Expression& formula, std::set<std::string>& seen,
                  std::set<std::size_t>& lines) const {
  for_each_node(formula, [&](const Expression& node) {
    const bool is_slope = node.kind == Kind::function_slope;
    const auto found = wrong_.find(is_slope ? node.text + "'" : node.text);
    if ((is_slope || node.kind == Kind::derivative) && found != wrong_.end()) {
      lines.insert(found->second.begin(), found->second.end());
    }
    if (node.kind != Kind::name || !seen.insert(node.text).second) return;
    const Definition* definition = outline_.definition(node.text);
    if (definition != nullptr) blame(definition->value, seen, lines);
  });
}

}  // namespace wengert::detail
