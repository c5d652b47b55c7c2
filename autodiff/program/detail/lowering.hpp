// SPDX-License-Identifier: MIT
// Lowering: the steps of a plan while they still name values and not slots.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_LOWERING_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_LOWERING_HPP

#include <vector>

#include "lane_plan.hpp"
#include "linear_forms.hpp"

namespace wengert::detail {

enum class WordKind : std::uint8_t { number, operand, result };

struct Word {
  WordKind kind = WordKind::number;
  Index value = 0;
};

struct NamedStep {
  LaneStep step = {};
  std::vector<Word> words = {};

  void number(Index n) { words.push_back({WordKind::number, n}); }
  void operand(Index value) { words.push_back({WordKind::operand, value}); }
  void result(Index value) { words.push_back({WordKind::result, value}); }
};

// Uniform values by their index, and those that the listing lacks.
class UniformTable {
 public:
  explicit UniformTable(Index instructions) : instructions_(instructions) {}
  Index of(Index uniform, bool negative);
  Index one(bool negative);
  const std::vector<AddedUniform>& added() const { return added_; }

 private:
  Index add(AddedUniform it);
  Index instructions_;
  std::vector<AddedUniform> added_;
  std::vector<Index> negative_of_;  // per instruction
  Index one_[2] = {no_index, no_index};
};

// A linear combination of varying values with uniform weights, perhaps multiplied by another.
struct Combination {
  Index result = no_index;
  Index bias = no_index;
  Index factor = no_index;
  Index factor_at = 0;  // the instruction at which the factor is there
  std::vector<Index> operands = {};
  std::vector<Index> weights = {};  // uniforms
};

// A product that is summed over the batch; without a column the row itself is.
struct BatchSum {
  Index row = no_index;
  Index column = no_index;
  Index output = 0;  // as SumKernels::outer takes it
};

// The steps of the sums, grouped so that they share what they load.
std::vector<std::vector<Combination>> grouped(std::vector<Combination> combinations);
std::vector<NamedStep> outer_sums(std::vector<BatchSum> sums);
NamedStep combination_step(const std::vector<Combination>& group);

// Gives every value of the steps a slot, and puts places for values into the plan's words. A slot
// is free again after the last step that reads it, and that step may put its result there.
struct SlotWishes {
  const Listing& listing;
  const std::vector<bool>& varying;
  Index values;  // of the listing, and more
  bool reuse;
};
void assign_slots(const std::vector<NamedStep>& steps, const SlotWishes& wishes, LanePlan& plan);

}  // namespace wengert::detail

#endif
