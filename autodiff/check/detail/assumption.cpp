// SPDX-License-Identifier: MIT
#include "assumption.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <variant>

#include "words.hpp"

namespace wengert::detail {
namespace {

bool is_right_keeping(Workspace& workspace, std::size_t k, const std::vector<std::size_t>& kept) {
  const std::vector<Lanes> points = workspace.points_keeping(kept);
  const Model<Lanes> model(workspace.outline(), workspace.recorded(), points);
  const ClaimValues<Lanes>& claim = model.claims()[k];
  return Agreements(claim.hand, claim.truth, workspace.tolerance()).agree_at_random();
}

}  // namespace

std::optional<std::vector<std::size_t>> inputs_to_keep(Workspace& workspace, std::size_t k,
                                                       Budget& budget) {
  const Outline& outline = workspace.outline();
  const std::size_t cost = outline.derivation.statements.size() * outline.inputs.size();
  if (!workspace.has_own_numbers() || !budget.spend(cost)) return {};
  std::vector<std::size_t> kept(outline.inputs.size());
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = i;
  if (!is_right_keeping(workspace, k, kept)) return {};
  for (std::size_t i = 0; i < outline.inputs.size(); ++i) {
    std::vector<std::size_t> fewer = kept;
    std::erase(fewer, i);
    if (is_right_keeping(workspace, k, fewer)) kept = std::move(fewer);
  }
  return kept;
}

std::string own_numbers_text(const Outline& outline, const std::vector<std::size_t>& inputs) {
  std::string text;
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    const Input& input = outline.inputs[inputs[k]];
    const std::string_view between = k == 0 ? "" : k + 1 == inputs.size() ? " and " : ", ";
    text += fmt::format("{}{} = {}", between, input.name, input.own.value_or(0.0));
  }
  return text;
}

}  // namespace wengert::detail
