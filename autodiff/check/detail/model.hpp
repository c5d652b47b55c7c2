// SPDX-License-Identifier: MIT
// A derivation at a set of points: every name, every claim as written, and every derivative as it
// truly is.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_MODEL_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_MODEL_HPP

#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "bounded.hpp"
#include "truth.hpp"

namespace wengert::detail {

// One claim about a derivative, or one update, at all points.
template <class T>
struct ClaimValues {
  std::size_t statement;
  T hand;   // as written, with what was written before it
  T alone;  // as written, but with the truth for what it uses: right or wrong by itself
  T truth;
};

template <class T>
class Model {
 public:
  Model(const Outline& outline, const RecordedDefinitions& recorded, std::span<const T> inputs)
      : outline_(outline), truth_(outline, recorded, inputs) {
    for (std::size_t k = 0; k < inputs.size(); ++k) set(outline.inputs[k].name, inputs[k]);
    const auto& statements = outline.derivation.statements;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      if (const auto* definition = std::get_if<Definition>(&statements[i].content)) {
        if (outline.definition(definition->name) != nullptr) define(*definition);
      } else if (const auto* claim = std::get_if<Claim>(&statements[i].content)) {
        state(*claim, i);
      }
    }
  }

  const Outline& outline() const { return outline_; }
  const std::vector<ClaimValues<T>>& claims() const { return claims_; }
  // The truth; from then on formulas may use it.
  T derivative(const std::string& of, const std::string& by) {
    const T truth = truth_.derivative(of, by);
    true_claims_.insert_or_assign("d" + of + "/d" + by, truth);
    return truth;
  }

  // With all claims and slopes as written; those of claims made twice are the later ones.
  Sight<T> by_hand() const { return Sight<T>(outline_, hand_, hand_claims_, true); }
  // With the truth in place of every claim and slope.
  Sight<T> truly() const { return Sight<T>(outline_, true_, true_claims_, false); }

 private:
  void set(const std::string& name, const T& value) {
    hand_.insert_or_assign(name, value);
    true_.insert_or_assign(name, value);
  }
  void define(const Definition& definition) {
    hand_.insert_or_assign(definition.name, walk<T>(definition.value, by_hand()));
    true_.insert_or_assign(definition.name, walk<T>(definition.value, truly()));
  }
  void state(const Claim& claim, std::size_t statement) {
    const T hand = stated(claim, by_hand());
    const T alone = stated(claim, truly());
    const T truth = truth_.derivative(claim.of, claim.by);
    claims_.push_back({statement, hand, alone, truth});
    hand_claims_.insert_or_assign(claim.name(), hand);
    true_claims_.insert_or_assign(claim.name(), shared(truth));
  }
  // A rounding error in the truth is in both sides of what is compared by itself, and cancels.
  static T shared(const T& truth) {
    if constexpr (std::is_same_v<T, Bounded>) {
      return Bounded(truth.value);
    } else {
      return truth;
    }
  }

  // What an update with another rate than all others comes to in steps of the common rate.
  T stated(const Claim& claim, const Sight<T>& sight) const {
    const T value = walk<T>(claim.value, sight);
    const Expression* common = outline_.rate_missed_by(claim);
    if (common == nullptr) return value;
    const T step = walk<T>(*claim.rate, sight) * value;
    return step / walk<T>(*common, sight);
  }

  const Outline& outline_;
  Truth<T> truth_;
  Table<T> hand_, true_;
  Table<T> hand_claims_, true_claims_;
  std::vector<ClaimValues<T>> claims_;
};

}  // namespace wengert::detail

#endif
