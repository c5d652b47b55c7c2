// SPDX-License-Identifier: MIT
#include "forward_search.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "words.hpp"

namespace wengert::detail {
namespace {

constexpr std::size_t most_steps = 3;

// For every claim, in order, whether it is right by itself. What is right only because the truth is
// 0 counts as wrong: to cut everything off is no repair.
using Standing = std::vector<Agreement>;

Standing standing_by_themselves(const Model<Lanes>& model, double tolerance) {
  Standing standing;
  for (const ClaimValues<Lanes>& claim : model.claims()) {
    const Agreements lanes(claim.alone, claim.truth, tolerance);
    const bool differs = lanes.differ_at_random() || Number<Lanes>::is_zero(claim.truth);
    standing.push_back(differs                   ? Agreement::differs
                       : lanes.agree_at_random() ? Agreement::agrees
                                                 : Agreement::undecided);
  }
  return standing;
}

struct Score {
  std::size_t cured = 0;
  bool breaks = false;
};

Score compare(const Standing& before, const Standing& after) {
  Score score;
  for (std::size_t k = 0; k < before.size(); ++k) {
    const bool agrees = after[k] == Agreement::agrees;
    if (before[k] == Agreement::differs && agrees) ++score.cured;
    if (before[k] == Agreement::agrees && !agrees) score.breaks = true;
  }
  return score;
}

// Tries changes of one definition on the whole derivation.
class ForwardTrial final : public EditTrial {
 public:
  ForwardTrial(const Derivation& work, const Expression& formula, const std::vector<double>& own,
               std::span<const Lanes> points, const Standing& standing, double tolerance,
               Budget& budget)
      : work_(work),
        formula_(formula),
        own_(own),
        points_(points),
        standing_(standing),
        tolerance_(tolerance),
        budget_(budget) {}

  bool tries(const Edit& edit) override {
    if (!budget_.spend(work_.statements.size())) return false;
    const Score score = tried();
    if (score.breaks || score.cured == 0) return true;
    const double cost = cost_of(edit);
    if (score.cured < cured || (score.cured == cured && cost >= best->cost)) return true;
    cured = score.cured;
    const Expression piece = edit.piece == nullptr ? Expression{} : *edit.piece;
    best = FoundRepair{edit.slip, formula_, *edit.before, *edit.after, piece, cost};
    return true;
  }

  std::optional<FoundRepair> best;
  std::size_t cured = 0;

 private:
  Score tried() const {
    try {
      const Outline outline(work_);
      if (outline.inputs.size() != points_.size()) return {};
      const RecordedDefinitions recorded(outline, own_);
      const Model<Lanes> model(outline, recorded, points_);
      return compare(standing_, standing_by_themselves(model, tolerance_));
    } catch (const Error&) {  // not recordable, in the trial only
      return {};
    }
  }

  const Derivation& work_;
  const Expression& formula_;
  const std::vector<double>& own_;
  std::span<const Lanes> points_;
  const Standing& standing_;
  double tolerance_;
  Budget& budget_;
};

class ForwardSearch {
 public:
  ForwardSearch(Workspace& workspace, Budget& budget)
      : outline_(workspace.outline()),
        points_(workspace.points()),
        tolerance_(workspace.tolerance()),
        budget_(budget),
        standing_(standing_by_themselves(workspace.model(), tolerance_)) {
    for (const Lanes& point : points_) own_.push_back(point[0]);
    for (const ClaimValues<Lanes>& claim : workspace.model().claims()) {
      contradicts_.push_back(Agreements(claim.alone, claim.truth, tolerance_).differ_at_random());
    }
  }

  std::optional<ForwardRepair> run(std::size_t least) {
    if (std::count(contradicts_.begin(), contradicts_.end(), true) <
        static_cast<std::ptrdiff_t>(least)) {
      return {};
    }
    std::optional<ForwardRepair> best;
    for (const auto& [suspicion, statement] : suspects(least)) {
      if (budget_.is_used_up() || (best && suspicion < best->cured.size())) break;
      std::optional<ForwardRepair> found = repair(statement, least);
      if (!found) continue;
      const bool is_better =
          !best || found->cured.size() > best->cured.size() ||
          (found->cured.size() == best->cured.size() && cost(*found) < cost(*best));
      if (is_better) best = std::move(found);
    }
    return best;
  }

 private:
  static double cost(const ForwardRepair& repair) {
    double sum = 0.0;
    for (const FoundRepair& step : repair.steps) sum += step.cost;
    return sum;
  }

  // Definitions on which at least so many wrong claims depend; those with most first.
  std::vector<std::pair<std::size_t, std::size_t>> suspects(std::size_t least) const {
    std::unordered_map<std::string, std::size_t> counts;
    std::size_t claim = 0;
    for (const Statement& s : outline_.derivation.statements) {
      const auto* content = std::get_if<Claim>(&s.content);
      if (content == nullptr || !contradicts_[claim++]) continue;
      ++counts[content->of];
      for (const std::string& name : names_below(outline_, content->of)) ++counts[name];
    }
    std::vector<std::pair<std::size_t, std::size_t>> result;
    for (const auto& [name, count] : counts) {
      if (count < least || outline_.definition(name) == nullptr) continue;
      result.emplace_back(count, outline_.statement_of.at(name));
    }
    std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    return result;
  }

  std::optional<ForwardRepair> repair(std::size_t statement, std::size_t least) {
    ForwardRepair result{statement, {}, outline_.derivation, {}};
    Expression& formula = std::get<Definition>(result.repaired.statements[statement].content).value;
    Vocabulary words = words_above(outline_, statement, formula);
    std::erase_if(words.names,
                  [](const Expression& word) { return word.kind == Expression::Kind::derivative; });
    words.factors = words.names;
    Standing standing = standing_;
    for (std::size_t step = 0; step < most_steps; ++step) {
      ForwardTrial trial(result.repaired, formula, own_, points_, standing, tolerance_, budget_);
      try_edits(formula, words, trial);
      if (!trial.best) break;
      formula = trial.best->formula;
      result.steps.push_back(std::move(*trial.best));
      standing = standing_in(result.repaired);
    }
    std::sort(result.steps.begin(), result.steps.end(),
              [](const FoundRepair& a, const FoundRepair& b) {
                return a.before.place.column < b.before.place.column;
              });
    note_cured(standing, result);
    if (result.cured.size() < least) return {};
    return result;
  }

  Standing standing_in(const Derivation& derivation) const {
    const Outline outline(derivation);
    const RecordedDefinitions recorded(outline, own_);
    return standing_by_themselves(Model<Lanes>(outline, recorded, points_), tolerance_);
  }

  void note_cured(const Standing& standing, ForwardRepair& result) const {
    std::size_t claim = 0;
    for (std::size_t i = 0; i < outline_.derivation.statements.size(); ++i) {
      if (!std::holds_alternative<Claim>(outline_.derivation.statements[i].content)) continue;
      if (contradicts_[claim] && standing[claim] == Agreement::agrees) result.cured.push_back(i);
      ++claim;
    }
  }

  const Outline& outline_;
  const std::vector<Lanes>& points_;
  double tolerance_;
  Budget& budget_;
  Standing standing_;
  std::vector<bool> contradicts_;  // the claims that differ from the truth
  std::vector<double> own_;
};

}  // namespace

std::optional<ForwardRepair> repair_forward(Workspace& workspace, std::size_t least,
                                            Budget& budget) {
  return ForwardSearch(workspace, budget).run(least);
}

}  // namespace wengert::detail
