// SPDX-License-Identifier: MIT
// Derivatives of callables, on functions whose derivatives are exact in double.
#include <array>
#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <vector>

#include <autodiff/error.hpp>
#include <autodiff/functional.hpp>
#include <autodiff/nary.hpp>

#include "../support/says.hpp"

namespace wengert::test {
namespace {

using Numbers = std::vector<double>;

// At (2, 3): value 101, gradient (-802, -201 + ... ): see the cases.
const auto rosenbrock = [](auto x) { return square(1 - x[0]) + 100 * square(x[1] - x[0] * x[0]); };

// Three outputs of two inputs.
const auto tall = [](auto x) { return std::array{x[0] * x[1], x[0] * x[0], x[1] / 2}; };
// Two outputs of three inputs.
const auto wide = [](auto x) {
  using T = std::remove_cvref_t<decltype(x[0])>;
  return std::vector<T>{x[0] * x[1] * x[2], x[2] - x[0]};
};

const auto always_five = [](auto) { return 5.0; };

void check(const Matrix& got, std::size_t rows, std::size_t columns, const Numbers& want) {
  BOOST_TEST(got.rows == rows);
  BOOST_TEST(got.columns == columns);
  BOOST_TEST(got.entries == want, boost::test_tools::per_element());
}

void check(const Numbers& got, const Numbers& want) {
  BOOST_TEST(got == want, boost::test_tools::per_element());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(functional)

BOOST_AUTO_TEST_CASE(value_and_gradient_of_rosenbrock) {
  const auto [value, slopes] = value_and_gradient(rosenbrock, Numbers{2, 3});
  BOOST_TEST(value == 101.0);
  check(slopes, {802, -200});
  check(wengert::gradient(rosenbrock, Numbers{1, 1}), {0, 0});
  check(wengert::gradient(rosenbrock, Numbers{-1, 2}), {396, 200});
}

BOOST_AUTO_TEST_CASE(hessian_of_rosenbrock) {
  check(hessian(rosenbrock, Numbers{2, 3}), 2, 2, {3602, -800, -800, 200});
  check(hessian(rosenbrock, Numbers{1, 1}), 2, 2, {802, -400, -400, 200});
}

BOOST_AUTO_TEST_CASE(hvp_is_the_hessian_times_a_direction) {
  check(hvp(rosenbrock, Numbers{2, 3}, Numbers{1, 10}), {3602 - 8000, -800 + 2000});
  check(hvp(rosenbrock, Numbers{2, 3}, Numbers{0, 0}), {0, 0});
}

BOOST_AUTO_TEST_CASE(jacobian_is_the_same_forward_reverse_and_by_shape) {
  for (const auto mode : {JacobianMode::by_shape, JacobianMode::forward, JacobianMode::reverse}) {
    check(jacobian(tall, Numbers{3, 4}, mode), 3, 2, {4, 3, 6, 0, 0, 0.5});
    check(jacobian(wide, Numbers{2, 3, 5}, mode), 2, 3, {15, 10, 6, -1, 0, 1});
    check(jacobian(rosenbrock, Numbers{2, 3}, mode), 1, 2, {802, -200});
  }
}

BOOST_AUTO_TEST_CASE(jacobian_by_shape_runs_forward_only_where_there_are_more_outputs) {
  int recordings = 0;
  int passes = 0;
  const auto counted = [&](const auto& f) {
    return [&](auto x) {
      using T = std::remove_cvref_t<decltype(x[0])>;
      ++(std::is_same_v<T, Var> ? recordings : passes);
      return f(x);
    };
  };
  jacobian(counted(wide), Numbers{2, 3, 5});
  BOOST_TEST(recordings == 1);
  BOOST_TEST(passes == 0);
  jacobian(counted(tall), Numbers{3, 4});
  BOOST_TEST(recordings == 2);
  BOOST_TEST(passes == 2);
}

BOOST_AUTO_TEST_CASE(jvp_moves_the_outputs_along_a_direction) {
  check(jvp(tall, Numbers{3, 4}, Numbers{1, 2}), {10, 6, 1});
  check(jvp(rosenbrock, Numbers{2, 3}, Numbers{1, 1}), {602});
}

BOOST_AUTO_TEST_CASE(vjp_weighs_the_outputs) {
  check(vjp(tall, Numbers{3, 4}, Numbers{1, 10, 100}), {64, 53});
  check(vjp(rosenbrock, Numbers{2, 3}, Numbers{2}), {1604, -400});
}

BOOST_AUTO_TEST_CASE(a_constant_function_has_derivative_zero) {
  const Numbers at = {1, 2};
  BOOST_TEST(value_and_gradient(always_five, at).value == 5.0);
  check(wengert::gradient(always_five, at), {0, 0});
  check(hessian(always_five, at), 2, 2, {0, 0, 0, 0});
  check(hvp(always_five, at, at), {0, 0});
  check(jvp(always_five, at, at), {0});
  check(vjp(always_five, at, Numbers{3}), {0, 0});
  for (const auto mode : {JacobianMode::forward, JacobianMode::reverse}) {
    check(jacobian(always_five, at, mode), 1, 2, {0, 0});
  }
}

BOOST_AUTO_TEST_CASE(outputs_that_are_constant_have_rows_of_zeros) {
  const auto f = [](auto x) {
    using T = std::remove_cvref_t<decltype(x[0])>;
    return std::vector<T>{7.0, x[0] * 3, 0 * x[0] + 2};
  };
  for (const auto mode : {JacobianMode::forward, JacobianMode::reverse}) {
    check(jacobian(f, Numbers{5}, mode), 3, 1, {0, 3, 0});
  }
  check(vjp(f, Numbers{5}, Numbers{1, 1, 1}), {3});
}

BOOST_AUTO_TEST_CASE(outputs_may_be_plain_doubles) {
  const auto f = [](auto) { return Numbers{1, 2, 3}; };
  check(jacobian(f, Numbers{5}), 3, 1, {0, 0, 0});
  check(jacobian(f, Numbers{5}, JacobianMode::reverse), 3, 1, {0, 0, 0});
}

BOOST_AUTO_TEST_CASE(an_input_may_be_returned_as_it_is) {
  check(wengert::gradient([](auto x) { return x[1]; }, Numbers{5, 6}), {0, 1});
  check(jacobian([](auto x) { return x; }, Numbers{5, 6}), 2, 2, {1, 0, 0, 1});
}

BOOST_AUTO_TEST_CASE(branches_are_taken_at_the_point) {
  const auto f = [](auto x) { return x[0] < x[1] ? x[0] * x[0] * x[1] : x[1]; };
  check(hessian(f, Numbers{2, 3}), 2, 2, {6, 4, 4, 0});
  check(hessian(f, Numbers{3, 2}), 2, 2, {0, 0, 0, 0});
}

BOOST_AUTO_TEST_CASE(rows_of_many_operands_serve_every_derivative) {
  const auto f = [](auto x) { return dot(x, x, x[0]) * sum(x); };
  check(wengert::gradient(f, Numbers{2, 3}), {5 * 5.0 + 15, 6 * 5.0 + 15});
  check(hessian(f, Numbers{2, 3}), 2, 2, {2 * 5.0 + 2 * 5, 6 + 5.0, 6 + 5.0, 2 * 5.0 + 2 * 6});
  check(jvp(f, Numbers{2, 3}, Numbers{1, 0}), {40});
}

BOOST_AUTO_TEST_CASE(a_matrix_is_filled_row_by_row) {
  Matrix m{2, 3};
  m(1, 0) = 7.0;
  check(m, 2, 3, {0, 0, 0, 7, 0, 0});
  const Matrix& read = m;
  BOOST_TEST(read(1, 0) == 7.0);
}

BOOST_AUTO_TEST_CASE(exceptions_of_the_function_come_through) {
  const auto f = [](auto x) {
    if (x[0] > 1) throw std::domain_error("the user's own");
    return x[0];
  };
  BOOST_CHECK_THROW(wengert::gradient(f, Numbers{2}), std::domain_error);
  check(wengert::gradient(f, Numbers{0.5}), {1});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(functional_errors)

BOOST_AUTO_TEST_CASE(an_empty_point_is_refused) {
  const Numbers none;
  const auto f = [](auto) { return 1.0; };
  BOOST_CHECK_EXCEPTION(value_and_gradient(f, none), Error, says("value_and_gradient", "empty"));
  BOOST_CHECK_EXCEPTION(wengert::gradient(f, none), Error, says("gradient", "empty"));
  BOOST_CHECK_EXCEPTION(jacobian(f, none), Error, says("jacobian", "empty"));
  BOOST_CHECK_EXCEPTION(hessian(f, none), Error, says("hessian", "empty"));
  BOOST_CHECK_EXCEPTION(jvp(f, none, none), Error, says("jvp", "empty"));
  BOOST_CHECK_EXCEPTION(vjp(f, none, none), Error, says("vjp", "empty"));
  BOOST_CHECK_EXCEPTION(hvp(f, none, none), Error, says("hvp", "empty"));
}

BOOST_AUTO_TEST_CASE(a_direction_of_another_length_is_refused_with_both) {
  const Numbers at = {2, 3};
  const Numbers three = {1, 2, 3};
  BOOST_CHECK_EXCEPTION(jvp(rosenbrock, at, three), Error, says("jvp", "2", "3"));
  BOOST_CHECK_EXCEPTION(hvp(rosenbrock, at, three), Error, says("hvp", "2", "3"));
  BOOST_CHECK_EXCEPTION(vjp(rosenbrock, at, three), Error, says("vjp", "1", "3"));
  BOOST_CHECK_EXCEPTION(vjp(tall, at, at), Error, says("vjp", "3", "2"));
}

BOOST_AUTO_TEST_CASE(outputs_that_come_and_go_are_refused) {
  const auto f = [](auto x) {
    using T = std::remove_cvref_t<decltype(x[0])>;
    return std::vector<T>(std::is_same_v<T, Var> ? 2 : 3, x[0]);
  };
  BOOST_CHECK_EXCEPTION(jacobian(f, Numbers{5}, JacobianMode::forward), Error,
                        says("jacobian", "2", "3"));
}

BOOST_AUTO_TEST_CASE(a_missing_second_derivative_is_named) {
  const auto f = [](auto x) { return digamma(x[0]); };
  BOOST_CHECK_EXCEPTION(hessian(f, Numbers{2}), Error, says("trigamma", "no derivative"));
  BOOST_CHECK_EXCEPTION(hvp(f, Numbers{2}, Numbers{1}), Error, says("trigamma", "no derivative"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
