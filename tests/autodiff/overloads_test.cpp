// SPDX-License-Identifier: MIT
// Functions are found on Var as on double, in code that was written for double: by
// argument-dependent look-up, and against the templates of namespace std that `using` brings in.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>

#include <autodiff/dual.hpp>
#include <autodiff/tape.hpp>

// Float literals are among what is tested.
#pragma GCC diagnostic ignored "-Wdouble-promotion"

namespace wengert::test {
namespace {

struct Fixture {
  Tape t;
  Var x = t.variable(0.5, "x");
  Var y = t.variable(0.25, "y");

  // The operation of the newest row.
  std::string operation(const Var& v) const {
    const std::string name = t.name(v);
    return name.substr(name.find('(') + 1, name.find(')') - name.find('(') - 1);
  }
  double slope(const Var& of, const Var& by) const { return t.gradient(of)[by]; }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(overloads)

BOOST_FIXTURE_TEST_CASE(functions_of_one_operand_record_their_row_beside_using_std, Fixture) {
#define WENGERT_CMATH1(Row, function)                                  \
  {                                                                    \
    using std::function;                                               \
    BOOST_TEST(operation(function(x)) == operations::Row::facts.name); \
  }
#define WENGERT_OWN1(Row, function) \
  BOOST_TEST(operation(function(x)) == operations::Row::facts.name);
#include <autodiff/operations/list.inc>
}

BOOST_FIXTURE_TEST_CASE(functions_of_two_operands_record_their_row_beside_using_std, Fixture){
#define WENGERT_CMATH2(Row, function)                                        \
  {                                                                          \
    using std::function;                                                     \
    BOOST_TEST(operation(function(x, y)) == operations::Row::facts.name);    \
    BOOST_TEST(operation(function(x, x)) == operations::Row::facts.name);    \
    BOOST_TEST(operation(function(x, 2)) == operations::Row::facts.name);    \
    BOOST_TEST(operation(function(2, x)) == operations::Row::facts.name);    \
    BOOST_TEST(operation(function(x, 2.5)) == operations::Row::facts.name);  \
    BOOST_TEST(operation(function(0.5f, x)) == operations::Row::facts.name); \
  }
#include <autodiff/operations/list.inc>
}

BOOST_FIXTURE_TEST_CASE(max_and_min_record_their_row_beside_using_std, Fixture) {
  using std::max;
  using std::min;
  BOOST_TEST(operation(max(x, y)) == "max");
  BOOST_TEST(operation(max(x, 0)) == "max");
  BOOST_TEST(operation(max(0.0, x)) == "max");
  BOOST_TEST(operation(max(x, 0.5f)) == "max");
  BOOST_TEST(operation(min(x, y)) == "min");
  BOOST_TEST(operation(min(x, 1)) == "min");
  BOOST_TEST(operation(min(1.0, x)) == "min");
  BOOST_TEST(t.statistics().guards == 0u);
}

BOOST_FIXTURE_TEST_CASE(fma_records_its_row_beside_using_std, Fixture) {
  using std::fma;
  BOOST_TEST(operation(fma(x, y, x)) == "fma");
  BOOST_TEST(operation(fma(x, 2, y)) == "fma");
  BOOST_TEST(operation(fma(2.0, x, 1)) == "fma");
  BOOST_TEST(slope(fma(x, y, x), x) == 1.25);
}

BOOST_FIXTURE_TEST_CASE(a_tie_of_max_or_min_gives_each_side_half, Fixture) {
  using std::max;
  using std::min;
  const Var z = t.variable(0.5);
  BOOST_TEST(slope(max(x, z), x) == 0.5);
  BOOST_TEST(slope(max(x, z), z) == 0.5);
  BOOST_TEST(slope(min(x, z), x) == 0.5);
  BOOST_TEST(slope(min(x, z), z) == 0.5);
  BOOST_TEST(slope(max(x, 0.5), x) == 0.5);
  BOOST_TEST(slope(max(0.5, x), x) == 0.5);
  BOOST_TEST(slope(max(x, x), x) == 1.0);
}

BOOST_FIXTURE_TEST_CASE(powers_with_literal_exponents_are_exact, Fixture) {
  using std::pow;
  BOOST_TEST(pow(x, 2).value() == 0.25);
  BOOST_TEST(slope(pow(x, 2), x) == 1.0);
  BOOST_TEST(slope(pow(x, 1), x) == 1.0);
  BOOST_TEST(slope(pow(x, 0), x) == 0.0);
  BOOST_TEST(slope(pow(x, -1), x) == -4.0);
  BOOST_TEST(slope(pow(t.variable(-2.0), 3) + x, x) == 1.0);
}

// The integer abs of <cstdlib> would cut 0.5 off to 0.
BOOST_FIXTURE_TEST_CASE(abs_is_not_the_integer_one, Fixture) {
  using std::abs;
  const Var z = -x;
  BOOST_TEST(abs(z).value() == 0.5);
  BOOST_TEST(slope(abs(z), x) == 1.0);
}

BOOST_FIXTURE_TEST_CASE(qualified_names_work_too, Fixture) {
  BOOST_TEST(operation(wengert::sin(x)) == "sin");
  BOOST_TEST(operation(wengert::max(x, 1)) == "max");
  BOOST_TEST(operation(wengert::sigmoid(x)) == "sigmoid");
}

// As people write it for doubles; no `wengert` in sight.
template <class T>
T written_for_any_number(const T& a, const T& b) {
  using std::abs, std::atan2, std::exp, std::fmod, std::hypot, std::log, std::max, std::pow;
  T sum = 0;
  for (int i = 1; i <= 3; ++i) sum += pow(a, i) / i;
  if (sum > b) sum -= fmod(b, 0.125);
  sum *= exp(-abs(a)) + log(1 + hypot(a, b));
  return max(sum, atan2(a, b)) + (a == b ? a : -b);
}

BOOST_FIXTURE_TEST_CASE(one_template_runs_on_double_var_and_dual, Fixture) {
  const double plain = written_for_any_number(0.5, 0.25);
  const Var recorded = written_for_any_number(x, y);
  const Dual<double> forward = written_for_any_number(Dual(0.5, 1.0), Dual(0.25));
  BOOST_TEST(recorded.value() == plain);
  BOOST_TEST(forward.value == plain);
  BOOST_TEST(t.statistics().guards == 2u);
  BOOST_TEST(std::fabs(slope(recorded, x) / forward.tangent - 1.0) < 1e-14);
}

// The template that is not specialised would give 0.
BOOST_FIXTURE_TEST_CASE(numeric_limits_are_those_of_double, Fixture) {
  Var smallest = std::numeric_limits<Var>::infinity();
  for (const Var& v : {x, y}) smallest = min(smallest, v);
  BOOST_TEST(smallest.value() == 0.25);
  BOOST_TEST(std::numeric_limits<const Var>::epsilon() == 0x1p-52);
  BOOST_TEST(std::numeric_limits<Dual<double>>::max() == std::numeric_limits<double>::max());
  BOOST_TEST(std::numeric_limits<Dual<Dual<double>>>::lowest() < -1e308);
}

BOOST_FIXTURE_TEST_CASE(duals_find_their_own_functions_beside_using_std, Fixture) {
  using std::abs, std::fma, std::max, std::min, std::pow;
  const Dual a(2.0, 1.0);
  BOOST_TEST(max(a, 2).tangent == 0.5);
  BOOST_TEST(max(a, Dual(2.0)).tangent == 0.5);
  BOOST_TEST(min(a, 3).tangent == 1.0);
  BOOST_TEST(abs(-a).tangent == 1.0);
  BOOST_TEST(pow(a, 2).tangent == 4.0);
  BOOST_TEST(fma(a, a, 1).tangent == 4.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
