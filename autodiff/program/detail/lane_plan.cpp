// SPDX-License-Identifier: MIT
#include "lane_plan.hpp"

#include <algorithm>
#include <utility>

#include "lanes/forms.hpp"
#include "lowering.hpp"
#include "single.hpp"
#include "sum_kernels.hpp"

namespace wengert::detail {
namespace {

// A block's slots and inputs should stay in the second-level cache: with more lanes than fit into
// the first, the steps are longer, which is worth more.
constexpr std::size_t block_bytes = 96 * 1024;
constexpr std::size_t fewest_lanes = 64;
constexpr std::size_t most_lanes = 512;

class Lowering {
 public:
  Lowering(const Listing& listing, const std::vector<bool>& varying, const Passes& passes,
           Care care)
      : listing_(listing),
        varying_(varying),
        passes_(passes),
        is_hasty_(passes.fuse && care == Care::hasty),
        forms_(listing, varying, is_hasty_),
        uniforms_(listing.size()),
        values_(listing.size()),
        combined_(listing.size(), no_index),
        done_(listing.size(), false),
        slope_of_(listing.size(), no_index),
        value_of_(listing.size(), no_index) {}

  LanePlan run() {
    find_outputs();
    find_pairs();
    find_combinations();
    for (Index i = 0; i < listing_.size(); ++i) {
      if (varying_[i]) emit(i);
    }
    LanePlan plan;
    plan.added = uniforms_.added();
    plan.operations = operations_;
    for (Index i = 0; i < listing_.size() && is_hasty_; ++i) {
      if (listing_.instructions[i].operation == Operation::Absorb) plan.is_hasty = true;
    }
    plan.values = values_ + plan.added.size();
    plan.single = single_code(steps_, listing_, plan.added.size());
    assign_slots(steps_, {listing_, varying_, values_, passes_.reuse_slots}, plan);
    plan.lanes = lanes_of(plan.slots);
    return plan;
  }

 private:
  std::size_t lanes_of(std::size_t slots) const {
    const auto inputs =
        std::count_if(listing_.variables.begin(), listing_.variables.end(),
                      [](const Variable& v) { return v.role == VariableRole::input; });
    const std::size_t bytes = sizeof(double) * (slots + static_cast<std::size_t>(inputs) + 1);
    constexpr std::size_t step = 4 * lane_group;
    return std::clamp(block_bytes / bytes / step * step, fewest_lanes, most_lanes);
  }

  // --- outputs ---

  // Steps that wait for values, and run as soon as all are there.
  void wait(NamedStep step) {
    Index missing = 0;
    for (const Word& word : step.words) {
      if (word.kind != WordKind::operand) continue;
      const Index value = word.value;
      if (waiting_.size() <= value) waiting_.resize(value + 1);
      waiting_[value].push_back(pending_.size());
      ++missing;
    }
    pending_.push_back({std::move(step), missing});
  }

  void find_outputs() {
    waiting_.resize(listing_.size());
    std::vector<BatchSum> sums;
    Index reduced = 0, column = 0;
    for (const OutputAt& o : listing_.outputs) {
      const Index place = is_reduced(o.over) ? reduced++ : column++;
      if (!varying_[o.at]) continue;
      if (!is_reduced(o.over)) {
        NamedStep store{.step = {.kind = StepKind::store}};
        store.operand(o.at);
        store.number(place);
        wait(std::move(store));
      } else if (!is_summed_apart(o.at, place, sums)) {
        sums.push_back({o.at, no_index, 2 * place});
      }
    }
    for (NamedStep& step : outer_sums(std::move(sums))) wait(std::move(step));
  }

  // A sum over the batch of products that nobody else needs: each is summed in registers.
  bool is_summed_apart(Index at, Index place, std::vector<BatchSum>& sums) {
    if (!passes_.fuse || forms_.uses(at) != 1 || !forms_.is_form(at)) return false;
    const std::vector<LinearTerm> terms = forms_.terms(at);
    const auto is_fit = [&](const LinearTerm& t) {
      return varying_[t.a] && (!t.is_product() || varying_[t.b]);
    };
    if (!std::all_of(terms.begin(), terms.end(), is_fit)) return false;
    for (const LinearTerm& t : terms) {
      const Index output = 2 * place + (t.negative ? 1 : 0);
      // What comes later is the adjoint, whose products are many.
      const bool swapped = t.is_product() && t.a < t.b;
      sums.push_back({swapped ? t.b : t.a, swapped ? t.a : t.b, output});
      operations_ += t.is_product() ? 2u : 1u;
    }
    done_[at] = true;
    return true;
  }

