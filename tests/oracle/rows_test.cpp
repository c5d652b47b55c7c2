// SPDX-License-Identifier: MIT
// Every row of the table keeps the bounds that its facts state: rows/<name>/value and
// rows/<name>/slope. A row that is added to the table is tested without a line here.
#include <boost/test/unit_test.hpp>

#include "../support/within_ulps.hpp"
#include "bound_check.hpp"

namespace wengert::test {
namespace {

namespace bt = boost::unit_test;

void require_bound(const Measurement& m) {
  note(m);
  BOOST_TEST(m.holds(), m.text());
  // An empty sweep would hold any bound.
  BOOST_TEST(m.checked >= 100u, m.text());
}

void add_case(bt::test_suite& suite, const char* name, void (*run)()) {
  suite.add(bt::make_test_case(run, name, __FILE__, __LINE__));
}

template <class R>
void value_case() {
  require_bound(measure_value(row_under_test<R>(operation_of<R>)));
}

template <class R>
void slope_case() {
  for (const Measurement& m : measure_slopes(row_under_test<R>(operation_of<R>))) require_bound(m);
}

// As a tape of doubles runs a row that keeps what its rounding took.
template <class R>
struct WithRest : R {
  static double value(double x) { return R::value_and_rest(x).value; }
  static double da(double x, double y) { return R::da(x, y, R::value_and_rest(x).rest); }
};

template <class R>
void rest_case() {
  const RowUnderTest plain = row_under_test<R>(operation_of<R>);
  const RowUnderTest row = row_under_test<WithRest<R>>(operation_of<R>);
  for (const double x : {-800.0, -1.5, 0.0, 0.7, 17.0, 17.5, 40.0}) {
    BOOST_TEST(within_ulps(row.value({x}), plain.value({x}), 0));
  }
  for (Measurement m : measure_slopes(row, 3000)) {
    m.row += " + rest";
    require_bound(m);
  }
}

template <class R>
bt::test_suite* suite_of() {
  const std::string name(R::facts.name);
  auto* const suite = new bt::test_suite(name, __FILE__, __LINE__);
  add_case(*suite, "value", value_case<R>);
  if (row_under_test<R>(operation_of<R>).slope != decltype(RowUnderTest::slope)()) {
    add_case(*suite, "slope", slope_case<R>);
  }
  if constexpr (requires { R::value_and_rest(0.0); }) {
    add_case(*suite, "slope_with_rest", rest_case<R>);
  }
  return suite;
}

bool add_all_to(bt::test_suite& rows) {
  for_each_row([&rows](auto type) {
    using R = typename decltype(type)::type;
    if constexpr (R::facts.arity != 0) rows.add(suite_of<R>());
  });
  return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rows)

const bool registered = add_all_to(bt::framework::current_auto_test_suite());

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
