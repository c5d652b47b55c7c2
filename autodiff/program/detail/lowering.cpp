// SPDX-License-Identifier: MIT
#include "lowering.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "sum_kernels.hpp"

namespace wengert::detail {

Index UniformTable::add(AddedUniform it) {
  it.at = instructions_ + static_cast<Index>(added_.size());
  added_.push_back(it);
  return it.at;
}

Index UniformTable::of(Index uniform, bool negative) {
  if (!negative) return uniform;
  if (negative_of_.empty()) negative_of_.assign(instructions_, no_index);
  Index& known = negative_of_[uniform];
  if (known == no_index) known = add({.of = uniform, .negative = true});
  return known;
}

Index UniformTable::one(bool negative) {
  Index& known = one_[negative ? 1 : 0];
  if (known == no_index) known = add({.negative = negative});
  return known;
}

std::vector<std::vector<Combination>> grouped(std::vector<Combination> combinations) {
  std::vector<std::vector<Combination>> groups;
  std::map<std::tuple<bool, bool, std::vector<Index>>, std::size_t> open;
  // A group runs where its first member stands: a later one's factor must be there by then.
  const auto has_room = [](const std::vector<Combination>& group, const Combination& c) {
    return group.size() < most_combined &&
           (c.factor == no_index || c.factor_at < group.front().result);
  };
  for (Combination& c : combinations) {
    const auto key = std::tuple(c.bias != no_index, c.factor != no_index, c.operands);
    const auto found = open.find(key);
    if (found == open.end() || !has_room(groups[found->second], c)) {
      open[key] = groups.size();
      groups.emplace_back();
    }
    groups[open[key]].push_back(std::move(c));
  }
  return groups;
}

NamedStep combination_step(const std::vector<Combination>& group) {
  const Combination& first = group.front();
  const bool has_bias = first.bias != no_index;
  const bool has_factor = first.factor != no_index;
  NamedStep result;
  LaneStep& step = result.step;
  step.kind = StepKind::combination;
  step.count = static_cast<Index>(first.operands.size());
  step.results = static_cast<Index>(group.size());
  step.has_more = has_bias;
  step.has_factor = has_factor;
  for (const int form : {0, 1}) {
    const SumKernels& kernels = form == 0 ? sum_kernels() : sum_kernels_of_one();
    step.sum[form] = kernels.combination[group.size() - 1][has_bias ? 1 : 0][has_factor ? 1 : 0];
  }
  for (const Combination& c : group) result.result(c.result);
  if (has_bias) {
    for (const Combination& c : group) result.number(c.bias);
  }
  if (has_factor) {
    for (const Combination& c : group) result.operand(c.factor);
  }
  for (std::size_t k = 0; k < first.operands.size(); ++k) {
    result.operand(first.operands[k]);
    for (const Combination& c : group) result.number(c.weights[k]);
  }
  return result;
}

namespace {

// What one row is multiplied with.
struct OuterRow {
  Index row = no_index;
  std::vector<Index> columns = {};
  std::vector<Index> outputs = {};
  Index total = no_index;  // an output
};

// By row; a second total of a row is a row of its own.
std::vector<OuterRow> by_row(std::vector<BatchSum> sums) {
  std::stable_sort(sums.begin(), sums.end(), [](const BatchSum& a, const BatchSum& b) {
    return std::tie(a.row, a.column) < std::tie(b.row, b.column);
  });
  std::vector<OuterRow> rows;
  for (const BatchSum& s : sums) {
    const bool is_total = s.column == no_index;
    if (rows.empty() || rows.back().row != s.row || (is_total && rows.back().total != no_index)) {
      rows.push_back({.row = s.row});
    }
    if (is_total) {
      rows.back().total = s.output;
    } else {
      rows.back().columns.push_back(s.column);
      rows.back().outputs.push_back(s.output);
    }
  }
  return rows;
}

// Rows that want the same columns, `most_outer_columns` of them; the first such step has the
// totals.
NamedStep outer_step(const std::vector<const OuterRow*>& rows, std::size_t first_column) {
  const OuterRow& front = *rows.front();
  const std::size_t columns = std::min(most_outer_columns, front.columns.size() - first_column);
  const bool totals = first_column == 0 && front.total != no_index;
  NamedStep result;
  result.step.kind = StepKind::outer;
  result.step.results = static_cast<Index>(rows.size());
  result.step.columns = static_cast<Index>(columns);
  result.step.has_more = totals;
  result.step.sum[0] = sum_kernels().outer[rows.size() - 1][columns][totals ? 1 : 0];
  result.step.sum[1] = sum_kernels_of_one().outer[rows.size() - 1][columns][totals ? 1 : 0];
  for (const OuterRow* row : rows) result.operand(row->row);
  for (std::size_t c = 0; c < columns; ++c) result.operand(front.columns[first_column + c]);
  for (const OuterRow* row : rows) {
    for (std::size_t c = 0; c < columns; ++c) result.number(row->outputs[first_column + c]);
    if (totals) result.number(row->total);
  }
  return result;
}

}  // namespace

std::vector<NamedStep> outer_sums(std::vector<BatchSum> sums) {
  const std::vector<OuterRow> rows = by_row(std::move(sums));
  std::vector<NamedStep> steps;
  const auto close = [&](std::vector<const OuterRow*>& group) {
    std::size_t column = 0;
    do {
      steps.push_back(outer_step(group, column));
      column += most_outer_columns;
    } while (column < group.front()->columns.size());
    group.clear();
  };
  std::map<std::pair<bool, std::vector<Index>>, std::vector<const OuterRow*>> alike;
  for (const OuterRow& row : rows) {
    auto& group = alike[{row.total != no_index, row.columns}];
    group.push_back(&row);
    if (group.size() == most_outer_rows) close(group);
  }
  for (auto& [key, group] : alike) {
    if (!group.empty()) close(group);
  }
  return steps;
}

}  // namespace wengert::detail
