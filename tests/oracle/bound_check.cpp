// SPDX-License-Identifier: MIT
#include "bound_check.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <vector>

#include "operand_sweeps.hpp"
#include "oracle.hpp"

namespace wengert::test {
namespace {

std::string shown(std::span<const double> operands) {
  std::string text;
  char number[64];
  for (const double x : operands) {
    std::snprintf(number, sizeof number, "%s%.17g (%a)", text.empty() ? "" : ", ", x, x);
    text += number;
  }
  return text;
}

std::vector<Operands> all_operands(const RowUnderTest& row, std::size_t count) {
  std::vector<Operands> result = operand_sweep(row, count);
  const auto hard = hard_inputs(row.operation);
  result.insert(result.end(), hard.begin(), hard.end());
  return result;
}

std::span<const double> operands_of(const RowUnderTest& row, const Operands& v) {
  return {v.data(), static_cast<std::size_t>(row.facts.arity)};
}

using Scale = double (*)(const Operands&);
std::optional<double> scale_at(Scale scale, const Operands& v) {
  return scale != nullptr ? std::optional(scale(v)) : std::nullopt;
}

}  // namespace

void Measurement::compare(std::span<const double> v, double y, const std::optional<Exact>& exact,
                          std::optional<double> scale, double allowance) {
  if (!exact) {
    ++unresolved;
    return;
  }
  const double rounded = exact->rounded();
  if (exact->high != 0.0 && !is_normal(rounded)) return;
  ++checked;
  const double error = error_in_ulps(y, *exact, scale.value_or(rounded));
  // The oracle's own error is below 1e-13 ulps.
  const double apart = std::fmax(error - allowance - 1e-13, 0.0);
  if (checked > 1 && apart <= ulps) return;
  ulps = apart;
  got = y;
  want = rounded;
  operands = shown(v);
}

std::string Measurement::text() const {
  char numbers[200];
  std::snprintf(numbers, sizeof numbers, "%-12s %-10s %5.3g of %3g ulps, %4zu points", row.c_str(),
                what.c_str(), ulps, bound, checked);
  std::string result = numbers;
  if (unresolved > 0) result += " (" + std::to_string(unresolved) + " beyond the oracle)";
  if (ulps == 0.0) return result;
  std::snprintf(numbers, sizeof numbers, "; got %.17g (%a), want %.17g (%a)", got, got, want, want);
  return result + ", worst at " + operands + numbers;
}

Measurement measure_value(const RowUnderTest& row, std::size_t count) {
  Measurement result;
  result.row = row.facts.name;
  result.what = "value";
  result.bound = row.facts.value_ulp;
  for (const Operands& v : all_operands(row, count)) {
    const double y = row.value(v);
    const auto operands = operands_of(row, v);
    result.compare(operands, y, exact_value(row.operation, operands), scale_at(row.value_scale, v));
  }
  return result;
}

std::vector<Measurement> measure_slopes(const RowUnderTest& row, std::size_t count) {
  std::vector<Measurement> result;
  const std::vector<Operands> operands = all_operands(row, count);
  for (std::size_t k = 0; k < row.slope.size(); ++k) {
    if (row.slope[k] == nullptr) continue;
    Measurement partial;
    partial.row = row.facts.name;
    partial.what = std::string("slope by ") + "abc"[k];
    partial.bound = row.facts.slope_ulp;
    for (const Operands& v : operands) {
      const double y = row.value(v);
      if ((y != 0.0 && !is_normal(y)) || row.hard(v, y)) continue;
      const double got = row.slope[k](v, y);
      const auto x = operands_of(row, v);
      partial.compare(x, got, exact_slope(row.operation, k, x), scale_at(row.slope_scale, v));
    }
    result.push_back(partial);
  }
  return result;
}

namespace {

// Printed even where all is green: how much room the stated bounds leave is news too.
struct Report {
  static std::vector<Measurement>& all() {
    static std::vector<Measurement> measurements;
    return measurements;
  }
  ~Report() {
    for (const Measurement& m : all()) std::printf("%s\n", m.text().c_str());
  }
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(Report);

void note(const Measurement& measurement) {
  BOOST_TEST_MESSAGE(measurement.text());
  Report::all().push_back(measurement);
}

}  // namespace wengert::test
