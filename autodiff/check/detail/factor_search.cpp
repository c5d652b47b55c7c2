// SPDX-License-Identifier: MIT
#include "factor_search.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <optional>
#include <variant>

#include "words.hpp"

namespace wengert::detail {
namespace {

using Kind = Expression::Kind;

// A piece of a formula: a factor (or a divisor) of its product, or a term of its sum.
struct Piece {
  const Expression* written;
  Lanes value;
  bool inverse = false;  // a divisor, or a subtracted term
};

void take_product_apart(const Expression& e, bool inverse, std::vector<Piece>& pieces) {
  const bool divides = is_operation(e, Operation::Divide);
  if (divides || is_operation(e, Operation::Multiply)) {
    take_product_apart(e.operands[0], inverse, pieces);
    take_product_apart(e.operands[1], inverse != divides, pieces);
  } else if (is_operation(e, Operation::Negate)) {
    take_product_apart(e.operands[0], inverse, pieces);
  } else {
    pieces.push_back({&e, {}, inverse});
  }
}

void take_sum_apart(const Expression& e, bool inverse, std::vector<Piece>& pieces) {
  const bool subtracts = is_operation(e, Operation::Subtract);
  if (subtracts || is_operation(e, Operation::Add)) {
    take_sum_apart(e.operands[0], inverse, pieces);
    take_sum_apart(e.operands[1], inverse != subtracts, pieces);
  } else {
    pieces.push_back({&e, {}, inverse});
  }
}

struct Word {
  std::string text;
  Lanes value;
  std::size_t rank = 0;  // names and derivatives before formulas
};

constexpr std::size_t probe = 1;  // the lane by which words are looked up

class Dictionary {
 public:
  Dictionary(std::vector<Word> words, double tolerance, Budget& budget)
      : words_(std::move(words)), tolerance_(tolerance), budget_(budget) {
    for (std::size_t k = 0; k < words_.size(); ++k) words_[k].rank = k;
    std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) {
      return std::fabs(a.value[probe]) < std::fabs(b.value[probe]);
    });
    drop_synonyms();
  }

  // A word, or a product or quotient of two, that is `wanted` at every point, but for its sign.
  std::optional<std::string> find(const Lanes& wanted) const {
    for (const double scale : {1.0, 2.0, 0.5}) {
      if (const auto word = look_up(wanted / Lanes(scale))) {
        return scale == 1.0 ? *word : fmt::format("{}*{}", scale, *word);
      }
    }
    if (!budget_.spend(words_.size())) return {};
    for (const Word& word : words_) {
      const auto other = look_up(wanted / word.value);
      if (!other) continue;
      if (other->front() == '-') return fmt::format("-{}*{}", other->substr(1), word.text);
      return fmt::format("{}*{}", *other, word.text);
    }
    return {};
  }

 private:
  std::optional<std::string> look_up(const Lanes& wanted) const {
    const double size = std::fabs(wanted[probe]);
    if (!std::isfinite(size)) return {};
    auto at = std::lower_bound(
        words_.begin(), words_.end(), size * (1.0 - 2.0 * tolerance_),
        [](const Word& word, double x) { return std::fabs(word.value[probe]) < x; });
    for (; at != words_.end() && std::fabs(at->value[probe]) <= size * (1.0 + 2.0 * tolerance_);
         ++at) {
      if (Agreements(at->value, wanted, tolerance_).agree_at_random()) return at->text;
      if (Agreements(-at->value, wanted, tolerance_).agree_at_random()) {
        return fmt::format("-{}", at->text);
      }
    }
    return {};
  }

  // Of words that are neighbours with one value, the one of least rank.
  void drop_synonyms() {
    std::vector<Word> kept;
    for (Word& word : words_) {
      const bool is_known =
          !kept.empty() && Agreements(kept.back().value, word.value, tolerance_).agree_at_random();
      if (!is_known) {
        kept.push_back(std::move(word));
      } else if (word.rank < kept.back().rank) {
        kept.back() = std::move(word);
      }
    }
    words_ = std::move(kept);
  }

  std::vector<Word> words_;
  double tolerance_;
  Budget& budget_;
};

