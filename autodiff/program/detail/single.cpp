// SPDX-License-Identifier: MIT
#include "single.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "single_words.hpp"
#include "sum_kernels.hpp"

namespace wengert::detail {
namespace {

class SingleWriter {
 public:
  SingleWriter(const std::vector<NamedStep>& steps, const Listing& listing, std::size_t added)
      : steps_(steps), listing_(listing), added_(static_cast<Index>(added)) {
    find_parameters();
  }

  SingleCode run() {
    count_uses();
    for (const NamedStep& step : steps_) {
      if (!emit(step)) return {};
    }
    word(SingleWord::end);
    return {std::move(code_), wants_parameters_};
  }

 private:
  // Where they are in a row, as they are unless somebody wrote a listing by hand.
  void find_parameters() {
    const auto is_parameter = [](const Variable& v) { return v.role == VariableRole::parameter; };
    const auto& all = listing_.variables;
    const auto first = std::find_if(all.begin(), all.end(), is_parameter);
    const auto last = std::find_if_not(first, all.end(), is_parameter);
    if (std::any_of(last, all.end(), is_parameter)) return;
    first_parameter_ = static_cast<Index>(first - all.begin());
    parameters_ = static_cast<Index>(last - first);
  }

  void count_uses() {
    for (const NamedStep& step : steps_) {
      for (const Word& w : step.words) {
        if (w.kind == WordKind::operand) ++uses_[w.value];
      }
    }
  }

  void word(SingleWord w) { code_.push_back(static_cast<Index>(w)); }
  void value(Index v) {
    wants_parameters_ = wants_parameters_ || is_parameter(v);
    code_.push_back(v < listing_.size() ? v : v + added_);
  }
  void uniform(Index u, Index less) {
    wants_parameters_ = wants_parameters_ || (less == 0 && is_parameter(u));
    code_.push_back(u - less);
  }
  void number(std::size_t n) { code_.push_back(static_cast<Index>(n)); }

  bool emit(const NamedStep& step) {
    switch (step.step.kind) {
      case StepKind::combination:
        keep(step);
        return true;
      case StepKind::pair:
        return emit_pair(step);
      case StepKind::row:
        emit_row(step);
        return true;
      case StepKind::guard:
      case StepKind::custom:
        return false;
      default:
        break;
    }
    for (const Word& w : step.words) {
      if (w.kind == WordKind::operand) settle(w.value);
    }
    if (step.step.kind == StepKind::terms) emit_terms(step);
    if (step.step.kind == StepKind::outer) emit_outer(step);
    if (step.step.kind == StepKind::store) {
      word(SingleWord::store);
      value(step.words[0].value);
      number(step.words[1].value);
    }
    return true;
  }

  // --- sums ---

  // A sum whose result only one step wants waits until that step comes.
  void keep(const NamedStep& step) {
    for (const Word& w : step.words) {
      if (w.kind == WordKind::operand) settle(w.value);
    }
    for (Index r = 0; r < step.step.results; ++r) {
      const Index result = step.words[r].value;
      kept_[result] = {&step, r};
      if (step.step.has_factor) {
        word_of_sum(SingleWord::sum_times, result);
        value(result);
        value(step.words[(step.step.has_more ? 2 : 1) * step.step.results + r].value);
        emit_sum(result);
      } else if (uses_[result] != 1) {
        settle(result);
      }
    }
  }

  void settle(Index result) {
    if (kept_.count(result) == 0) return;
    word_of_sum(SingleWord::sum, result);
    value(result);
    emit_sum(result);
  }

  bool is_parameter(Index uniform) const {
    return uniform >= first_parameter_ && uniform < first_parameter_ + parameters_;
  }

  // Of a sum that was kept.
  bool is_of_parameters(Index result) const {
    const auto [named, r] = kept_.at(result);
    const LaneStep& step = named->step;
    const std::vector<Word>& words = named->words;
    if (step.has_more && !is_parameter(words[step.results + r].value)) return false;
    for (Index k = 0; k < step.count; ++k) {
      if (!is_parameter(words[first_operand(step) + k * (step.results + 1) + 1 + r].value)) {
        return false;
      }
    }
    return true;
  }

  // The next word of each kind is the same of parameters.
  void word_of_sum(SingleWord w, Index result) {
    number(static_cast<std::size_t>(w) + (is_of_parameters(result) ? 1 : 0));
  }

  static std::size_t first_operand(const LaneStep& step) {
    return step.results * (1u + (step.has_more ? 1u : 0u) + (step.has_factor ? 1u : 0u));
  }

  void emit_sum(Index result) {
    const Index less = is_of_parameters(result) ? first_parameter_ : 0;
    const auto [named, r] = kept_.at(result);
    kept_.erase(result);
    const LaneStep& step = named->step;
    const std::vector<Word>& words = named->words;
    number(step.count);
    if (step.has_more) {
      uniform(words[step.results + r].value, less);
    } else {
      number(no_index);
    }
    std::size_t at = first_operand(step);
    for (Index k = 0; k < step.count; ++k, at += step.results + 1) {
      uniform(words[at + 1 + r].value, less);
      value(words[at].value);
    }
  }

  void emit_terms(const NamedStep& step) {
    word(SingleWord::terms);
    value(step.words[0].value);
    number(step.step.count);
    std::size_t at = 1;
    for (Index k = 0; k < step.step.count; ++k) {
      const Index how = step.words[at].value;
      const bool is_product = (how & term_product) != 0;
      number(how);
      value(step.words[at + 1].value);
      value(step.words[at + (is_product ? 2 : 1)].value);
      at += is_product ? 3 : 2;
    }
  }

