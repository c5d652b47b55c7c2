// SPDX-License-Identifier: MIT
#include "program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "../detail/spelling.hpp"
#include "../error.hpp"
#include "detail/access.hpp"
#include "detail/engine.hpp"
#include "detail/gradient.hpp"
#include "detail/passes.hpp"
#include "detail/recorded.hpp"

namespace wengert {

using detail::Index;
using detail::Listing;
using detail::Made;
using detail::VariableRole;

// A gradient that was added, or outputs that were chosen.
struct detail::Made {
  std::string gradient_of;  // empty: chosen
  std::vector<std::string> names;
};

struct Program::State {
  State(Listing listing, const Passes& switched_on)
      : recorded(std::move(listing)), passes(switched_on) {
    optimise();
  }
  State(const State& other)
      : recorded(other.recorded),
        passes(other.passes),
        optimised(other.optimised),
        stages(other.stages),
        function(other.function),
        made(other.made),
        threads(other.threads) {}

  void optimise() {
    engine.reset();
    optimised = recorded;
    stages = {{"recorded", recorded.instructions.size()}};
    for (const detail::Pass& pass : detail::all_passes) {
      if (!(passes.*pass.switched_on)) continue;
      detail::Moved moved;
      optimised = pass.run(optimised, moved);
      stages.push_back({std::string(pass.name), optimised.instructions.size()});
    }
  }

