// SPDX-License-Identifier: MIT
#include "forward_search.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
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
  ForwardSearch(Workspace& workspace, const OwnBranch& branch, Budget& budget)
      : outline_(workspace.outline()),
        points_(workspace.points()),
        tolerance_(workspace.tolerance()),
        budget_(budget),
        standing_(standing_by_themselves(workspace.model(), tolerance_)) {
    for (const Lanes& point : points_) own_.push_back(point[0]);
    const auto& claims = workspace.model().claims();
    for (std::size_t k = 0; k < claims.size(); ++k) {
      const bool is_left_out = branch.is_meant[k];
      if (is_left_out) standing_[k] = Agreement::undecided;
      contradicts_.push_back(
          !is_left_out &&
          Agreements(claims[k].alone, claims[k].truth, tolerance_).differ_at_random());
    }
  }

  std::optional<ForwardRepair> run(std::size_t least) {
    if (std::count(contradicts_.begin(), contradicts_.end(), true) <
        static_cast<std::ptrdiff_t>(least)) {
      return {};
    }
    std::optional<ForwardRepair> best;
    for (const Suspect& suspect : suspects(least)) {
      if (budget_.is_used_up()) break;
      if (best && suspect.wrong < best->cured.size()) continue;
      std::optional<ForwardRepair> found = repair(suspect.statement, least);
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

  struct Suspect {
    std::size_t statement;
    std::size_t wrong = 0;  // claims that depend on it and are wrong by themselves
    std::size_t all = 0;    // claims that depend on it
  };

  // Definitions on which at least so many wrong claims depend. First those with the largest part of
  // wrong ones: a wrong line spoils most of what depends on it, and hardly anything else.
  std::vector<Suspect> suspects(std::size_t least) const {
    std::unordered_map<std::string, Suspect> counts;
    const auto count = [&](const std::string& name, bool wrong) {
      Suspect& suspect = counts[name];
      suspect.wrong += wrong ? 1u : 0u;
      ++suspect.all;
    };
    std::size_t claim = 0;
    for (const Statement& s : outline_.derivation.statements) {
      const auto* content = std::get_if<Claim>(&s.content);
      if (content == nullptr) continue;
      const bool wrong = contradicts_[claim++];
      for (const std::string& name : names_behind(*content)) count(name, wrong);
    }
    std::vector<Suspect> result;
    for (auto& [name, suspect] : counts) {
      if (suspect.wrong < least || outline_.definition(name) == nullptr) continue;
      suspect.statement = outline_.statement_of.at(name);
      result.push_back(suspect);
    }
    std::sort(result.begin(), result.end(), [](const Suspect& a, const Suspect& b) {
      const std::size_t left = a.wrong * b.all;
      const std::size_t right = b.wrong * a.all;
      return left != right ? left > right : a.statement < b.statement;
    });
    return result;
  }

  // What the truth of a claim or its formula depends on.
  std::unordered_set<std::string> names_behind(const Claim& claim) const {
    std::unordered_set<std::string> names;
    const auto add = [&](const std::string& name) {
      names.insert(name);
      names.insert(below(name).begin(), below(name).end());
    };
    add(claim.of);
    for_each_node(claim.value, [&](const Expression& node) {
      if (node.kind == Expression::Kind::name) add(node.text);
    });
    return names;
  }

  const std::vector<std::string>& below(const std::string& name) const {
    const auto [found, is_new] = below_.try_emplace(name);
    if (is_new) found->second = names_below(outline_, name);
    return found->second;
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
  mutable std::unordered_map<std::string, std::vector<std::string>> below_;
};

}  // namespace

std::optional<ForwardRepair> repair_forward(Workspace& workspace, const OwnBranch& branch,
                                            std::size_t least, Budget& budget) {
  return ForwardSearch(workspace, branch, budget).run(least);
}

}  // namespace wengert::detail
