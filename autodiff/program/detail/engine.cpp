// SPDX-License-Identifier: MIT
#include "engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "../../error.hpp"
#include "run.hpp"
#include "single.hpp"

namespace wengert::detail {
namespace {

// However many threads there are: each part's sums are apart until all are there.
constexpr std::size_t most_parts = 16;
// Waking threads takes some microseconds.
constexpr std::size_t operations_worth_threads = 400'000;

constexpr std::size_t few_parameters = 64;

constexpr std::size_t divided_up(std::size_t n, std::size_t by) { return (n + by - 1) / by; }

}  // namespace

std::vector<double> inputs_of(const Batch& batch, std::size_t sample) {
  std::vector<double> result;
  for (std::size_t at = sample; at < batch.inputs.size(); at += batch.size) {
    result.push_back(batch.inputs[at]);
  }
  return result;
}

Engine::Engine(const Listing& listing, const Passes& passes, unsigned threads)
    : listing_(listing),
      schedule_(listing),
      passes_(passes),
      plan_(make_plan(listing, schedule_.is_varying, passes)),
      threads_(threads) {
  prepare_outputs();
  prepare_uniforms();
  has_customs_ = !listing.customs.empty();
  wants_uniforms_ =
      plan_.single.wants_parameters || !schedule_.uniform.empty() || !changing_.empty();
  may_run_single_ = !plan_.single.words.empty() && !has_uniform_outputs_;
  runners_.push_back(
      std::make_unique<BlockRunner>(plan_, inputs_.size(), sums_.size(), plan_.lanes));
}

void Engine::prepare_outputs() {
  for (const OutputAt& o : listing_.outputs) {
    auto& list = is_reduced(o.over) ? reduced_ : each_;
    const bool is_uniform = !schedule_.is_varying[o.at];
    if (o.over == Over::mean || (is_reduced(o.over) && is_uniform)) {
      unlike_sums_.push_back(static_cast<Index>(list.size()));
    }
    list.push_back({o.at, o.over});
    has_uniform_outputs_ = has_uniform_outputs_ || is_uniform;
  }
  sums_.resize(reduced_.size());
}

void Engine::prepare_uniforms() {
  uniforms_.resize(plan_.values, 0.0);
  for (Index i = 0; i < listing_.size(); ++i) {
    if (i < listing_.variables.size()) {
      const Variable& v = listing_.variables[i];
      if (v.role == VariableRole::input) inputs_.push_back(i);
      if (v.role == VariableRole::parameter) parameters_.push_back(i);
      if (v.role == VariableRole::constant) uniforms_[i] = v.value;
    } else if (listing_.is_constant(i)) {
      uniforms_[i] = listing_.instructions[i].number;
    }
  }
  are_parameters_in_a_row_ = !parameters_.empty() && parameters_.back() - parameters_.front() ==
                                                         static_cast<Index>(parameters_.size() - 1);
  add_uniforms(plan_.added);
  std::copy_if(
      plan_.added.begin(), plan_.added.end(), std::back_inserter(changing_),
      [&](const AddedUniform& it) { return it.of != no_index && !listing_.is_constant(it.of); });
}

// Of equal width, as far as whole vectors allow, so that the last block is not a short one.
Engine::Blocks Engine::blocks_of(std::size_t size) const {
  Blocks result{};
  const std::size_t least = std::max<std::size_t>(1, divided_up(size, plan_.lanes));
  result.width = divided_up(divided_up(size, least), lane_group) * lane_group;
  result.count = size == 0 ? 0 : divided_up(size, result.width);
  result.per_part = std::max<std::size_t>(1, divided_up(result.count, most_parts));
  result.parts = divided_up(result.count, result.per_part);
  return result;
}

void Engine::run(const Batch& batch, const Results& results, Branches branches) {
  marked_.clear();
  run_uniform(batch.parameters);
  add_uniforms(changing_);
  const RunContext context{listing_, plan_, inputs_.size(), uniforms_, batch, results, branches};
  const Blocks blocks = blocks_of(batch.size);
  while (parts_.size() < (blocks.parts > 1 ? most_parts : blocks.parts)) {
    parts_.push_back({.sums = std::vector<double>(sums_.size())});
  }
  run_parts(context, blocks);
  if (plan_.is_hasty) run_carefully(context, blocks);
  gather_parts(context, blocks.parts);
}

// Inputs take the places of their instructions among the uniforms.
bool Engine::run_single(const Batch& batch, const Results& results) {
  const bool fits = may_run_single_ && batch.inputs.size() == inputs_.size() &&
                    batch.parameters.size() == parameters_.size() &&
                    (results.reduced.empty() || results.reduced.size() == reduced_.size()) &&
                    (results.each.empty() || results.each.size() == each_.size());
  if (!fits) return false;
  marked_.clear();
  for (std::size_t k = 0; k < inputs_.size(); ++k) uniforms_[inputs_[k]] = batch.inputs[k];
  if (wants_uniforms_) {
    run_uniform(batch.parameters);
    add_uniforms(changing_);
  }
  double* const each = results.each.empty() ? nullptr : results.each.data();
  double* const sums = results.reduced.empty() ? sums_.data() : results.reduced.data();
  detail::run_single(plan_.single.words, batch.parameters.data(), uniforms_.data(), {sums, each});
  if (!plan_.is_hasty) return true;
  const auto is_nan = [](double x) { return std::isnan(x); };
  return std::none_of(sums, sums + sums_.size(), is_nan) &&
         std::none_of(results.each.begin(), results.each.end(), is_nan);
}

void Engine::run_parts(const RunContext& context, const Blocks& blocks) {
  if (blocks.parts <= 1 || !is_worth_threads(context.batch.size)) {
    for (std::size_t k = 0; k < blocks.parts; ++k) run_part(context, blocks, k, *runners_.front());
    return;
  }
  if (!parallel_) parallel_.emplace(threads_);
  while (runners_.size() < parallel_->workers()) {
    runners_.push_back(
        std::make_unique<BlockRunner>(plan_, inputs_.size(), sums_.size(), plan_.lanes));
  }
  parallel_->run(blocks.parts, [&](std::size_t number, std::size_t worker) {
    run_part(context, blocks, number, *runners_[worker]);
  });
}

void Engine::run_part(const RunContext& context, const Blocks& blocks, std::size_t number,
                      BlockRunner& runner) {
  BatchPart& part = parts_[number];
  std::fill(part.sums.begin(), part.sums.end(), 0.0);
  part.marked.clear();
  part.has_nan = false;
  part.is_refused = false;
  if (context.batch.size == 1) return runner.run_one(context, part);
  const std::size_t samples = blocks.per_part * blocks.width;
  const std::size_t begin = number * samples;
  const std::size_t end = std::min(context.batch.size, begin + samples);
  runner.run(context, {begin, end, blocks.width}, part);
}

void Engine::run_carefully(const RunContext& context, const Blocks& blocks) {
  for (std::size_t k = 0; k < blocks.parts; ++k) {
    if (!parts_[k].has_nan) continue;
    if (!careful_plan_) {
      careful_plan_ = make_plan(listing_, schedule_.is_varying, passes_, Care::careful);
      careful_runner_.emplace(*careful_plan_, inputs_.size(), sums_.size(), plan_.lanes);
    }
    uniforms_.resize(std::max(uniforms_.size(), careful_plan_->values));
    add_uniforms(careful_plan_->added);
    const RunContext careful{listing_,      *careful_plan_,  inputs_.size(),  uniforms_,
                             context.batch, context.results, context.branches};
    run_part(careful, blocks, k, *careful_runner_);
    add_uniforms(plan_.added);
  }
}

// A custom operation is the user's, who was not asked whether threads may share it.
bool Engine::is_worth_threads(std::size_t size) const {
  return threads_ != 1 && !has_customs_ && plan_.operations * size >= operations_worth_threads;
}

void Engine::gather_parts(const RunContext& context, std::size_t parts) {
  std::fill(sums_.begin(), sums_.end(), 0.0);
  for (std::size_t k = 0; k < parts; ++k) {
    const BatchPart& part = parts_[k];
    marked_.insert(marked_.end(), part.marked.begin(), part.marked.end());
    if (part.is_refused) refuse(marked_.front(), context.batch);
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += part.sums[i];
  }
}

// Whoever trains sample by sample has just written the parameters one by one: a wide load of what
// is still on its way to the cache would wait for it, so that few are copied one by one as well.
void Engine::copy_parameters(std::span<const double> parameters) {
  if (!are_parameters_in_a_row_) {
    for (std::size_t k = 0; k < parameters_.size(); ++k) uniforms_[parameters_[k]] = parameters[k];
  } else if (parameters_.size() <= few_parameters) {
    double* const to = uniforms_.data() + parameters_.front();
    for (std::size_t k = 0; k < parameters.size(); ++k) {
      to[k] = static_cast<const volatile double&>(parameters[k]);
    }
  } else {
    std::copy(parameters.begin(), parameters.end(), uniforms_.begin() + parameters_.front());
  }
}

void Engine::run_uniform(std::span<const double> parameters) {
  copy_parameters(parameters);
  const auto value = [this](Index a) { return uniforms_[a]; };
  for (const Index i : schedule_.uniform) {
    const Instruction& it = listing_.instructions[i];
    if (it.operation == Operation::guard) {
      if (uniforms_[listing_.operands_of(i)[0]] == it.number) continue;
      const auto v = compared_by(listing_, i);
      throw_branch(listing_, i, {uniforms_[v.front()], uniforms_[v.back()]});
    }
    uniforms_[i] = run_operation<double>(listing_, i, value);
  }
}

void Engine::add_uniforms(std::span<const AddedUniform> added) {
  for (const AddedUniform& it : added) {
    const double x = it.of == no_index ? 1.0 : uniforms_[it.of];
    uniforms_[it.at] = it.negative ? -x : x;
  }
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

// Uniform outputs are put in here, and means are taken over the samples that count.
void Engine::finish(const Batch& batch, const Results& results, Branches branches) const {
  const std::size_t out = branches == Branches::mark ? marked_.size() : 0;
  const auto size = static_cast<double>(batch.size - out);
  if (!results.reduced.empty()) {
    std::copy(sums_.begin(), sums_.end(), results.reduced.begin());
    for (const Index k : unlike_sums_) {
      const Target& o = reduced_[k];
      double& result = results.reduced[k];
      if (!schedule_.is_varying[o.at]) result = uniforms_[o.at] * size;
      if (o.over == Over::mean) result /= size;
    }
  }
  if (results.each.empty()) return;
  for (std::size_t k = 0; k < each_.size(); ++k) {
    double* const column = results.each.data() + k * batch.size;
    if (!schedule_.is_varying[each_[k].at]) {
      std::fill_n(column, batch.size, uniforms_[each_[k].at]);
    }
    if (each_[k].over != Over::share) continue;
    for (std::size_t i = 0; i < batch.size; ++i) column[i] /= size;
  }
}

}  // namespace wengert::detail
