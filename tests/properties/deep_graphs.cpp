// SPDX-License-Identifier: MIT
// Long chains, many paths, extreme slopes and high orders.
#include <boost/test/unit_test.hpp>
#include <cfloat>
#include <cmath>
#include <vector>

#include <autodiff/functional.hpp>

#include "../support/within_ulps.hpp"

namespace wengert::test {
namespace {

constexpr std::size_t ten_million = 10'000'000;

}  // namespace

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(a_chain_of_ten_million_rows, *boost::unit_test::label("slow")) {
  Tape tape;
  tape.reserve(ten_million + 2);
  const Var x = tape.variable(0.75);
  const Mark start = tape.mark();

  Var count = x;
  for (std::size_t i = 0; i < ten_million; ++i) count += x;
  BOOST_TEST(tape.statistics().rows == ten_million + 1);
  BOOST_TEST(tape.gradient(count)[x] == 1e7 + 1.0);

  tape.rewind(start);
  Var y = x;
  double slope = 1.0;
  for (std::size_t i = 0; i < ten_million; ++i) {
    slope *= std::cos(operand_of(y).value);
    y = sin(y);
  }
  // Products in the other order: at most an ulp for each of the two and each row.
  const double error = std::fabs(tape.gradient(y)[x] - slope);
  BOOST_TEST(error <= 1e7 * DBL_EPSILON * std::fabs(slope));
  BOOST_TEST(slope > 1e-12);
}

BOOST_AUTO_TEST_CASE(two_to_the_sixty_paths) {
  Tape tape;
  const Var x = tape.variable(0.3);
  Var y = x;
  for (int i = 0; i < 60; ++i) y = y + y;
  BOOST_TEST(tape.gradient(y)[x] == 0x1p60);
  BOOST_TEST(tape.gradient(y)[x] == 0x1p60);
  BOOST_TEST(operand_of(tape.gradient_nodes(y)[x]).value == 0x1p60);
}

BOOST_AUTO_TEST_CASE(small_adjoints_are_never_dropped) {
  Tape tape;
  const Var x = tape.variable(0.3);
  const Var y = 1e-20 * (1e20 * x);
  BOOST_TEST(within_ulps(tape.gradient(y)[x], 1.0, 1));
  const Var z = 1e-280 * (1e-20 * (1e20 * (1e280 * x)));
  BOOST_TEST(within_ulps(tape.gradient(z)[x], 1.0, 4));
}

// The adjoint of (a - b)^2 is 0 at a = b, but it varies.
BOOST_AUTO_TEST_CASE(hessian_of_a_square_at_its_root) {
  const auto f = [](auto x) { return square(x[0] - x[1]); };
  const std::vector<double> at = {1.5, 1.5};
  const Matrix h = hessian(f, at);
  const std::vector<double> want = {2.0, -2.0, -2.0, 2.0};
  BOOST_TEST(h.entries == want, boost::test_tools::per_element());
  BOOST_TEST(hvp(f, at, std::vector<double>{1.0, 0.0})[1] == -2.0);
}

BOOST_AUTO_TEST_CASE(third_derivative_of_a_sigmoid_by_nodes) {
  Tape tape;
  const Var x = tape.variable(0.0);
  Var y = sigmoid(x);
  const double want[] = {0.25, 0.0, -0.125};
  for (const double derivative : want) {
    y = tape.gradient_nodes(y)[x];
    BOOST_TEST(operand_of(y).value == derivative);
  }
}

BOOST_AUTO_TEST_CASE(third_derivative_of_a_sigmoid_by_duals) {
  using First = Dual<double>;
  using Second = Dual<First>;
  using Third = Dual<Second>;
  const Second inner(First(0.0, 1.0), First(1.0));
  const Third y = sigmoid(Third(inner, Second(1.0)));
  BOOST_TEST(y.value.value.value == 0.5);
  BOOST_TEST(y.value.value.tangent == 0.25);
  BOOST_TEST(y.value.tangent.tangent == 0.0);
  BOOST_TEST(y.tangent.tangent.tangent == -0.125);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
