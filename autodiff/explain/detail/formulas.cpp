// SPDX-License-Identifier: MIT
#include "formulas.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "../../custom.hpp"
#include "local_partials.hpp"
#include "shown_slope.hpp"
#include "written.hpp"

namespace wengert::detail {

namespace {

bool is_leaf(const Row& row) {
  return row.operation() == Operation::variable || row.operation() == Operation::constant;
}

Source leaf(const Recording& recording, Sheet& sheet, Index i) {
  const Row& row = recording.row(i);
  if (row.operation() == Operation::constant && !is_named(recording, i)) return row.value;
  return sheet.name(short_name(recording, i), row.value);
}

}  // namespace

Source applied(const Recording& recording, Sheet& sheet, Index i, const std::vector<Source>& v) {
  const Row& row = recording.row(i);
  if (row.operation() == Operation::guard) return v[0];
  if (row.operation() == Operation::custom) {
    return sheet.call(recording.custom(row).name(), v, row.value);
  }
  return visit_row(row.operation(), [&](auto type) -> Source {
    using R = typename decltype(type)::type;
    if constexpr (R::facts.arity == 1) {
      return Apply<Source>::run<R>(v[0]);
    } else if constexpr (R::facts.arity == 2) {
      return Apply<Source>::run<R>(v[0], v[1]);
    } else if constexpr (R::facts.arity == 3) {
      return Apply<Source>::run<R>(v[0], v[1], v[2]);
    } else {
      return Apply<Source>::run_nary<R>(v);
    }
  });
}

Source one_operation(const Recording& recording, Sheet& sheet, Index i) {
  Index scratch[2];
  std::vector<Source> v;
  for (const Index k : recording.operands(recording.row(i), scratch)) {
    v.push_back(leaf(recording, sheet, k));
  }
  return v.empty() ? leaf(recording, sheet, i) : applied(recording, sheet, i, v);
}

bool Formulas::is_end(Index i) const {
  const Operation operation = recording_.row(i).operation();
  return operation == Operation::variable || is_named(recording_, i) ||
         std::find(ends_.begin(), ends_.end(), i) != ends_.end();
}

bool Formulas::collect(Index top) {
  rows_.clear();
  std::set<Index> found{top};
  std::vector<Index> waiting{top};
  Index scratch[2];
  while (!waiting.empty()) {
    const Index i = waiting.back();
    waiting.pop_back();
    rows_.push_back(i);
    if (rows_.size() > most_rows_) return false;
    if (i != top && is_end(i)) continue;
    for (const Index k : recording_.operands(recording_.row(i), scratch)) {
      if (found.insert(k).second) waiting.push_back(k);
    }
  }
  std::sort(rows_.begin(), rows_.end());
  return true;
}

std::vector<Source> Formulas::operands_of(Index i) const {
  Index scratch[2];
  std::vector<Source> operands;
  for (const Index k : recording_.operands(recording_.row(i), scratch)) {
    operands.push_back(values_.at(k));
  }
  return operands;
}

Source Formulas::evaluated(Index i) {
  const bool given = is_leaf(recording_.row(i));
  return given ? leaf(recording_, sheet_, i) : applied(recording_, sheet_, i, operands_of(i));
}

std::optional<Source> Formulas::value(Index i) {
  if (is_leaf(recording_.row(i)) || !collect(i)) return std::nullopt;
  values_.clear();
  for (const Index k : rows_) {
    values_.emplace(k, k != i && is_end(k) ? leaf(recording_, sheet_, k) : evaluated(k));
  }
  return values_.at(i);
}

void Formulas::hand_on(Index i, Index x, Terms& adjoints) {
  const Row& row = recording_.row(i);
  if (row.active() == 0) return;
  const std::vector<Source> v = operands_of(i);
  Index scratch[2];
  const std::span<const Index> rows = recording_.operands(row, scratch);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const bool wanted =
        recording_.row(rows[k]).depends_on_variable() && (rows[k] == x || !is_end(rows[k]));
    if (!wanted) continue;
    const Source slope = row.operation() == Operation::custom
                             ? sheet_.call(recording_.custom(row).name() + "'", v)
                             : shown_slope(sheet_, row.operation(), k, {v, values_.at(i)});
    const Source product = written_product(sheet_, slope, adjoints.at(i));
    const auto [at, fresh] = adjoints.try_emplace(rows[k], product);
    if (!fresh) at->second = written_sum(at->second, product);
  }
}

std::optional<Source> Formulas::slope(Index y, Index x) {
  if (y == x) return Source(1.0);
  if (!value(y)) return std::nullopt;
  Terms adjoints;
  adjoints.emplace(y, Source(1.0));
  for (std::size_t k = rows_.size(); k-- > 0;) {
    const Index i = rows_[k];
    if (i > x && adjoints.contains(i)) hand_on(i, x, adjoints);
  }
  const auto found = adjoints.find(x);
  return found == adjoints.end() ? Source(0.0) : found->second;
}

}  // namespace wengert::detail
