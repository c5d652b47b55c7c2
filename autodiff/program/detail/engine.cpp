// SPDX-License-Identifier: MIT
#include "engine.hpp"

#include <algorithm>
#include <array>

#include "../../custom.hpp"
#include "run.hpp"

namespace wengert::detail {
namespace {

// In a block, so that its slots stay in the first-level cache; a multiple of the widest vectors.
constexpr std::size_t block_lanes = 64;

// By one tree, whatever the width of the processor's vectors: eight sums, each of every eighth
// number, and those by pairs.
double sum_of(const double* values, std::size_t count) {
  std::array<double, 8> sums{};
  for (std::size_t i = 0; i < count; ++i) sums[i % 8] += values[i];
  const double even = (sums[0] + sums[4]) + (sums[2] + sums[6]);
  const double odd = (sums[1] + sums[5]) + (sums[3] + sums[7]);
  return even + odd;
}

bool is_reduced(Over over) { return over == Over::sum || over == Over::mean; }

}  // namespace

Engine::Engine(const Listing& listing, bool reuse_slots)
    : listing_(listing),
      schedule_(listing, reuse_slots),
      width_(block_lanes),
      values_(listing.size(), 0.0),
      slots_(schedule_.slots * width_, 0.0) {
  prepare_outputs();
  prepare_steps();
}

void Engine::prepare_outputs() {
  std::size_t reduced = 0, each = 0;
  for (const OutputAt& o : listing_.outputs) {
    targets_.push_back({o.at, o.over, is_reduced(o.over) ? reduced++ : each++});
  }
  sums_.resize(reduced);
  std::stable_sort(targets_.begin(), targets_.end(),
                   [](const Target& a, const Target& b) { return a.at < b.at; });
}

std::span<const Engine::Target> Engine::outputs_at(Index i) const {
  const auto [first, last] =
      std::equal_range(targets_.begin(), targets_.end(), Target{i, Over::each, 0},
                       [](const Target& a, const Target& b) { return a.at < b.at; });
  return {first, last};
}

void Engine::prepare_steps() {
  std::size_t most = 0;
  for (const Index i : schedule_.varying) {
    const Instruction& it = listing_.instructions[i];
    const auto operands = listing_.operands_of(i);
    const bool is_row = it.operation > Operation::custom;
    steps_.push_back({i, is_row ? scalar_kernel(it.operation, it.part) : nullptr, operands_.size(),
                      operands.size(), outputs_at(i)});
    operands_.insert(operands_.end(), operands.begin(), operands.end());
    most = std::max(most, operands.size());
  }
  pointers_.resize(most);
  for (Index i = 0; i < listing_.variables.size(); ++i) {
    column_.push_back(inputs_.size());
    if (listing_.variables[i].role == Role::input) inputs_.push_back(i);
  }
}

void Engine::run(const Batch& batch, const Results& results) {
  run_uniform(batch.parameters);
  std::fill(sums_.begin(), sums_.end(), 0.0);
  for (std::size_t begin = 0; begin < batch.size; begin += width_) {
    run_block({batch, results, begin, std::min(width_, batch.size - begin)});
  }
  finish(batch, results);
}

void Engine::run_uniform(std::span<const double> parameters) {
  std::size_t parameter = 0;
  for (std::size_t i = 0; i < listing_.variables.size(); ++i) {
    const Variable& v = listing_.variables[i];
    if (v.role == Role::parameter) values_[i] = parameters[parameter++];
    if (v.role == Role::constant) values_[i] = v.value;
  }
  const auto value = [this](Index a) { return values_[a]; };
  for (const Index i : schedule_.uniform) {
    const Instruction& it = listing_.instructions[i];
    if (it.operation == Operation::constant) {
      values_[i] = it.number;
    } else if (it.operation == Operation::guard) {
      check_guard(i, &values_[listing_.operands_of(i)[0]], 1);
    } else {
      values_[i] = run_operation<double>(listing_, i, value);
    }
  }
  for (const Index i : schedule_.spread) {
    std::fill_n(slots_.data() + schedule_.slot_of[i] * width_, width_, values_[i]);
  }
}

const double* Engine::values_of(Index i, const Block& block) const {
  if (schedule_.slot_of[i] != no_slot) return slots_.data() + schedule_.slot_of[i] * width_;
  return block.batch.inputs.data() + column_[i] * block.batch.size + block.begin;
}

void Engine::run_block(const Block& block) {
  for (const Index i : inputs_) {
    const auto outputs = outputs_at(i);
    if (!outputs.empty()) gather(outputs, values_of(i, block), block);
  }
  for (const Step& step : steps_) run_step(step, block);
}

void Engine::run_step(const Step& step, const Block& block) {
  for (std::size_t k = 0; k < step.count; ++k) {
    pointers_[k] = values_of(operands_[step.first + k], block);
  }
  if (listing_.instructions[step.at].operation == Operation::guard) {
    return check_guard(step.at, pointers_[0], block.lanes);
  }
  double* const result = slots_.data() + schedule_.slot_of[step.at] * width_;
  if (step.kernel != nullptr) {
    step.kernel(pointers_.data(), step.count, block.lanes, result);
  } else {
    run_custom(step.at, block.lanes, result);
  }
  gather(step.outputs, result, block);
}

void Engine::check_guard(Index i, const double* mask, std::size_t lanes) const {
  const double wanted = listing_.instructions[i].number;
  for (std::size_t k = 0; k < lanes; ++k) {
    if (mask[k] != wanted) throw_branch(listing_, i);
  }
}

void Engine::run_custom(Index i, std::size_t lanes, double* result) const {
  const Instruction& it = listing_.instructions[i];
  const CustomRule& rule = *listing_.customs[it.which];
  for (std::size_t k = 0; k < lanes; ++k) {
    result[k] = it.part == Part::value
                    ? custom_value<double>(rule, pointers_[0][k])
                    : custom_slope<double>(rule, pointers_[0][k], pointers_[1][k]);
  }
}

void Engine::gather(std::span<const Target> outputs, const double* values, const Block& block) {
  for (const Target& o : outputs) {
    if (is_reduced(o.over)) {
      sums_[o.place] += sum_of(values, block.lanes);
    } else if (!block.results.each.empty()) {
      double* const column = block.results.each.data() + o.place * block.batch.size + block.begin;
      const double size = o.over == Over::share ? static_cast<double>(block.batch.size) : 1.0;
      for (std::size_t k = 0; k < block.lanes; ++k) column[k] = values[k] / size;
    }
  }
}

// Uniform outputs are put in here, and means are taken.
void Engine::finish(const Batch& batch, const Results& results) const {
  const auto size = static_cast<double>(batch.size);
  for (const Target& o : targets_) {
    const bool is_uniform = !schedule_.is_varying[o.at];
    if (is_reduced(o.over) && !results.reduced.empty()) {
      const double sum = is_uniform ? values_[o.at] * size : sums_[o.place];
      results.reduced[o.place] = o.over == Over::mean ? sum / size : sum;
    } else if (is_uniform && !results.each.empty()) {
      const double value = o.over == Over::share ? values_[o.at] / size : values_[o.at];
      std::fill_n(results.each.data() + o.place * batch.size, batch.size, value);
    }
  }
}

}  // namespace wengert::detail
