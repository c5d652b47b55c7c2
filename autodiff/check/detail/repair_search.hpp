// SPDX-License-Identifier: MIT
// Which changes of a formula make it right at every point.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_REPAIR_SEARCH_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_REPAIR_SEARCH_HPP

#include <cstddef>
#include <string>
#include <vector>

#include "../../error.hpp"
#include "agreement.hpp"
#include "edits.hpp"

namespace wengert::detail {

// What may still be spent on repairs, in evaluations of one formula.
struct Budget {
  std::size_t left;
  bool spend(std::size_t amount) {
    if (amount > left) {
      left = 0;
      return false;
    }
    left -= amount;
    return true;
  }
  bool is_used_up() const { return left == 0; }
};

// A change that fits.
struct FoundRepair {
  Slip slip;
  Expression formula;  // the whole, changed
  Expression before;   // the piece as written
  Expression after;    // the piece as it should be
  Expression piece;    // what was put in or left out
  double cost;
};

// How unlikely the slip is.
double cost_of(const Edit& edit);

// The likeliest first; of those that are the same but for the order of terms, one.
void rank(std::vector<FoundRepair>& repairs);

template <class Value>
class RepairTrial final : public EditTrial {
 public:
  RepairTrial(const Expression& formula, const Lanes& truth, double tolerance, Budget& budget,
              Value& value)
      : formula_(formula), truth_(truth), tolerance_(tolerance), budget_(budget), value_(value) {}

  bool tries(const Edit& edit) override {
    if (!budget_.spend(1)) return false;
    if (fits()) {
      const Expression piece = edit.piece == nullptr ? Expression{} : *edit.piece;
      found.push_back({edit.slip, formula_, *edit.before, *edit.after, piece, cost_of(edit)});
    }
    return true;
  }

  std::vector<FoundRepair> found;

 private:
  bool fits() const {
    try {
      return Agreements(value_(), truth_, tolerance_).agree_at_random();
    } catch (const Error&) {  // an operation without a slope, in the trial only
      return false;
    }
  }

  const Expression& formula_;
  const Lanes& truth_;
  double tolerance_;
  Budget& budget_;
  Value& value_;
};

// `value` evaluates the whole of which `formula` is a part, as the formula stands at the moment.
template <class Value>
std::vector<FoundRepair> find_repairs(Expression& formula, const Vocabulary& words,
                                      const Lanes& truth, double tolerance, Budget& budget,
                                      Value value) {
  RepairTrial<Value> trial(formula, truth, tolerance, budget, value);
  try_edits(formula, words, trial);
  rank(trial.found);
  return trial.found;
}

}  // namespace wengert::detail

#endif
