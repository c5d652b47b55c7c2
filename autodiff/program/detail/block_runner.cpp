// SPDX-License-Identifier: MIT
#include "block_runner.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "../../custom.hpp"
#include "run.hpp"

namespace wengert::detail {
namespace {

constexpr std::size_t line = 8;  // doubles in a line of the cache

constexpr std::size_t rounded_up(std::size_t n) {
  return (n + lane_group - 1) / lane_group * lane_group;
}

}  // namespace

// A line between slots keeps them off each other's places in the cache.
BlockRunner::BlockRunner(const LanePlan& plan, std::size_t inputs, std::size_t outputs,
                         std::size_t width)
    : plan_(plan),
      stride_(width + line),
      memory_((plan.slots + inputs) * stride_ + line, 0.0),
      counted_(width, 0.0),
      block_sums_(outputs, 0.0),
      left_(width, false) {
  const auto address = reinterpret_cast<std::uintptr_t>(memory_.data());
  slots_ = memory_.data() + (rounded_up(address / sizeof(double)) - address / sizeof(double));
  inputs_ = slots_ + plan.slots * stride_;
  Index most = 0;
  for (const LaneStep& step : plan.steps) {
    most = std::max(most, step.words);
    has_guards_ = has_guards_ || step.kind == StepKind::guard;
  }
  pointers_.resize(most);
}

Frame BlockRunner::fresh_frame(const RunContext& context) const {
  Frame frame;
  frame.base[0] = slots_;
  frame.slots = slots_;
  frame.stride[0] = stride_;
  frame.uniforms = context.uniforms.data();
  return frame;
}

void BlockRunner::spread(const RunContext& context, std::size_t lanes) {
  for (const SpreadUniform& s : plan_.spread) {
    std::fill_n(slots_ + s.slot * stride_, lanes, context.uniforms[s.uniform]);
  }
}

void BlockRunner::run(const RunContext& context, const Range& range, BatchPart& part) {
  stored_nan_ = false;
  spread(context, range.width);
  Frame frame = fresh_frame(context);
  for (std::size_t begin = range.begin; begin < range.end; begin += range.width) {
    const Block block{context, begin, 0};
    frame.count = std::min(range.width, range.end - begin);
    frame.lanes = rounded_up(frame.count);
    read_inputs(block, frame);
    if (!run_block(block, frame, part)) return;
  }
  look_for_nan(part);
}

void BlockRunner::look_for_nan(BatchPart& part) const {
  part.has_nan = stored_nan_ || std::any_of(part.sums.begin(), part.sums.end(),
                                            [](double sum) { return std::isnan(sum); });
}

void BlockRunner::run_one(const RunContext& context, BatchPart& part) {
  stored_nan_ = false;
  spread(context, 1);
  Frame frame = fresh_frame(context);
  frame.count = 1;
  frame.lanes = 1;
  frame.base[1] = context.batch.inputs.data();
  frame.stride[1] = 1;
  run_block({context, 0, 1}, frame, part);
  look_for_nan(part);
}

// Inputs are read where they are, unless a vector would read past their end, or there are so many
// columns, each on a page of its own, that coming back to them costs more than a copy. The padding
// is the last sample, whose numbers are at least ordinary.
void BlockRunner::read_inputs(const Block& block, Frame& frame) {
  const Batch& batch = block.run.batch;
  frame.counted = nullptr;
  const bool are_scattered = block.run.inputs >= 8 && batch.size > frame.lanes;
  if (frame.count == frame.lanes && !are_scattered) {
    frame.base[1] = batch.inputs.data() + block.begin;
    frame.stride[1] = batch.size;
    return;
  }
  for (std::size_t k = 0; k < block.run.inputs; ++k) {
    const double* const from = batch.inputs.data() + k * batch.size + block.begin;
    double* const to = inputs_ + k * stride_;
    std::copy_n(from, frame.count, to);
    std::fill(to + frame.count, to + frame.lanes, from[frame.count - 1]);
  }
  frame.base[1] = inputs_;
  frame.stride[1] = stride_;
  if (frame.count != frame.lanes) count_lanes(frame);
}

void BlockRunner::count_lanes(Frame& frame) {
  const auto all_bits = std::bit_cast<double>(~std::uint64_t{0});
  for (std::size_t k = 0; k < frame.lanes; ++k) {
    const bool is_out = k >= frame.count || (any_left_ && left_[k]);
    counted_[k] = is_out ? 0.0 : all_bits;
  }
  frame.counted = counted_.data();
}

// Sums are taken while the steps run, before it is known who leaves later: a program with guards
// keeps those of a block apart. False: a sample may not leave.
bool BlockRunner::run_block(const Block& block, Frame& frame, BatchPart& part) {
  if (!has_guards_) {
    frame.sums = part.sums.data();
    run_steps(block, frame);
    return true;
  }
  frame.sums = block_sums_.data();
  any_left_ = false;
  std::fill(block_sums_.begin(), block_sums_.end(), 0.0);
  run_steps(block, frame);
  if (any_left_) {
    leave_out(block, frame, part);
    if (part.is_refused) return false;
  }
  for (std::size_t k = 0; k < block_sums_.size(); ++k) part.sums[k] += block_sums_[k];
  return true;
}

// Once more, without those who leave.
void BlockRunner::leave_out(const Block& block, Frame& frame, BatchPart& part) {
  for (std::size_t k = 0; k < frame.count; ++k) {
    if (!left_[k]) continue;
    part.marked.push_back(block.begin + k);
    if (block.run.branches == Branches::refuse) {
      part.is_refused = true;
      return;
    }
  }
  count_lanes(frame);
  std::fill(block_sums_.begin(), block_sums_.end(), 0.0);
  run_steps(block, frame);
}

void BlockRunner::run_steps(const Block& block, const Frame& frame) {
  const Index* const words = plan_.words.data();
  for (const LaneStep& step : plan_.steps) {
    if (step.kind <= StepKind::outer) {
      step.sum[block.form](words + step.first, step.count, frame);
    } else {
      run_other(step, block, frame);
    }
  }
}

void BlockRunner::run_other(const LaneStep& step, const Block& block, const Frame& frame) {
  switch (step.kind) {
    case StepKind::row:
      return run_row(step, block, frame);
    case StepKind::pair:
      return run_pair(step, block, frame);
    case StepKind::custom:
      return run_custom(step, block, frame);
    case StepKind::guard:
      return check_guard(step, block, frame);
    default:
      return store(step, block, frame);
  }
}

void BlockRunner::run_row(const LaneStep& step, const Block& block, const Frame& frame) {
  const Index* const words = plan_.words.data() + step.first;
  const std::size_t operands = step.words - 1;
  for (std::size_t k = 0; k < operands; ++k) pointers_[k] = frame.at(words[1 + k]);
  const std::size_t lanes = step.by_vectors ? frame.lanes : frame.count;
  step.row[block.form](pointers_.data(), operands, lanes, frame.result(words[0]));
}

void BlockRunner::run_pair(const LaneStep& step, const Block& block, const Frame& frame) {
  const Index* const words = plan_.words.data() + step.first;
  const double* const x = frame.at(words[2]);
  double* const value = frame.result(words[0]);
  double* const slope = frame.result(words[1]);
  if (step.pair != nullptr && block.form == 0) return step.pair(x, frame.lanes, value, slope);
  // Either may be written over the operand, which the slope wants as well.
  for (std::size_t i = 0; i < frame.count; ++i) {
    double kept[2] = {x[i], 0.0};
    const double* const operands[2] = {&kept[0], &kept[1]};
    step.row[0](operands, 1, 1, &kept[1]);
    step.row[1](operands, 2, 1, slope + i);
    value[i] = kept[1];
  }
}

void BlockRunner::run_custom(const LaneStep& step, const Block& block, const Frame& frame) const {
  const Index* const words = plan_.words.data() + step.first;
  const Instruction& it = block.run.listing.instructions[step.at];
  const CustomRule& rule = *block.run.listing.customs[it.which];
  const double* const x = frame.at(words[1]);
  const double* const y = it.part == Part::value ? x : frame.at(words[2]);
  double* const result = frame.result(words[0]);
  for (std::size_t k = 0; k < frame.count; ++k) {
    result[k] = it.part == Part::value ? custom_value<double>(rule, x[k])
                                       : custom_slope<double>(rule, x[k], y[k]);
  }
}

void BlockRunner::check_guard(const LaneStep& step, const Block& block, const Frame& frame) {
  const double* const mask = frame.at(plan_.words[step.first]);
  const double wanted = block.run.listing.instructions[step.at].number;
  for (std::size_t k = 0; k < frame.count; ++k) {
    if (mask[k] == wanted) continue;
    if (!any_left_) std::fill(left_.begin(), left_.end(), false);
    left_[k] = true;
    any_left_ = true;
  }
}

void BlockRunner::store(const LaneStep& step, const Block& block, const Frame& frame) {
  const Results& results = block.run.results;
  if (results.each.empty()) return;
  const Index* const words = plan_.words.data() + step.first;
  const double* const values = frame.at(words[0]);
  double* const column = results.each.data() + words[1] * block.run.batch.size + block.begin;
  std::copy_n(values, frame.count, column);
  stored_nan_ = stored_nan_ || std::any_of(values, values + frame.count,
                                           [](double value) { return std::isnan(value); });
  if (!any_left_) return;
  for (std::size_t k = 0; k < frame.count; ++k) {
    if (left_[k]) column[k] = std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace wengert::detail
