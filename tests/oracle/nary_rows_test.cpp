// SPDX-License-Identifier: MIT
// The rows with any number of operands keep their bounds, which are in units of the absolute terms
// that they add.
#include <boost/test/unit_test.hpp>
#include <vector>

#include "bound_check.hpp"
#include "operand_sweeps.hpp"
#include "oracle.hpp"

namespace wengert::test {
namespace {

using List = std::vector<double>;

void require_bound(const Measurement& m) {
  note(m);
  BOOST_TEST(m.holds(), m.text());
  BOOST_TEST(m.checked >= 100u, m.text());
}

template <class R>
Measurement measurement(const char* what, double bound) {
  Measurement m;
  m.row = R::facts.name;
  m.what = what;
  m.bound = bound;
  return m;
}

template <class R>
void check_value() {
  Measurement m = measurement<R>("value", R::facts.value_ulp);
  for (const List& v : list_sweep(2000)) {
    const double y = R::template value<double>(v);
    m.compare(v, y, exact_value(operation_of<R>, v), R::value_scale(v));
  }
  require_bound(m);
}

// A row may have another bound for every operand.
template <class R>
double allowance(const List& v, std::size_t k) {
  if constexpr (requires { R::slope_bound(v, k); }) {
    return R::slope_bound(v, k) - R::facts.slope_ulp;
  } else {
    return 0.0;
  }
}

template <class R>
void check_slope() {
  Measurement m = measurement<R>("slope", R::facts.slope_ulp);
  for (const List& v : list_sweep(200)) {
    const double y = R::template value<double>(v);
    R::template partials<double>(v, y, [&](std::size_t k, double partial) {
      const auto want = exact_slope(operation_of<R>, k, v);
      m.compare(v, partial, want, std::nullopt, allowance<R>(v, k));
    });
  }
  require_bound(m);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rows)

#define WENGERT_NARY(Row, function)                               \
  BOOST_AUTO_TEST_SUITE(function)                                 \
  BOOST_AUTO_TEST_CASE(value) { check_value<operations::Row>(); } \
  BOOST_AUTO_TEST_CASE(slope) { check_slope<operations::Row>(); } \
  BOOST_AUTO_TEST_SUITE_END()
#include <autodiff/operations/list.inc>

// The weights come first, and the sum is rounded from the first product to the bias.
BOOST_AUTO_TEST_CASE(dot_adds_in_the_order_of_its_operands) {
  const List v = {3.0, 0x1p53, -0x1p53, 1.0, 1.0, 1.0, 0.5};
  BOOST_TEST(within_ulps(operations::Dot::value<double>(v), 4.5, 0));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