  Listing recorded;
  Passes passes;
  Listing optimised;
  std::vector<ProgramStatistics::Stage> stages;
  std::optional<detail::Engine> engine;  // made by the first run
  // Of what it was made, and what was made of that: to record it again at another point.
  std::shared_ptr<const detail::Recordable> function;
  std::vector<Made> made;
  unsigned threads = 0;
};

Program::Program(const Tape& tape, const Interface& interface, const Passes& passes)
    : Program(std::make_unique<State>(detail::recorded_listing(tape, interface), passes)) {}
Program::Program(std::unique_ptr<State> state) : state_(std::move(state)) {}
Program::Program(const Program& other) : state_(std::make_unique<State>(other.state())) {}
Program& Program::operator=(const Program& other) {
  if (this != &other) state_ = std::make_unique<State>(other.state());
  return *this;
}
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

Program::State& Program::state() const {
  if (state_ == nullptr) throw Error("this Program was moved from; use the one it was moved to");
  return *state_;
}

const Listing& Program::listing() const { return state().optimised; }

namespace {

const detail::OutputAt& output_called(const Listing& listing, std::string_view name) {
  const auto found = std::find_if(listing.outputs.begin(), listing.outputs.end(),
                                  [&](const auto& o) { return o.name == name; });
  if (found != listing.outputs.end()) return *found;
  std::vector<std::string_view> names;
  for (const auto& o : listing.outputs) names.push_back(o.name);
  throw Error(fmt::format("program: no output is called '{}'; its outputs are: {}", name,
                          fmt::join(names, ", ")));
}

// Inputs and parameters by their names.
std::vector<Index> variables_called(const Listing& listing,
                                    const std::vector<std::string>& wanted) {
  std::unordered_map<std::string_view, Index> named;
  std::vector<std::string_view> names;
  for (Index i = 0; i < listing.variables.size(); ++i) {
    if (listing.variables[i].role == VariableRole::constant) continue;
    named.emplace(listing.variables[i].name, i);
    names.push_back(listing.variables[i].name);
  }
  std::vector<Index> result;
  result.reserve(wanted.size());
  for (const std::string& name : wanted) {
    const auto found = named.find(name);
    if (found == named.end()) {
      throw Error(fmt::format("program: no input or parameter is called '{}'; there are: {}", name,
                              fmt::join(names, ", ")));
    }
    result.push_back(found->second);
  }
  return result;
}

}  // namespace

Program Program::with_gradient(std::string_view output) const {
  return with_gradient(output, parameters());
}

Program Program::with_gradient(std::string_view output, const std::vector<std::string>& by) const {
  const Listing& from = state().recorded;
  return derived(
      detail::with_gradient(from, output_called(from, output), variables_called(from, by)),
      {std::string(output), by});
}

Program Program::derived(Listing listing, Made made) const {
  detail::require_different_names(listing);
  auto result = std::make_unique<State>(std::move(listing), state().passes);
  result->function = state().function;
  result->made = state().made;
  result->made.push_back(std::move(made));
  result->threads = state().threads;
  return Program(std::move(result));
}

Program Program::only(const std::vector<std::string>& outputs) const {
  Listing listing = state().recorded;
  listing.outputs.clear();
  for (const std::string& name : outputs) {
    listing.outputs.push_back(output_called(state().recorded, name));
  }
  return derived(std::move(listing), {"", outputs});
}

void Program::set_constant(std::string_view name, double value) {
  for (detail::Variable& v : state().recorded.variables) {
    if (v.role != VariableRole::constant || v.name != name) continue;
    const double before = v.value;
    v.value = value;
    try {
      return state().optimise();
    } catch (...) {
      v.value = before;
      state().optimise();
      throw;
    }
  }
  throw Error(fmt::format("program: no constant is called '{}'; its named constants are: {}", name,
                          fmt::join(constants(), ", ")));
}

std::vector<std::string> Program::names(VariableRole role) const {
  std::vector<std::string> result;
  for (const detail::Variable& v : listing().variables) {
    if (v.role == role) result.push_back(v.name);
  }
  return result;
}

std::vector<std::string> Program::outputs() const {
  std::vector<std::string> result;
  for (const detail::OutputAt& o : listing().outputs) result.push_back(o.name);
  return result;
}

std::size_t Program::reduced_outputs() const {
  return static_cast<std::size_t>(std::count_if(listing().outputs.begin(), listing().outputs.end(),
                                                [](const auto& o) { return is_reduced(o.over); }));
}

std::size_t Program::outputs_per_sample() const {
  return listing().outputs.size() - reduced_outputs();
}

std::vector<double> Program::recorded_parameters() const {
  std::vector<double> result;
  for (const detail::Variable& v : listing().variables) {
    if (v.role == VariableRole::parameter) result.push_back(v.value);
  }
  return result;
}

namespace {

std::size_t count(const Listing& listing, VariableRole role) {
  return static_cast<std::size_t>(
      std::count_if(listing.variables.begin(), listing.variables.end(),
                    [role](const detail::Variable& v) { return v.role == role; }));
}

void require_size(std::string_view what, std::size_t wanted, std::size_t came) {
  if (wanted == came) return;
  throw Error(fmt::format("program: {} wanted, {} came",
                          fmt::vformat(what, fmt::make_format_args(wanted)), came));
}

}  // namespace

Program Program::recorded(const Signature& signature,
                          std::shared_ptr<const detail::Recordable> function,
                          const Passes& passes) {
  const std::size_t inputs = signature.inputs.size();
  const std::size_t count = inputs + signature.parameters.size();
  std::vector<double> at = signature.at;
  if (at.empty()) at.assign(count, 0.5);
  require_size("{} numbers to record at were", count, at.size());
  Tape tape;
  Interface interface;
  for (std::size_t k = 0; k < inputs; ++k) {
    interface.inputs.push_back(tape.variable(at[k], signature.inputs[k]));
  }
  for (std::size_t k = inputs; k < count; ++k) {
    interface.parameters.push_back(tape.variable(at[k], signature.parameters[k - inputs]));
  }
  interface.outputs = (*function)(interface.inputs, interface.parameters);
  Program result(tape, interface, passes);
  result.state().function = std::move(function);
  return result;
}

// What the sample gives where its own branches are taken.
std::vector<double> Program::recorded_again(const Batch& batch, std::size_t sample) const {
  const std::vector<double> inputs = detail::inputs_of(batch, sample);
  std::vector<double> at = inputs;
  at.insert(at.end(), batch.parameters.begin(), batch.parameters.end());
  Program there = recorded({this->inputs(), parameters(), at}, state().function, state().passes);
  for (const Made& made : state().made) {
    there = made.gradient_of.empty() ? there.only(made.names)
                                     : there.with_gradient(made.gradient_of, made.names);
  }
  return there.evaluate<double>(inputs, batch.parameters);
}

std::span<const std::size_t> Program::marked() const {
  return state().engine ? state().engine->marked() : std::span<const std::size_t>();
}

void Program::use_threads(unsigned count) {
  state().threads = count;
  state().engine.reset();
}

detail::Engine& Program::engine() const {
  State& s = state();
  if (!s.engine) s.engine.emplace(s.optimised, s.passes, s.threads);
  return *s.engine;
}

void Program::run(const Batch& batch, const Results& results, Branches branches) {
  detail::Engine& runs = engine();
  if (batch.size == 1 && runs.run_single(batch, results)) return;
  require_size("{} numbers of inputs (inputs times samples) were", runs.inputs() * batch.size,
               batch.inputs.size());
  require_size("{} parameters were", runs.parameters(), batch.parameters.size());
  if (!results.reduced.empty()) {
    require_size("room for {} reduced outputs was", runs.reduced(), results.reduced.size());
  }
  if (!results.each.empty()) {
    require_size("room for {} outputs (outputs times samples) was",
                 outputs_per_sample() * batch.size, results.each.size());
  }
  if (branches == Branches::rerecord && state().function == nullptr) {
    throw Error(
        "program: only a program made of a function, by Program::of, can record a sample again");
  }
  runs.run(batch, results, branches,
           [&](std::size_t sample) { return recorded_again(batch, sample); });
}

ProgramStatistics Program::statistics() const {
  const detail::Schedule schedule(listing());
  const detail::LanePlan plan = make_plan(listing(), schedule.is_varying, state().passes);
  const detail::LaneKernels& kernels = detail::lane_kernels();
  ProgramStatistics result{.stages = state().stages,
                           .uniform = schedule.uniform.size(),
                           .varying = schedule.varying.size(),
                           .steps = plan.steps.size(),
                           .slots = plan.slots,
                           .operations = plan.operations,
                           .lanes = plan.lanes,
                           .width = kernels.width,
                           .target = std::string(kernels.target)};
  for (const detail::LaneStep& step : plan.steps) result.bytes += sizeof(double) * step.places;
  return result;
}

namespace detail {

const Listing& ProgramAccess::recorded(const Program& program) { return program.state().recorded; }
const Passes& ProgramAccess::passes(const Program& program) { return program.state().passes; }
Program ProgramAccess::make(Listing recorded, const Passes& passes) {
  return Program(std::make_unique<Program::State>(std::move(recorded), passes));
}

void require_sizes(const Listing& listing, std::size_t inputs, std::size_t parameters) {
  require_size("{} inputs were", count(listing, VariableRole::input), inputs);
  require_size("{} parameters were", count(listing, VariableRole::parameter), parameters);
}

namespace {

// The comparison behind a guard, and whether it is the opposite that was asked.
Index comparison_of(const Listing& listing, Index guard, bool& negated) {
  const Index mask = listing.operands_of(guard)[0];
  negated = listing.instructions[mask].operation == Operation::Not;
  return negated ? listing.operands_of(mask)[0] : mask;
}

}  // namespace

std::span<const Index> compared_by(const Listing& listing, Index guard) {
  bool negated = false;
  const auto operands = listing.operands_of(comparison_of(listing, guard, negated));
  return operands.empty() ? listing.operands_of(guard) : operands;
}

void throw_branch(const Listing& listing, Index guard, const ComparedNumbers& compared) {
  bool negated = false;
  const Index comparison = comparison_of(listing, guard, negated);
  const auto operands = compared_by(listing, guard);
  const bool held = listing.instructions[guard].number == 1.0;
  throw BranchError(fmt::format(
      "program: when it was recorded the comparison {} {sign} {} was {}; here it is {} ({} {sign} "
      "{}). Write the branch as select(...), or record it here",
      listing.shown(operands.front()), listing.shown(operands.back()), held, !held, compared.a,
      compared.b,
      fmt::arg("sign", comparison_sign(listing.instructions[comparison].operation, negated))));
}

}  // namespace detail
}  // namespace wengert
