// SPDX-License-Identifier: MIT
#include "lowering.hpp"

namespace wengert::detail {
namespace {

class SlotAssignment {
 public:
  SlotAssignment(const SlotWishes& wishes, LanePlan& plan)
      : wishes_(wishes),
        plan_(plan),
        slot_of_(wishes.values, no_index),
        last_use_(wishes.values, no_index) {
    Index columns = 0;
    for (Index i = 0; i < wishes.listing.variables.size(); ++i) {
      column_of_.push_back(columns);
      if (wishes.varying[i]) ++columns;
    }
  }

  void run(const std::vector<NamedStep>& steps) {
    for (Index i = 0; i < steps.size(); ++i) {
      for (const Word& word : steps[i].words) see(word, i);
    }
    for (Index i = 0; i < steps.size(); ++i) place(steps[i], i);
  }

 private:
  // Uniform values that a step takes as an operand have the first slots.
  void see(const Word& word, Index step) {
    if (word.kind == WordKind::number) return;
    last_use_[word.value] = step;
    if (word.kind != WordKind::operand || !is_uniform(word.value)) return;
    if (slot_of_[word.value] != no_index) return;
    slot_of_[word.value] = plan_.slots++;
    plan_.spread.push_back({slot_of_[word.value], word.value});
  }

  bool is_uniform(Index value) const {
    return value < wishes_.listing.size() && !wishes_.varying[value];
  }
  bool is_input(Index value) const {
    return value < wishes_.listing.variables.size() && wishes_.varying[value];
  }

  void place(const NamedStep& named, Index step) {
    LaneStep placed = named.step;
    placed.first = static_cast<Index>(plan_.words.size());
    placed.words = static_cast<Index>(named.words.size());
    for (const Word& word : named.words) placed.places += word.kind == WordKind::number ? 0 : 1;
    if (wishes_.reuse) release(named, step, WordKind::operand);
    for (const Word& word : named.words) plan_.words.push_back(word_at_run_time(word));
    if (wishes_.reuse) release(named, step, WordKind::result);  // what nobody reads
    plan_.steps.push_back(placed);
  }

  void release(const NamedStep& named, Index step, WordKind kind) {
    for (const Word& word : named.words) {
      if (word.kind != kind || last_use_[word.value] != step) continue;
      if (is_uniform(word.value) || is_input(word.value)) continue;
      free_.push_back(slot_of_[word.value]);
      last_use_[word.value] = no_index;  // once, also where it stands twice
    }
  }

  Index word_at_run_time(const Word& word) {
    if (word.kind == WordKind::number) return word.value;
    if (is_input(word.value)) return LanePlace::column(column_of_[word.value]).code;
    if (word.kind == WordKind::result) slot_of_[word.value] = fresh_slot();
    return LanePlace::slot(slot_of_[word.value]).code;
  }

  Index fresh_slot() {
    if (free_.empty()) return plan_.slots++;
    const Index slot = free_.back();
    free_.pop_back();
    return slot;
  }

  const SlotWishes& wishes_;
  LanePlan& plan_;
  std::vector<Index> column_of_;  // per variable
  std::vector<Index> slot_of_;
  std::vector<Index> last_use_;
  std::vector<Index> free_;
};

}  // namespace

void assign_slots(const std::vector<NamedStep>& steps, const SlotWishes& wishes, LanePlan& plan) {
  SlotAssignment(wishes, plan).run(steps);
}

}  // namespace wengert::detail
