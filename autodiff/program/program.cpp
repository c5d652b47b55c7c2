// SPDX-License-Identifier: MIT
#include "program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "../error.hpp"
#include "detail/access.hpp"
#include "detail/engine.hpp"
#include "detail/gradient.hpp"
#include "detail/passes.hpp"
#include "detail/recorded.hpp"

namespace wengert {

using detail::Index;
using detail::Listing;
using detail::VariableRole;

struct Program::State {
  State(Listing listing, const Passes& switched_on)
      : recorded(std::move(listing)), passes(switched_on) {
    optimise();
  }
  State(const State& other) : State(other.recorded, other.passes) {}

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
};

Program::Program(const Tape& tape, const Interface& interface, const Passes& passes)
    : Program(std::make_unique<State>(detail::recorded_listing(tape, interface), passes)) {}
Program::Program(std::unique_ptr<State> state) : state_(std::move(state)) {}
Program::Program(const Program& other) : state_(std::make_unique<State>(*other.state_)) {}
Program& Program::operator=(const Program& other) {
  if (this != &other) state_ = std::make_unique<State>(*other.state_);
  return *this;
}
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

const Listing& Program::listing() const { return state_->optimised; }

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

Index variable_called(const Listing& listing, std::string_view name) {
  std::vector<std::string_view> names;
  for (Index i = 0; i < listing.variables.size(); ++i) {
    if (listing.variables[i].role == VariableRole::constant) continue;
    if (listing.variables[i].name == name) return i;
    names.push_back(listing.variables[i].name);
  }
  throw Error(fmt::format("program: no input or parameter is called '{}'; there are: {}", name,
                          fmt::join(names, ", ")));
}

}  // namespace

Program Program::with_gradient(std::string_view output) const {
  return with_gradient(output, parameters());
}

Program Program::with_gradient(std::string_view output, const std::vector<std::string>& by) const {
  const Listing& from = state_->recorded;
  std::vector<Index> variables;
  for (const std::string& name : by) variables.push_back(variable_called(from, name));
  Listing listing = detail::with_gradient(from, output_called(from, output), variables);
  return Program(std::make_unique<State>(std::move(listing), state_->passes));
}

Program Program::only(const std::vector<std::string>& outputs) const {
  Listing listing = state_->recorded;
  listing.outputs.clear();
  for (const std::string& name : outputs) {
    listing.outputs.push_back(output_called(state_->recorded, name));
  }
  return Program(std::make_unique<State>(std::move(listing), state_->passes));
}

void Program::set_constant(std::string_view name, double value) {
  for (detail::Variable& v : state_->recorded.variables) {
    if (v.role != VariableRole::constant || v.name != name) continue;
    const double before = v.value;
    v.value = value;
    try {
      return state_->optimise();
    } catch (...) {
      v.value = before;
      state_->optimise();
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
  return static_cast<std::size_t>(
      std::count_if(listing().outputs.begin(), listing().outputs.end(),
                    [](const auto& o) { return o.over == Over::sum || o.over == Over::mean; }));
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

void require_size(std::string_view what, std::size_t wanted, std::size_t came) {
  if (wanted == came) return;
  throw Error(fmt::format("program: {} wanted, {} came",
                          fmt::vformat(what, fmt::make_format_args(wanted)), came));
}

}  // namespace

void Program::run(const Batch& batch, const Results& results) {
  const std::size_t inputs = this->inputs().size();
  require_size("{} numbers of inputs (inputs times samples) were", inputs * batch.size,
               batch.inputs.size());
  require_size("{} parameters were", parameters().size(), batch.parameters.size());
  if (!results.reduced.empty()) {
    require_size("room for {} reduced outputs was", reduced_outputs(), results.reduced.size());
  }
  if (!results.each.empty()) {
    require_size("room for {} outputs (outputs times samples) was",
                 outputs_per_sample() * batch.size, results.each.size());
  }
  if (!state_->engine) state_->engine.emplace(state_->optimised, state_->passes.reuse_slots);
  state_->engine->run(batch, results);
}

ProgramStatistics Program::statistics() const {
  const detail::Schedule schedule(listing(), state_->passes.reuse_slots);
  ProgramStatistics result{.stages = state_->stages,
                           .uniform = schedule.uniform.size(),
                           .varying = schedule.varying.size(),
                           .slots = schedule.slots};
  for (const Index i : schedule.varying) {
    const std::size_t operands = listing().operands_of(i).size();
    result.flops += std::max<std::size_t>(1, operands - 1);
    result.bytes += 8 * (operands + 1);
  }
  return result;
}

namespace detail {

const Listing& ProgramAccess::recorded(const Program& program) { return program.state_->recorded; }
const Passes& ProgramAccess::passes(const Program& program) { return program.state_->passes; }
Program ProgramAccess::make(Listing recorded, const Passes& passes) {
  return Program(std::make_unique<Program::State>(std::move(recorded), passes));
}

void require_sizes(const Listing& listing, std::size_t inputs, std::size_t parameters) {
  const auto count = [&](VariableRole role) {
    return static_cast<std::size_t>(
        std::count_if(listing.variables.begin(), listing.variables.end(),
                      [role](const Variable& v) { return v.role == role; }));
  };
  require_size("{} inputs were", count(VariableRole::input), inputs);
  require_size("{} parameters were", count(VariableRole::parameter), parameters);
}

void throw_branch(const Listing& listing, Index guard) {
  const bool held = listing.instructions[guard].number == 1.0;
  throw BranchError(
      fmt::format("program: when it was recorded the comparison {} was {}, and at a "
                  "sample it is {}",
                  listing.shown(listing.operands_of(guard)[0]), held, !held));
}

}  // namespace detail
}  // namespace wengert
