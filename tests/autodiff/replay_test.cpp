// SPDX-License-Identifier: MIT
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include <autodiff/complex.hpp>
#include <autodiff/error.hpp>
#include <autodiff/nary.hpp>
#include <autodiff/replay.hpp>
#include <autodiff/tape.hpp>

#include "../support/says.hpp"

namespace wengert::test {

static_assert(std::is_base_of_v<Error, BranchError>);
static_assert(std::is_base_of_v<std::runtime_error, Error>);

namespace {

struct Fixture {
  Tape t;
  Var x = t.variable(2.0, "x");
  Var y = t.variable(3.0, "y");
  std::vector<Var> inputs = {x, y};

  template <class T = double>
  Replay<T> at(const T& a, const T& b) const {
    const std::vector<T> point = {a, b};
    return Replay<T>(t, inputs, point);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(replay)

BOOST_FIXTURE_TEST_CASE(it_evaluates_every_node_at_another_point, Fixture) {
  const Var h = x * y;
  const Var z = h + 1;
  const Replay<double> again = at(5.0, 7.0);
  BOOST_TEST(again[x] == 5.0);
  BOOST_TEST(again[h] == 35.0);
  BOOST_TEST(again[z] == 36.0);
  BOOST_TEST(z.value() == 7.0);
}

BOOST_FIXTURE_TEST_CASE(its_gradient_is_that_of_the_new_point, Fixture) {
  const Var z = x * x * y;
  const std::vector<double> g = at(5.0, 7.0).gradient(z, inputs);
  BOOST_TEST(g[0] == 70.0);
  BOOST_TEST(g[1] == 25.0);
}

BOOST_FIXTURE_TEST_CASE(inputs_left_out_keep_their_values, Fixture) {
  const Var z = x * y;
  const Var only[] = {y};
  const double seven[] = {7.0};
  const Replay<double> again(t, only, seven);
  BOOST_TEST(again[z] == 14.0);
  BOOST_TEST(Replay<double>(t, {}, {})[z] == 6.0);
}

BOOST_FIXTURE_TEST_CASE(a_tape_constant_may_be_changed, Fixture) {
  const Var target = t.constant(1.0, "target");
  const Var loss = square(x - target);
  const Var changed[] = {target};
  const double five[] = {5.0};
  const Replay<double> again(t, changed, five);
  BOOST_TEST(again[loss] == 9.0);
  BOOST_TEST(again.gradient(loss, inputs)[0] == -6.0);
}

BOOST_FIXTURE_TEST_CASE(an_intermediate_may_be_given, Fixture) {
  const Var h = x * y;
  const Var z = h * h;
  const Var given[] = {h};
  const double ten[] = {10.0};
  const Replay<double> again(t, given, ten);
  BOOST_TEST(again[z] == 100.0);
  BOOST_TEST(again[x] == 2.0);
  BOOST_TEST(again.gradient(z, given)[0] == 20.0);
}

BOOST_FIXTURE_TEST_CASE(a_given_intermediate_depends_on_nothing, Fixture) {
  const Var h = x * y;
  const Var z = h * x;
  const Var given[] = {h};
  const double ten[] = {10.0};
  const std::vector<double> g = Replay<double>(t, given, ten).gradient(z, inputs);
  BOOST_TEST(g[0] == 10.0);
  BOOST_TEST(g[1] == 0.0);
}

BOOST_FIXTURE_TEST_CASE(it_runs_on_duals, Fixture) {
  const Var z = x * x * y;
  const auto again = at<Dual<double>>({2.0, 1.0}, {3.0, 0.0});
  BOOST_TEST(again[z].tangent == 12.0);
  const auto g = again.gradient(z, inputs);
  BOOST_TEST(g[0].tangent == 6.0);
  BOOST_TEST(g[1].tangent == 4.0);
}

BOOST_FIXTURE_TEST_CASE(it_runs_on_complex_numbers, Fixture) {
  const Var z = exp(x * 0.0) / x * y;
  const double h = complex_step(2.0);
  BOOST_TEST((at<Complex>({2.0, h}, 3.0)[z].imag / h) == -0.75);
}

BOOST_FIXTURE_TEST_CASE(it_runs_on_float, Fixture) {
  const Var z = sqrt(x * y) / 3;
  const Replay<float> again = at(2.0f, 8.0f);
  BOOST_TEST(again[z] == 4.0f / 3.0f);
}

BOOST_FIXTURE_TEST_CASE(it_runs_on_a_hundred_digits, Fixture) {
  using Exact = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<100>,
                                              boost::multiprecision::et_off>;
  const Var z = x / y;
  const Replay<Exact> again = at<Exact>(1, 3);
  BOOST_TEST((abs(again[z] * 3 - 1) < Exact("1e-99")));
  BOOST_TEST((abs(again.gradient(z, inputs)[1] * 9 + 1) < Exact("1e-98")));
}

BOOST_FIXTURE_TEST_CASE(it_runs_on_variables_of_another_tape, Fixture) {
  const Var z = dot(inputs, inputs, x) * select(x < y, x, y);
  Tape other;
  const Var a = other.variable(5.0);
  const Var b = other.variable(7.0);
  const Replay<Var> again = at<Var>(a, b);
  BOOST_TEST(again[z].value() == 395.0);
  BOOST_TEST(other.gradient(again[z])[a] == 79.0 + 5 * 11.0);
  const std::vector<Var> nodes = again.gradient(z, inputs);
  BOOST_TEST(nodes[0].value() == 79.0 + 5 * 11.0);
  BOOST_TEST(other.gradient(nodes[1])[b] == 2 * 5.0);
}

// The rows and the list of operands move while they are read.
BOOST_FIXTURE_TEST_CASE(it_runs_on_variables_of_the_same_tape, Fixture) {
  Var z = x;
  for (int i = 0; i < 40; ++i) z = sum({z, y, z, x}) * 0.5 + fma(x, y, z) * 0.25;
  const Replay<Var> again = at<Var>(x, y);
  BOOST_TEST(again[z].value() == z.value());
  BOOST_TEST(t.gradient(again[z])[x] == t.gradient(z)[x]);
  BOOST_TEST(again.gradient(z, inputs)[1].value() == t.gradient(z)[y]);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(replay_branches)

BOOST_FIXTURE_TEST_CASE(on_the_same_side_it_evaluates, Fixture) {
  const Var z = x < y ? x * y : x;
  BOOST_TEST(at(1.0, 5.0)[z] == 5.0);
}

BOOST_FIXTURE_TEST_CASE(on_the_other_side_it_throws_and_names_the_comparison, Fixture) {
  const Var z = x < y ? x * y : x;
  BOOST_CHECK_EXCEPTION(at(5.0, 1.0), BranchError,
                        says("replay", "'x' < 'y'", "2 < 3", "true", "false", "select"));
  BOOST_CHECK_THROW(at(5.0, 1.0), Error);
  BOOST_TEST(t.gradient(z)[x] == 3.0);
}

BOOST_FIXTURE_TEST_CASE(a_tie_is_on_one_side_too, Fixture) {
  if (x >= y) BOOST_ERROR("2 >= 3");
  BOOST_CHECK_EXCEPTION(at(3.0, 3.0), BranchError, says("'y' <= 'x'", "3 <= 2", "false", "true"));
}

BOOST_FIXTURE_TEST_CASE(every_comparison_is_told_by_its_sign, Fixture) {
  const Mark start = t.mark();
  const auto message_of = [&](const Comparison& branch, const auto& message) {
    [[maybe_unused]] const bool taken = branch;
    BOOST_CHECK_EXCEPTION(at(3.0, 2.0), BranchError, message);
    BOOST_CHECK_EXCEPTION(at(4.0, 4.0), BranchError, message);
    t.rewind(start);
  };
  message_of(x < y, says("'x' < 'y'", "true"));
  message_of(y > x, says("'x' < 'y'", "true"));
  message_of(y <= x, says("'y' <= 'x'", "false"));
  message_of(x >= y, says("'y' <= 'x'", "false"));
}

BOOST_FIXTURE_TEST_CASE(equality_is_told_as_it_was_asked, Fixture) {
  if (x == 2) t.name(y, "why");
  BOOST_CHECK_EXCEPTION(at(3.0, 3.0), BranchError, says("'x' == 2", "true", "false"));
  t.rewind(t.mark());
  Tape other;
  const Var u = other.variable(1.0, "u");
  if (u != 2.0) other.name(u, "u");
  const Var input[] = {u};
  const double two[] = {2.0};
  BOOST_CHECK_EXCEPTION(Replay<double>(other, input, two), BranchError,
                        says("'u' != 2", "true", "false"));
}

BOOST_FIXTURE_TEST_CASE(unnamed_operands_are_told_by_row, Fixture) {
  if (x * y < 10) x = y;
  BOOST_CHECK_EXCEPTION(at(5.0, 5.0), BranchError, says("row 2 (multiply) < 10", "6 < 10", "true"));
}

BOOST_FIXTURE_TEST_CASE(every_number_type_watches_the_branches, Fixture) {
  if (x < y) x = y;
  BOOST_CHECK_THROW(at<Dual<double>>(4.0, 1.0), BranchError);
  BOOST_CHECK_THROW(at<Complex>(4.0, 1.0), BranchError);
  BOOST_CHECK_THROW(at<float>(4.0f, 1.0f), BranchError);
  Tape other;
  BOOST_CHECK_THROW(at<Var>(other.variable(4.0), other.variable(1.0)), BranchError);
}

BOOST_FIXTURE_TEST_CASE(a_replay_on_variables_records_the_guards_again, Fixture) {
  const Var z = x < y ? x * y : x;
  Tape other;
  const Var a = other.variable(1.0);
  const Var b = other.variable(5.0);
  const Var copy = at<Var>(a, b)[z];
  BOOST_TEST(other.statistics().guards == 1u);
  BOOST_TEST(other.gradient(copy)[a] == 5.0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(replay_errors)

BOOST_FIXTURE_TEST_CASE(unequal_lengths_are_refused_with_both, Fixture) {
  const std::vector<double> one = {1.0};
  BOOST_CHECK_EXCEPTION(Replay<double>(t, inputs, one), Error,
                        says("replay", "2 inputs", "1 values"));
  BOOST_CHECK_EXCEPTION(Replay<double>(t, {}, one), Error, says("replay", "0 inputs", "1 values"));
}

BOOST_FIXTURE_TEST_CASE(inputs_must_be_the_tapes, Fixture) {
  Tape other;
  const std::vector<double> one = {1.0};
  const std::vector<Var> stranger = {other.variable(1.0, "u")};
  const std::vector<Var> constant = {4.0};
  BOOST_CHECK_EXCEPTION(Replay<double>(t, stranger, one), Error, says("'u'", "another tape"));
  BOOST_CHECK_EXCEPTION(Replay<double>(t, constant, one), Error, says("replay", "constant 4"));
  t.clear();
  BOOST_CHECK_EXCEPTION(at(1.0, 2.0), Error, says("replay", "'x'", "stale"));
}

BOOST_FIXTURE_TEST_CASE(an_input_given_twice_is_refused, Fixture) {
  inputs = {x, x};
  BOOST_CHECK_EXCEPTION(at(1.0, 2.0), Error, says("replay", "'x'", "twice"));
}

BOOST_FIXTURE_TEST_CASE(a_node_recorded_later_is_refused, Fixture) {
  const Replay<double> again = at(1.0, 2.0);
  const Var later = x * y;
  t.name(later, "later");
  BOOST_CHECK_EXCEPTION(again[later], Error, says("replay", "'later'", "after"));
  BOOST_CHECK_EXCEPTION(again.gradient(later, inputs), Error, says("'later'", "after"));
  const Var by[] = {later};
  BOOST_CHECK_EXCEPTION(again.gradient(x, by), Error, says("'later'", "after"));
  BOOST_TEST(again[x] == 1.0);
}

BOOST_FIXTURE_TEST_CASE(a_node_recorded_later_in_the_place_of_another_is_refused, Fixture) {
  const Mark mark = t.mark();
  const Var old = x * y;
  const Replay<double> again = at(1.0, 2.0);
  t.rewind(mark);
  const Var later = x + y;
  t.name(later, "later");
  BOOST_CHECK_EXCEPTION(again[later], Error, says("replay", "'later'", "after"));
  BOOST_CHECK_EXCEPTION(again[old], Error, says("replay", "stale"));
  BOOST_TEST(again[x] == 1.0);
}

BOOST_FIXTURE_TEST_CASE(constants_and_strangers_cannot_be_asked_for, Fixture) {
  Tape other;
  const Var u = other.variable(1.0, "u");
  const Replay<double> again = at(1.0, 2.0);
  BOOST_CHECK_EXCEPTION(again[Var(4.0)], Error, says("replay", "constant 4"));
  BOOST_CHECK_EXCEPTION(again[u], Error, says("replay", "'u'", "another tape"));
}

BOOST_FIXTURE_TEST_CASE(there_is_no_derivative_by_a_constant_even_where_it_was_given, Fixture) {
  const Var c = t.constant(5.0, "c");
  const Var z = x * c;
  const Var by[] = {c};
  const double six[] = {6.0};
  const Replay<double> again(t, by, six);
  BOOST_CHECK_EXCEPTION(again.gradient(z, by), Error, says("replay", "'c'", "constants"));
  BOOST_CHECK_EXCEPTION(again.gradient(c, inputs), Error, says("replay", "'c'", "constants"));
  BOOST_TEST(again.gradient(z, inputs)[0] == 6.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