std::vector<Word> words_with_values(const Vocabulary& words, const Sight<Lanes>& sight,
                                    const Dialect& dialect) {
  std::vector<Word> result{{"1", Lanes(1.0)}};
  const auto add = [&](const Expression& e) {
    try {
      const bool sum = is_operation(e, Operation::Add) || is_operation(e, Operation::Subtract);
      const std::string text = formula_text(e, dialect);
      result.push_back({sum ? fmt::format("({})", text) : text, walk<Lanes>(e, sight)});
    } catch (const Error&) {  // a slope that the table does not have
    }
  };
  for (const Expression& e : words.factors) add(e);
  for (const Expression& e : words.terms) add(e);
  return result;
}

// The product, or the sum, of all pieces but one, or but two.
Lanes combined(const std::vector<Piece>& pieces, std::size_t without, std::size_t without_too,
               bool product) {
  Lanes result(product ? 1.0 : 0.0);
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    if (k == without || k == without_too) continue;
    const Piece& piece = pieces[k];
    if (product) {
      result = piece.inverse ? result / piece.value : result * piece.value;
    } else {
      result = piece.inverse ? result - piece.value : result + piece.value;
    }
  }
  return result;
}

class FactorSearch {
 public:
  FactorSearch(Workspace& workspace, std::size_t k, const Dialect& dialect, Budget& budget)
      : values_(workspace.model().claims()[k]),
        claim_(
            std::get<Claim>(workspace.outline().derivation.statements[values_.statement].content)),
        dictionary_(words(workspace, dialect), workspace.tolerance(), budget),
        sight_(workspace.model().truly()) {}

  std::vector<FactorFinding> run() {
    std::vector<Piece> pieces;
    take_sum_apart(claim_.value, false, pieces);
    const bool is_sum = pieces.size() > 1;
    if (!is_sum) {
      pieces.clear();
      take_product_apart(claim_.value, false, pieces);
    }
    for (Piece& piece : pieces) piece.value = walk<Lanes>(*piece.written, sight_);
    const Lanes all = combined(pieces, none, none, !is_sum);
    // Minus signs were left out of the product.
    const bool flipped = !is_sum && all[probe] * values_.alone[probe] < 0.0;
    const Lanes truth = flipped ? -values_.truth : values_.truth;
    for (std::size_t k = 0; k < pieces.size(); ++k) try_piece(pieces, k, !is_sum, truth);
    if (found_.empty() && !is_sum) try_pairs(pieces, truth);
    return std::move(found_);
  }

 private:
  std::vector<Word> words(Workspace& workspace, const Dialect& dialect) {
    Vocabulary vocabulary = words_above(workspace.outline(), values_.statement, claim_.value);
    add_paths(vocabulary, workspace.model(), claim_);
    return words_with_values(vocabulary, workspace.model().truly(), dialect);
  }

  void try_piece(const std::vector<Piece>& pieces, std::size_t k, bool product,
                 const Lanes& truth) {
    const Lanes others = combined(pieces, k, none, product);
    Lanes wanted = product ? truth / others : truth - others;
    if (pieces[k].inverse) wanted = product ? Lanes(1.0) / wanted : -wanted;
    if (auto text = dictionary_.find(wanted)) {
      found_.push_back({*pieces[k].written, std::move(*text), pieces[k].written->place});
    }
  }

  // Two factors that are both wrong.
  void try_pairs(const std::vector<Piece>& pieces, const Lanes& truth) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      for (std::size_t j = i + 1; j < pieces.size(); ++j) {
        if (pieces[i].inverse || pieces[j].inverse) continue;
        auto text = dictionary_.find(truth / combined(pieces, i, j, true));
        if (!text) continue;
        Expression both = operation_formula(Operation::Multiply, *pieces[i].written,
                                            *pieces[j].written, pieces[i].written->place);
        found_.push_back({std::move(both), std::move(*text), pieces[i].written->place});
      }
    }
  }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  const ClaimValues<Lanes> values_;
  const Claim& claim_;
  const Dictionary dictionary_;
  const Sight<Lanes> sight_;
  std::vector<FactorFinding> found_;
};

}  // namespace

std::vector<FactorFinding> find_wrong_factors(Workspace& workspace, std::size_t k,
                                              const Dialect& dialect, Budget& budget) {
  return FactorSearch(workspace, k, dialect, budget).run();
}

}  // namespace wengert::detail