  // --- linear combinations ---

  void find_combinations() {
    members_of_.resize(listing_.size());
    if (!passes_.fuse) return;
    std::vector<Combination> combinations;
    for (Index i = 0; i < listing_.size(); ++i) {
      if (done_[i] || !forms_.is_form(i) || forms_.is_taken_over(i)) continue;
      if (is_plain(i)) {
        multiply(i, combinations);
        continue;
      }
      Combination c{.result = i};
      if (!combine(forms_.terms(i), c)) continue;
      combined_[i] = static_cast<Index>(combinations.size());
      combinations.push_back(std::move(c));
    }
    std::erase_if(combinations, [](const Combination& c) { return c.result == no_index; });
    // By where they run.
    std::stable_sort(combinations.begin(), combinations.end(),
                     [](const auto& a, const auto& b) { return a.result < b.result; });
    for (auto& group : grouped(std::move(combinations))) {
      for (const Combination& c : group) done_[c.result] = true;
      const Index leader = group.front().result;
      members_of_[leader] = std::move(group);
    }
  }

  // A product whose one factor is a combination that nobody else needs.
  void multiply(Index i, std::vector<Combination>& combinations) {
    const auto operands = listing_.operands_of(i);
    if (!forms_.is_product(i) || operands.size() != 2 || operands[0] == operands[1]) return;
    for (const std::size_t k : {0u, 1u}) {
      const Index sum = operands[k], factor = operands[1 - k];
      if (combined_[sum] == no_index || forms_.uses(sum) != 1) continue;
      Combination& c = combinations[combined_[sum]];
      if (c.factor != no_index) continue;
      Combination product = std::exchange(c, Combination());
      done_[sum] = true;
      product.result = i;
      product.factor = factor;
      product.factor_at = value_of_[factor] == no_index ? factor : value_of_[factor];
      combinations.push_back(std::move(product));
      return;
    }
  }

  // One instruction of varying values alone: its row is as quick.
  bool is_plain(Index i) const {
    const Operation operation = listing_.instructions[i].operation;
    if (operation == Operation::Sum || operation == Operation::Dot) return false;
    const auto operands = listing_.operands_of(i);
    return std::all_of(operands.begin(), operands.end(),
                       [&](Index a) { return varying_[a] && !forms_.is_taken_over(a); });
  }

  bool combine(const std::vector<LinearTerm>& terms, Combination& c) {
    const bool has_products =
        std::any_of(terms.begin(), terms.end(), [](const LinearTerm& t) { return t.is_product(); });
    for (std::size_t k = 0; k < terms.size(); ++k) {
      const LinearTerm& t = terms[k];
      if (!t.is_product() && !varying_[t.a]) {
        // A sum without products may be there for its very rounding: it keeps its order.
        if (c.bias != no_index || (k > 1 && !has_products)) return false;
        c.bias = uniforms_.of(t.a, t.negative);
      } else if (!t.is_product()) {
        c.operands.push_back(t.a);
        c.weights.push_back(uniforms_.one(t.negative));
      } else if (varying_[t.a] != varying_[t.b]) {
        c.operands.push_back(varying_[t.a] ? t.a : t.b);
        c.weights.push_back(uniforms_.of(varying_[t.a] ? t.b : t.a, t.negative));
      } else {
        return false;
      }
    }
    return !c.operands.empty();
  }

  // --- activations ---

  void find_pairs() {
    for (Index p = 0; p < listing_.size(); ++p) {
      const Instruction& it = listing_.instructions[p];
      if (!varying_[p] || it.part != Part::da || it.operation == Operation::custom) continue;
      const auto operands = listing_.operands_of(p);
      if (operands.size() != 2) continue;
      const Index value = operands[1];
      const Instruction& of = listing_.instructions[value];
      const bool is_its_slope = of.operation == it.operation && of.part == Part::value &&
                                listing_.operands_of(value).front() == operands[0];
      const bool has_both =
          has_vector_form(it.operation, Part::value) && has_vector_form(it.operation, Part::da);
      if (!is_its_slope || !has_both) continue;
      if (slope_of_[value] != no_index) continue;
      slope_of_[value] = p;
      value_of_[p] = value;
      done_[p] = true;
    }
  }

  // --- steps ---

  void emit(Index i) {
    if (i < listing_.variables.size()) return available(i);
    if (!members_of_[i].empty()) return emit_combination(members_of_[i]);
    if (done_[i]) return;
    if (passes_.fuse && forms_.is_taken_over(i)) return;
    if (passes_.fuse && forms_.is_form(i) && !is_plain(i)) return emit_terms(i);
    emit_instruction(i);
  }

