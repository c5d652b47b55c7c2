// SPDX-License-Identifier: MIT
// Every row that has a vector form keeps on vectors the bounds that its facts, or the table of
// vector bounds, state: for every set of instructions that this processor has.
#include <algorithm>
#include <autodiff/program/detail/lane_kernels.hpp>
#include <autodiff/program/detail/vector_bounds.hpp>
#include <boost/test/unit_test.hpp>
#include <vector>

#include "bound_check.hpp"

namespace wengert::test {
namespace {

namespace bt = boost::unit_test;
using wengert::detail::all_lane_kernels, wengert::detail::Kernel, wengert::detail::lane_group;
using wengert::detail::LaneKernels, wengert::detail::Part, wengert::detail::scalar_kernel;

const LaneKernels* target = nullptr;

// The kernel's result for operands that stand in every lane.
double in_lanes(Kernel kernel, const double* operands, std::size_t count) {
  double lanes[4][lane_group];
  const double* pointers[4];
  for (std::size_t k = 0; k < count; ++k) {
    std::fill_n(lanes[k], lane_group, operands[k]);
    pointers[k] = lanes[k];
  }
  double result[lane_group];
  kernel(pointers, count, lane_group, result);
  return result[3];
}

template <class R>
double value_in_lanes(const Operands& v) {
  const std::size_t count = static_cast<std::size_t>(R::facts.arity);
  return in_lanes(target->row(operation_of<R>, Part::value), v.data(), count);
}

template <class R, Part part>
double slope_in_lanes(const Operands& v, double y) {
  const std::size_t count = static_cast<std::size_t>(R::facts.arity);
  double operands[4] = {v[0], v[1], v[2], 0.0};
  operands[count] = y;
  return in_lanes(target->row(operation_of<R>, part), operands, count + 1);
}

// R as its vector kernels are, with numbers' own kernels where it has no vector form.
template <class R>
RowUnderTest on_vectors() {
  RowUnderTest row = row_under_test<R>(operation_of<R>);
  row.facts = wengert::detail::vector_facts(operation_of<R>, R::facts);
  const auto has = [](Part part) { return target->row(operation_of<R>, part) != nullptr; };
  if (has(Part::value)) row.value = value_in_lanes<R>;
  row.slope = {};
  if (has(Part::da)) row.slope[0] = slope_in_lanes<R, Part::da>;
  if (has(Part::db)) row.slope[1] = slope_in_lanes<R, Part::db>;
  if (has(Part::dc)) row.slope[2] = slope_in_lanes<R, Part::dc>;
  return row;
}

void require_bound(Measurement m) {
  m.row.insert(0, std::string(target->target) + " ");
  note(m);
  BOOST_TEST(m.holds(), m.text());
  BOOST_TEST(m.checked >= 100u, m.text());
}

template <class R>
void row_case() {
  for (const LaneKernels* const kernels : all_lane_kernels()) {
    target = kernels;
    const RowUnderTest row = on_vectors<R>();
    if (target->row(operation_of<R>, Part::value) != nullptr) require_bound(measure_value(row));
    for (const Measurement& m : measure_slopes(row, 300)) require_bound(m);
  }
}

bool add_all_to(bt::test_suite& rows) {
  for_each_row([&rows](auto type) {
    using R = typename decltype(type)::type;
    if constexpr (R::facts.arity != 0) {
      rows.add(bt::make_test_case(row_case<R>, std::string(R::facts.name), __FILE__, __LINE__));
    }
  });
  return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(vector_rows)

const bool registered = add_all_to(bt::framework::current_auto_test_suite());

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