  void emit_outer(const NamedStep& step) {
    const LaneStep& s = step.step;
    const std::size_t outputs = s.columns + (s.has_more ? 1u : 0u);
    for (Index r = 0; r < s.results; ++r) {
      const std::span<const Word> out(step.words.data() + s.results + s.columns + r * outputs,
                                      outputs);
      if (put_all(step, r, out)) continue;
      word(SingleWord::outer);
      value(step.words[r].value);
      number(outputs);
      for (std::size_t c = 0; c < outputs; ++c) {
        if (c < s.columns) value(step.words[s.results + c].value);
        if (c == s.columns) number(no_index);
        output(out[c].value);
      }
    }
  }

  // Where it is as simple as that.
  bool put_all(const NamedStep& step, Index r, std::span<const Word> outputs) {
    for (const Word& w : outputs) {
      if ((w.value & 1) != 0 || is_there(w.value >> 1)) return false;
      for (const Word& other : outputs) {
        if (&other != &w && other.value == w.value) return false;
      }
    }
    const LaneStep& s = step.step;
    word(SingleWord::put);
    value(step.words[r].value);
    number(s.columns);
    number(s.has_more ? outputs.back().value >> 1 : no_index);
    for (std::size_t c = 0; c < s.columns; ++c) {
      value(step.words[s.results + c].value);
      number(outputs[c].value >> 1);
    }
    for (const Word& w : outputs) is_there_[w.value >> 1] = true;
    return true;
  }

  bool is_there(Index place) {
    if (is_there_.size() <= place) is_there_.resize(place + 1, false);
    return is_there_[place];
  }

  // `how` is as an outer sum has it.
  void output(Index how) {
    const Index place = how >> 1;
    number(4 * place + (is_there(place) ? 0 : 2) + (how & 1));
    is_there_[place] = true;
  }

  // --- rows ---

  bool emit_pair(const NamedStep& step) {
    const Operation operation = listing_.instructions[step.step.at].operation;
    const bool is_sigmoid = operation == Operation::Sigmoid;
    if (!is_sigmoid && operation != Operation::Tanh) return emit_apart(step);
    const Index operand = step.words[2].value;
    const bool is_kept = kept_.count(operand) != 0;
    if (is_kept) {
      word_of_sum(is_sigmoid ? SingleWord::sum_sigmoid : SingleWord::sum_tanh, operand);
    } else {
      word(is_sigmoid ? SingleWord::sigmoid : SingleWord::tanh);
    }
    value(step.words[0].value);
    value(step.words[1].value);
    if (is_kept) {
      emit_sum(operand);
    } else {
      value(operand);
    }
    return true;
  }

  bool emit_apart(const NamedStep& step) {
    const Operation operation = listing_.instructions[step.step.at].operation;
    const Index y = step.words[0].value, x = step.words[2].value;
    settle(x);
    emit_call(operation, Part::value, y, {x});
    emit_call(operation, Part::da, step.words[1].value, {x, y});
    return true;
  }

  void emit_row(const NamedStep& step) {
    const Instruction& it = listing_.instructions[step.step.at];
    const Index result = step.words[0].value;
    std::vector<Index> operands;
    for (std::size_t k = 1; k < step.words.size(); ++k) operands.push_back(step.words[k].value);
    if (it.operation == Operation::Multiply && emit_sum_times(result, operands)) return;
    for (const Index a : operands) settle(a);
    const bool is_short = it.part == Part::value;
    if (is_short && it.operation == Operation::Multiply) {
      word(SingleWord::multiply);
    } else if (is_short && it.operation == Operation::Subtract) {
      word(SingleWord::subtract);
    } else {
      return emit_call(it.operation, it.part, result, operands);
    }
    value(result);
    for (const Index a : operands) value(a);
  }

  bool emit_sum_times(Index result, const std::vector<Index>& operands) {
    for (const std::size_t k : {0u, 1u}) {
      const Index sum = operands[k], factor = operands[1 - k];
      if (kept_.count(sum) == 0) continue;
      settle(factor);
      if (kept_.count(sum) == 0) return false;  // both were the same
      word_of_sum(SingleWord::sum_times, sum);
      value(result);
      value(factor);
      emit_sum(sum);
      return true;
    }
    return false;
  }

  void emit_call(Operation operation, Part part, Index result, const std::vector<Index>& operands) {
    word(SingleWord::row);
    number(static_cast<std::size_t>(operation));
    number(static_cast<std::size_t>(part));
    value(result);
    number(operands.size());
    for (const Index a : operands) value(a);
  }

  struct Kept {
    const NamedStep* step;
    Index result;
  };

  const std::vector<NamedStep>& steps_;
  const Listing& listing_;
  Index added_;
  Index first_parameter_ = 0;
  Index parameters_ = 0;
  std::map<Index, std::size_t> uses_;
  std::map<Index, Kept> kept_;
  std::vector<bool> is_there_;  // per reduced output
  std::vector<Index> code_;
  bool wants_parameters_ = false;
};

}  // namespace

SingleCode single_code(const std::vector<NamedStep>& steps, const Listing& listing,
                       std::size_t added) {
  return SingleWriter(steps, listing, added).run();
}

}  // namespace wengert::detail