  void push(NamedStep step) {
    std::vector<Index> results;
    for (const Word& word : step.words) {
      if (word.kind == WordKind::result) results.push_back(word.value);
    }
    steps_.push_back(std::move(step));
    for (const Index value : results) available(value);
  }

  void available(Index value) {
    if (value >= waiting_.size()) return;
    for (const std::size_t k : waiting_[value]) {
      if (--pending_[k].missing == 0) steps_.push_back(std::move(pending_[k].step));
    }
  }

  void emit_combination(const std::vector<Combination>& group) {
    const std::size_t factors = group.front().factor == no_index ? 0 : group.size();
    operations_ += 2 * group.size() * group.front().operands.size() + factors;
    push(combination_step(group));
  }

  // The part with uniform weights goes first, as a combination.
  void emit_terms(Index i) {
    std::vector<LinearTerm> terms = forms_.terms(i);
    const auto is_weighted = [&](const LinearTerm& t) {
      return t.is_product() && varying_[t.a] != varying_[t.b];
    };
    NamedStep step{.step = {.kind = StepKind::terms}};
    step.result(i);
    if (std::count_if(terms.begin(), terms.end(), is_weighted) > 1) {
      std::vector<LinearTerm> weighted;
      std::copy_if(terms.begin(), terms.end(), std::back_inserter(weighted), is_weighted);
      std::erase_if(terms, is_weighted);
      Combination c{.result = values_++};
      combine(weighted, c);
      terms.insert(terms.begin(), {false, c.result});
      emit_combination({std::move(c)});
    }
    for (const LinearTerm& t : terms) {
      step.number((t.negative ? term_negative : 0) | (t.is_product() ? term_product : 0));
      step.operand(t.a);
      if (t.is_product()) step.operand(t.b);
      operations_ += t.is_product() ? 2u : 1u;
    }
    step.step.count = static_cast<Index>(terms.size());
    step.step.sum[0] = sum_kernels().terms;
    step.step.sum[1] = sum_kernels_of_one().terms;
    push(std::move(step));
  }

  void emit_instruction(Index i) {
    const Instruction& it = listing_.instructions[i];
    NamedStep named{.step = {.at = i}};
    LaneStep& step = named.step;
    const auto operands = listing_.operands_of(i);
    operations_ += std::max<std::size_t>(1, operands.size() - 1);
    if (it.operation == Operation::guard) {
      step.kind = StepKind::guard;
      named.operand(operands[0]);
      steps_.push_back(std::move(named));
      return;
    }
    named.result(i);
    if (slope_of_[i] != no_index) {
      step.kind = StepKind::pair;
      set_pair_kernels(it, step);
      named.result(slope_of_[i]);
    } else if (it.operation == Operation::custom) {
      step.kind = StepKind::custom;
    } else {
      set_row_kernels(it, step);
    }
    for (const Index a : operands) named.operand(a);
    push(std::move(named));
  }

  static void set_pair_kernels(const Instruction& it, LaneStep& step) {
    step.pair = lane_kernels().value_and_slope(it.operation);
    step.row[0] = scalar_kernel(it.operation, Part::value);
    step.row[1] = scalar_kernel(it.operation, Part::da);
  }

  static void set_row_kernels(const Instruction& it, LaneStep& step) {
    const Kernel scalar = scalar_kernel(it.operation, it.part);
    const Kernel many = lane_kernels().row(it.operation, it.part);
    step.by_vectors = many != nullptr;
    step.row[0] = step.by_vectors ? many : scalar;
    step.row[1] = scalar;
  }

  struct Pending {
    NamedStep step;
    Index missing;
  };

  const Listing& listing_;
  const std::vector<bool>& varying_;
  const Passes& passes_;
  bool is_hasty_;
  const LinearForms forms_;
  UniformTable uniforms_;
  Index values_;
  std::vector<Index> combined_;  // per instruction: its combination
  std::vector<bool> done_;       // instructions that another step takes care of
  std::vector<Index> slope_of_;  // of an activation that gives both
  std::vector<Index> value_of_;
  std::vector<std::vector<Combination>> members_of_;  // per leader
  std::vector<Pending> pending_;
  std::vector<std::vector<std::size_t>> waiting_;  // per value: pending steps
  std::vector<NamedStep> steps_;
  std::size_t operations_ = 0;
};

}  // namespace

LanePlan make_plan(const Listing& listing, const std::vector<bool>& varying, const Passes& passes,
                   Care care) {
  return Lowering(listing, varying, passes, care).run();
}

}  // namespace wengert::detail
