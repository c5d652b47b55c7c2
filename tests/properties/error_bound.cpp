// SPDX-License-Identifier: MIT
#include "error_bound.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cfloat>
#include <cinttypes>
#include <cmath>
#include <cstdio>
#include <limits>

#include <autodiff/detail/sweep.hpp>
#include <autodiff/dual.hpp>

namespace wengert::test {

using detail::Index;
using detail::Recording;
using detail::Row;

namespace {

// A row's operands on doubles.
struct Values {
  const Recording& tape;
  std::span<const Index> rows;
  double operator[](std::size_t i) const { return tape.row(rows[i]).value; }
  std::size_t size() const { return rows.size(); }
};

// Calls emit(operand, partial, size), where size is |partial|, or what slope_ulp is measured in
// where that is more.
template <class R, class Emit>
void partials(const Values& v, double y, Emit emit) {
  const auto plain = [&](std::size_t k, double p) { emit(k, p, std::fabs(p)); };
  if constexpr (R::facts.mask || operation_of<R> == Operation::Trigamma) {
    return;
  } else if constexpr (operation_of<R> == Operation::Select) {
    plain(1, v[0]);
    plain(2, 1.0 - v[0]);
  } else if constexpr (requires { R::slope_scale(v[0]); }) {
    const double slope = R::da(v[0], y);
    emit(0, slope, std::fmax(std::fabs(slope), R::slope_scale(v[0])));
  } else if constexpr (R::facts.arity == 1) {
    plain(0, R::da(v[0], y));
  } else if constexpr (R::facts.arity == 2) {
    plain(0, R::da(v[0], v[1], y));
    plain(1, R::db(v[0], v[1], y));
  } else if constexpr (R::facts.arity == 3) {
    plain(0, R::da(v[0], v[1], v[2], y));
    plain(1, R::db(v[0], v[1], v[2], y));
    plain(2, R::dc(v[0], v[1], v[2], y));
  } else {
    R::template partials<double>(v, y, plain);
  }
}

// What the step of a path from the row to its operand k costs, in ulps.
template <class R>
double step_ulps(const Values& v, std::size_t k) {
  const double sums = 0.5 * std::fmax(0.0, static_cast<double>(v.size()) - 4.0);
  if constexpr (requires { R::slope_bound(v, k); }) {
    return R::slope_bound(v, k) + 2.0 + sums;
  } else {
    return R::facts.slope_ulp + 2.0 + sums;
  }
}

// The most by which the row's recorded value may differ from the exact one of its operands.
template <class R>
double value_error(const Values& v, double y) {
  double scale = std::fabs(y);
  if constexpr (R::facts.arity == 0) {
    scale = std::fmax(scale, R::value_scale(v));
  } else if constexpr (requires { R::value_scale(v[0]); }) {
    scale = std::fmax(scale, R::value_scale(v[0]));
  }
  return DBL_EPSILON * R::facts.value_ulp * scale;
}

// What another order of adding may cost.
template <class R>
double order_error(const Values& v) {
  constexpr Operation operation = operation_of<R>;
  if constexpr (operation == Operation::Add || operation == Operation::Subtract) {
    return DBL_EPSILON * (std::fabs(v[0]) + std::fabs(v[1]));
  } else {
    return 0.0;
  }
}

// Calls f(RowType<R>(), operands, value) where row i is of the table.
template <class F>
void visit(const Recording& recording, Index i, F f) {
  const Row& row = recording.row(i);
  if (row.operation() <= Operation::custom) return;
  Index scratch[2];
  const Values v{recording, recording.operands(row, scratch)};
  visit_row(row.operation(), [&](auto type) { f(type, v, row.value); });
}

Index row_of(const Tape& tape, const Var& v) {
  return recording_of(tape).find(operand_of(v), "error bound");
}

}  // namespace

ErrorBound::ErrorBound(const Tape& tape, const Var& output) : tape_(tape) {
  const Recording& recording = recording_of(tape);
  reach_.assign(recording.size(), 0.0);
  ulps_.assign(recording.size(), 0.0);
  std::vector<double> uses(recording.size(), 0.0);
  const Index last = row_of(tape, output);
  reach_[last] = 1.0;
  for (Index i = last + 1; i-- > 0;) {
    ulps_[i] += 0.5 * std::fmax(0.0, uses[i] - 4.0);
    if (reach_[i] == 0.0) continue;
    visit(recording, i, [&](auto type, const Values& v, double y) {
      using R = typename decltype(type)::type;
      value_ += reach_[i] * (value_error<R>(v, y) + order_error<R>(v));
      partials<R>(v, y, [&](std::size_t k, double, double size) {
        const Index operand = v.rows[k];
        if (!recording.row(operand).depends_on_variable()) return;
        reach_[operand] += reach_[i] * size;
        ulps_[operand] = std::fmax(ulps_[operand], ulps_[i] + step_ulps<R>(v, k));
        uses[operand] += 1.0;
      });
    });
  }
}

double ErrorBound::paths(const Var& x) const { return reach_[row_of(tape_, x)]; }

double ErrorBound::sweeping(const Var& x) const {
  constexpr double underflow = 1e-290;  // products of subnormal numbers have fewer digits
  return DBL_EPSILON * ulps_[row_of(tape_, x)] * paths(x) + underflow;
}

namespace {

using Duals = std::vector<Dual<double>>;

// The rows' values with their tangents in direction x.
Duals tangents(const Recording& recording, Index x) {
  Duals rows(recording.size());
  for (Index i = 0; i < recording.size(); ++i) {
    rows[i] = {recording.row(i).value, i == x ? 1.0 : 0.0};
    visit(recording, i, [&](auto type, const Values& v, double y) {
      partials<typename decltype(type)::type>(v, y, [&](std::size_t k, double partial, double) {
        const double tangent = rows[v.rows[k]].tangent;
        if (partial != 0.0 && tangent != 0.0) rows[i].tangent += partial * tangent;
      });
    });
  }
  return rows;
}

}  // namespace

double conditioning(const Tape& tape, const Var& x, const Var& output) {
  const Recording& recording = recording_of(tape);
  const Duals rows = tangents(recording, row_of(tape, x));
  const auto value = [&](Index i) { return rows[i]; };
  const Index last = row_of(tape, output);
  Duals adjoints(recording.size());
  adjoints[last] = 1.0;
  detail::Sweep<Dual<double>, decltype(value)>(recording, value, adjoints.data()).run(last);
  double sum = 0.0;
  for (Index i = 0; i <= last; ++i) {
    // The side of a select that is not taken may be NaN, and does not matter.
    if (adjoints[i].tangent == 0.0) continue;
    visit(recording, i, [&](auto type, const Values& v, double y) {
      const double error = value_error<typename decltype(type)::type>(v, y);
      if (error != 0.0) sum += std::fabs(adjoints[i].tangent) * error;
    });
  }
  return sum;
}

void Worst::see(double error, double bound, std::uint64_t graph) {
  ++count_;
  const double infinity = std::numeric_limits<double>::infinity();
  double ratio = error / bound;
  if (error == 0.0) ratio = 0.0;
  if (std::isnan(error) || std::isnan(bound)) ratio = infinity;
  if (ratio >= ratio_) {
    ratio_ = ratio;
    graph_ = graph;
  }
  if (ratio > 1.0) {
    BOOST_ERROR(what_ << ": error " << error << ", bound " << bound << " in the graph of seed "
                      << graph << " (set WENGERT_TEST_SEED to it and run again)");
  }
}

Worst::~Worst() {
  std::printf("%s: worst error/bound %.3g of %zu comparisons, graph %" PRIu64 "\n", what_, ratio_,
              count_, graph_);
}

}  // namespace wengert::test
