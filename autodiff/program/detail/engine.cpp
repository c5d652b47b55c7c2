// SPDX-License-Identifier: MIT
#include "engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "../../custom.hpp"
#include "../../error.hpp"
#include "run.hpp"

namespace wengert::detail {
namespace {

// In a block, so that its slots stay in the first-level cache; a multiple of the widest vectors.
constexpr std::size_t block_lanes = 64;

}  // namespace

std::vector<double> inputs_of(const Batch& batch, std::size_t sample) {
  std::vector<double> result;
  for (std::size_t at = sample; at < batch.inputs.size(); at += batch.size) {
    result.push_back(batch.inputs[at]);
  }
  return result;
}

Engine::Engine(const Listing& listing, bool reuse_slots)
    : listing_(listing),
      schedule_(listing, reuse_slots),
      width_(block_lanes),
      values_(listing.size(), 0.0),
      slots_(schedule_.slots * width_, 0.0),
      left_(width_, false) {
  prepare_outputs();
  prepare_steps();
}

void Engine::prepare_outputs() {
  std::size_t reduced = 0, each = 0;
  for (const OutputAt& o : listing_.outputs) {
    targets_.push_back({o.at, o.over, is_reduced(o.over) ? reduced++ : each++});
  }
  sums_.resize(reduced);
  block_sums_.resize(reduced);
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
    if (listing_.variables[i].role == VariableRole::input) inputs_.push_back(i);
  }
}

void Engine::run(const Batch& batch, const Results& results, Branches branches) {
  marked_.clear();
  run_uniform(batch.parameters);
  std::fill(sums_.begin(), sums_.end(), 0.0);
  for (std::size_t begin = 0; begin < batch.size; begin += width_) {
    run_block({batch, results, begin, std::min(width_, batch.size - begin), branches});
  }
}

void Engine::run_uniform(std::span<const double> parameters) {
  std::size_t parameter = 0;
  for (std::size_t i = 0; i < listing_.variables.size(); ++i) {
    const Variable& v = listing_.variables[i];
    if (v.role == VariableRole::parameter) values_[i] = parameters[parameter++];
    if (v.role == VariableRole::constant) values_[i] = v.value;
  }
  const auto value = [this](Index a) { return values_[a]; };
  for (const Index i : schedule_.uniform) {
    const Instruction& it = listing_.instructions[i];
    if (it.operation == Operation::constant) {
      values_[i] = it.number;
    } else if (it.operation == Operation::guard) {
      if (values_[listing_.operands_of(i)[0]] == it.number) continue;
      const auto v = compared_by(listing_, i);
      throw_branch(listing_, i, {values_[v.front()], values_[v.back()]});
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
  if (any_left_) std::fill(left_.begin(), left_.end(), false);  // of the block before, or a refusal
  any_left_ = false;
  run_steps(block);
  if (any_left_) leave_out(block);
  for (std::size_t k = 0; k < sums_.size(); ++k) sums_[k] += block_sums_[k];
}

// Sums are taken while the steps run, before it is known who leaves later: once more, without them.
void Engine::leave_out(const Block& block) {
  for (std::size_t k = 0; k < block.lanes; ++k) {
    if (!left_[k]) continue;
    if (block.branches == Branches::refuse) refuse(block.begin + k, block.batch);
    marked_.push_back(block.begin + k);
  }
  run_steps(block);
}

// Scalar evaluation knows the numbers of the comparison, which are overwritten here.
void Engine::refuse(std::size_t sample, const Batch& batch) const {
  try {
    evaluate<double>(listing_, inputs_of(batch, sample), batch.parameters);
  } catch (const BranchError& e) {
    throw BranchError(fmt::format("sample {}: {}", sample, e.what()));
  }
  throw BranchError(fmt::format(
      "sample {}: program: a comparison comes out otherwise than when it was recorded", sample));
}

void Engine::run_steps(const Block& block) {
  std::fill(block_sums_.begin(), block_sums_.end(), 0.0);
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
    return check_guard(step.at, pointers_[0], block);
  }
  double* const result = slots_.data() + schedule_.slot_of[step.at] * width_;
  if (step.kernel != nullptr) {
    step.kernel(pointers_.data(), step.count, block.lanes, result);
  } else {
    run_custom(step.at, block.lanes, result);
  }
  gather(step.outputs, result, block);
}

void Engine::check_guard(Index i, const double* mask, const Block& block) {
  const double wanted = listing_.instructions[i].number;
  for (std::size_t k = 0; k < block.lanes; ++k) {
    if (mask[k] == wanted) continue;
    left_[k] = true;
    any_left_ = true;
  }
}

// By one tree, whatever the width of the processor's vectors: eight sums, each of every eighth
// number, and those by pairs. Who left is not multiplied by 0, since it may be NaN.
double Engine::sum_of(const double* values, std::size_t lanes) const {
  std::array<double, 8> sums{};
  for (std::size_t i = 0; i < lanes; ++i) {
    sums[i % 8] += any_left_ && left_[i] ? 0.0 : values[i];
  }
  const double even = (sums[0] + sums[4]) + (sums[2] + sums[6]);
  const double odd = (sums[1] + sums[5]) + (sums[3] + sums[7]);
  return even + odd;
}

// The outputs of a sample that was recorded again.
void Engine::put(const std::vector<double>& outputs, std::size_t sample, const Batch& batch,
                 const Results& results) {
  std::size_t reduced = 0, each = 0;
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    if (is_reduced(listing_.outputs[k].over)) {
      sums_[reduced++] += outputs[k];
    } else if (const std::size_t column = each++; !results.each.empty()) {
      results.each[column * batch.size + sample] = outputs[k];
    }
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
      block_sums_[o.place] = sum_of(values, block.lanes);
    } else if (!block.results.each.empty()) {
      double* const column = block.results.each.data() + o.place * block.batch.size + block.begin;
      for (std::size_t k = 0; k < block.lanes; ++k) {
        const bool is_out = any_left_ && left_[k];
        column[k] = is_out ? std::numeric_limits<double>::quiet_NaN() : values[k];
      }
    }
  }
}

// Uniform outputs are put in here, and means are taken over the samples that count.
void Engine::finish(const Batch& batch, const Results& results, Branches branches) const {
  const std::size_t out = branches == Branches::mark ? marked_.size() : 0;
  const auto size = static_cast<double>(batch.size - out);
  for (const Target& o : targets_) {
    const bool is_uniform = !schedule_.is_varying[o.at];
    if (is_reduced(o.over) && !results.reduced.empty()) {
      const double sum = is_uniform ? values_[o.at] * size : sums_[o.place];
      results.reduced[o.place] = o.over == Over::mean ? sum / size : sum;
    } else if (!is_reduced(o.over) && !results.each.empty()) {
      double* const column = results.each.data() + o.place * batch.size;
      if (is_uniform) std::fill_n(column, batch.size, values_[o.at]);
      if (o.over != Over::share) continue;
      for (std::size_t k = 0; k < batch.size; ++k) column[k] /= size;
    }
  }
}

}  // namespace wengert::detail
