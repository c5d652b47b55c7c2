// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <complex>
#include <numeric>
#include <vector>

#include <autodiff/custom.hpp>
#include <autodiff/error.hpp>
#include <autodiff/nary.hpp>
#include <autodiff/program/program.hpp>

#include "../support/says.hpp"
#include "../support/within_ulps.hpp"

namespace wengert::test {
namespace {

// loss = (t - sigmoid(w x + b))^2
struct Neuron {
  Tape tape;
  Var x = tape.variable(2.0, "x"), t = tape.variable(1.0, "target");
  Var w = tape.variable(0.5, "w"), b = tape.variable(-0.25, "b");
  Var y = sigmoid(w * x + b);
  Var loss = square(t - y);

  Program program(Over over) const {
    return {tape, {.inputs = {x, t}, .parameters = {w, b}, .outputs = {{loss, "loss", over}}}};
  }
};

constexpr std::size_t samples = 150;

std::vector<double> columns() {
  std::vector<double> result(2 * samples);
  for (std::size_t i = 0; i < samples; ++i) {
    result[i] = std::sin(static_cast<double>(i));
    result[samples + i] = i % 3 == 0 ? 1.0 : 0.0;
  }
  return result;
}

// Loss, dloss/dw and dloss/db of one sample by the tape.
std::array<double, 3> by_tape(double x, double t, double w, double b) {
  Tape tape;
  const Var weight = tape.variable(w), bias = tape.variable(b);
  const Var loss = square(t - sigmoid(weight * x + bias));
  const Gradient g = tape.gradient(loss);
  return {loss.value(), g[weight], g[bias]};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(programs)

BOOST_AUTO_TEST_CASE(a_batch_sums_what_the_tape_gives_for_each_sample) {
  const std::vector<double> in = columns();
  const std::vector<double> parameters{0.7, -0.2};
  std::array<double, 3> want{};
  for (std::size_t i = 0; i < samples; ++i) {
    const auto one = by_tape(in[i], in[samples + i], 0.7, -0.2);
    for (std::size_t k = 0; k < 3; ++k) want[k] += one[k];
  }
  struct Case {
    Over over;
    double divisor;
  };
  for (const Case c : {Case{Over::sum, 1.0}, Case{Over::mean, samples}}) {
    Program program = Neuron().program(c.over).with_gradient("loss");
    std::vector<double> got(program.reduced_outputs());
    program.run({samples, in, parameters}, {.reduced = got});
    BOOST_TEST(got.size() == 3u);
    for (std::size_t k = 0; k < 3; ++k) BOOST_TEST(within_ulps(got[k], want[k] / c.divisor, 64));
  }
}

BOOST_AUTO_TEST_CASE(outputs_are_named_after_what_they_are) {
  const Neuron n;
  const Program values = n.program(Over::mean);
  const std::vector<std::string> inputs{"x", "target"}, parameters{"w", "b"};
  BOOST_TEST(values.inputs() == inputs, boost::test_tools::per_element());
  BOOST_TEST(values.parameters() == parameters, boost::test_tools::per_element());
  const std::vector<std::string> outputs{"loss", "dloss/dw", "dloss/dx"};
  const Program gradient = values.with_gradient("loss", {"w", "x"});
  BOOST_TEST(gradient.outputs() == outputs, boost::test_tools::per_element());
  BOOST_TEST(gradient.reduced_outputs() == 2u);  // by x it is one per sample
  BOOST_TEST(gradient.only({"dloss/dw"}).outputs().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_mean_hands_each_sample_its_share) {
  const Neuron n;
  Program program = n.program(Over::mean).with_gradient("loss", {"x"});
  const std::vector<double> in{0.3, -0.4, 1.0, 0.0}, parameters{0.7, -0.2};
  std::vector<double> reduced(1), each(2);
  program.run({2, in, parameters}, {reduced, each});
  for (std::size_t i = 0; i < 2; ++i) {
    Tape tape;
    const Var x = tape.variable(in[i]);
    const Var loss = square(in[2 + i] - sigmoid(0.7 * x - 0.2));
    BOOST_TEST(within_ulps(each[i], tape.gradient(loss)[x] / 2.0, 8));
  }
}

BOOST_AUTO_TEST_CASE(a_batch_may_be_empty_or_have_one_sample) {
  Program program = Neuron().program(Over::sum).with_gradient("loss");
  std::vector<double> got(3, 7.0);
  const std::vector<double> parameters{0.7, -0.2};
  program.run({0, {}, parameters}, {.reduced = got});
  for (const double x : got) BOOST_TEST(within_ulps(x, 0.0, 0));
  const std::vector<double> one{0.3, 1.0};
  program.run({1, one, parameters}, {.reduced = got});
  const auto want = by_tape(0.3, 1.0, 0.7, -0.2);
  for (std::size_t k = 0; k < 3; ++k) BOOST_TEST(within_ulps(got[k], want[k], 8));
}

BOOST_AUTO_TEST_CASE(a_gradient_of_a_gradient_is_the_second_derivative) {
  // d2/dw2 and d2/dwdx of sigmoid(w x) by hand.
  Tape tape;
  const Var x = tape.variable(0.8, "x"), w = tape.variable(1.5, "w");
  const Program value(tape, {.inputs = {x}, .parameters = {w}, .outputs = {{sigmoid(w * x), "y"}}});
  const Program second = value.with_gradient("y").with_gradient("dy/dw", {"w", "x"});
  const std::vector<double> at_x{0.8}, at_w{1.5};
  const auto got = second.evaluate<double>(at_x, at_w);
  const double s = 1.0 / (1.0 + std::exp(-1.2)), d = s * (1.0 - s), dd = d * (1.0 - 2.0 * s);
  BOOST_TEST(within_ulps(got[1], 0.8 * d, 4));
  BOOST_TEST(within_ulps(got[2], 0.8 * 0.8 * dd, 16));
  BOOST_TEST(within_ulps(got[3], d + 1.5 * 0.8 * dd, 16));
}

BOOST_AUTO_TEST_CASE(one_sample_runs_on_any_number_type) {
  Tape tape;
  const Var x = tape.variable(0.5, "x"), w = tape.variable(2.0, "w");
  const Program program(tape, {.inputs = {x}, .parameters = {w}, .outputs = {{exp(w * x), "y"}}});
  const std::vector<float> xf{0.25f}, wf{3.0f};
  BOOST_TEST(program.evaluate<float>(xf, wf)[0] == std::exp(0.75f));
  const std::vector<std::complex<double>> xc{{0.0, 1.0}}, wc{{2.0, 0.0}};
  const std::complex<double> turned = program.evaluate<std::complex<double>>(xc, wc)[0];
  BOOST_TEST(within_ulps(turned.real(), std::cos(2.0), 4));
  BOOST_TEST(within_ulps(turned.imag(), std::sin(2.0), 4));
}

BOOST_AUTO_TEST_CASE(the_side_not_taken_makes_no_nan) {
  // sqrt'(0) and log of a negative number are infinite or NaN where they are not chosen.
  Tape tape;
  const Var x = tape.variable(1.0, "x");
  const Var y = select(x > 0.0, 3.0 * log(x) * sqrt(x), x);
  Program program = Program(tape, {.inputs = {x}, .parameters = {}, .outputs = {{y, "y"}}})
                        .with_gradient("y", {"x"});
  const std::vector<double> in{-1.0, 0.0, 4.0};
  std::vector<double> each(6);
  program.run({3, in, {}}, {.each = each});
  BOOST_TEST(within_ulps(each[3], 1.0, 0));
  BOOST_TEST(within_ulps(each[4], 1.0, 0));
  BOOST_TEST(within_ulps(each[5], 3.0 * (2.0 / 4.0 + std::log(4.0) / 4.0), 4));
}

BOOST_AUTO_TEST_CASE(a_sample_that_would_branch_otherwise_is_named_and_the_program_stays_usable) {
  Tape tape;
  const Var x = tape.variable(1.0, "x"), limit = tape.variable(0.5, "limit");
  const Var y = x > limit ? x * x : -x;
  Program program(tape, {.inputs = {x}, .parameters = {limit}, .outputs = {{y, "y"}}});
  const std::vector<double> parameters{0.5};
  std::vector<double> each(3);
  const std::vector<double> good{1.0, 2.0, 3.0}, bad{1.0, 0.25, 3.0}, none{1.0, NAN, 3.0};
  BOOST_CHECK_EXCEPTION(
      program.run({3, bad, parameters}, {.each = each}), BranchError,
      says("sample 1", "limit < x", "was true", "here it is false", "0.5 < 0.25"));
  BOOST_CHECK_EXCEPTION(program.run({3, none, parameters}, {.each = each}), BranchError,
                        says("sample 1", "nan"));
  program.run({3, good, parameters}, {.each = each});
  BOOST_TEST(each[2] == 9.0);
  const std::vector<double> one{0.25};
  BOOST_CHECK_EXCEPTION(program.evaluate<double>(one, parameters), BranchError,
                        says("limit < x", "0.5 < 0.25"));
  BOOST_CHECK_EXCEPTION(program.run({3, bad, parameters}, {.each = each}, Branches::rerecord),
                        Error, says("Program::of"));
}

BOOST_AUTO_TEST_CASE(samples_that_branch_otherwise_are_left_out_or_recorded_again) {
  // x^2 above the limit and -x below, in some 130 samples, of which every fifth is below.
  const auto f = [](std::span<const Var> x, std::span<const Var> w) {
    const Var y = x[0] > w[0] ? w[1] * x[0] * x[0] : Var(-x[0]);
    return std::vector<Output>{{y, "sum", Over::sum}, {y, "mean", Over::mean}, {y, "y"}};
  };
  Program program =
      Program::of({.inputs = {"x"}, .parameters = {"limit", "w"}, .at = {1.0, 0.5, 1.0}}, f)
          .with_gradient("sum", {"w"});
  constexpr std::size_t size = 130;
  std::vector<double> in(size);
  double above = 0.0, all = 0.0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < size; ++i) {
    in[i] = i % 5 == 2 ? 0.25 : static_cast<double>(i);
    if (in[i] <= 0.5) ++count;
    above += in[i] > 0.5 ? in[i] * in[i] : 0.0;
    all += in[i] > 0.5 ? in[i] * in[i] : -in[i];
  }
  const std::vector<double> parameters{0.5, 1.0};
  std::vector<double> reduced(3), each(size);
  program.run({size, in, parameters}, {reduced, each}, Branches::mark);
  BOOST_TEST(program.marked().size() == count);
  BOOST_TEST(program.marked()[1] == 2u);  // after sample 0
  BOOST_TEST(reduced[0] == above);
  BOOST_TEST(within_ulps(reduced[1], above / static_cast<double>(size - count), 1));
  BOOST_TEST(reduced[2] == above);
  BOOST_TEST(std::isnan(each[2]));
  BOOST_TEST(each[3] == 9.0);

  program.run({size, in, parameters}, {reduced, each}, Branches::rerecord);
  BOOST_TEST(program.marked().size() == count);
  BOOST_TEST(reduced[0] == all);
  BOOST_TEST(within_ulps(reduced[1], all / static_cast<double>(size), 1));
  BOOST_TEST(reduced[2] == above);  // below, y does not depend on w
  BOOST_TEST(each[2] == -0.25);
}

BOOST_AUTO_TEST_CASE(a_program_is_made_of_a_callable) {
  const Program program = Program::of({.inputs = {"x", "t"}, .parameters = {"w"}},
                                      [](auto x, auto w) { return square(x[1] - w[0] * x[0]); });
  const std::vector<double> in{3.0, 1.0}, parameters{2.0};
  BOOST_TEST(program.evaluate<double>(in, parameters)[0] == 25.0);
  BOOST_TEST(program.outputs()[0] == "y");
  BOOST_CHECK_EXCEPTION(Program::of({.inputs = {"x"}, .parameters = {}, .at = {1.0, 2.0}},
                                    [](auto x, auto) { return x[0] * x[0]; }),
                        Error, says("1 numbers to record at", "2"));
}

BOOST_AUTO_TEST_CASE(a_named_constant_can_be_changed) {
  Tape tape;
  const Var x = tape.variable(1.0, "x");
  const Var rate = tape.constant(0.1, "rate");
  Program program(tape, {.inputs = {x}, .parameters = {}, .outputs = {{rate * rate * x, "y"}}});
  const std::vector<double> in{3.0};
  std::vector<double> each(1);
  for (const double value : {0.1, 0.5, -2.0}) {
    program.set_constant("rate", value);
    program.run({1, in, {}}, {.each = each});
    BOOST_TEST(each[0] == value * value * 3.0);
  }
  BOOST_CHECK_EXCEPTION(program.set_constant("rte", 1.0), Error, says("'rte'", "rate"));
}

BOOST_AUTO_TEST_CASE(a_constant_that_turns_a_branch_is_refused_and_the_old_one_stays) {
  Tape tape;
  const Var x = tape.variable(1.0, "x");
  const Var rate = tape.constant(0.5, "rate"), limit = tape.constant(1.0, "limit");
  const Var y = rate < limit ? rate * x : x;
  Program program(tape, {.inputs = {x}, .parameters = {}, .outputs = {{y, "y"}}});
  BOOST_CHECK_EXCEPTION(program.set_constant("rate", 2.0), Error,
                        says("comparison", "is false", "it was true"));
  const std::vector<double> in{3.0}, none;
  BOOST_TEST(program.evaluate<double>(in, none)[0] == 1.5);
}

BOOST_AUTO_TEST_CASE(statistics_count_what_the_listing_shows) {
  Tape tape;
  const Var x = tape.variable(1.0, "x"), w = tape.variable(2.0, "w");
  const std::vector<Var> terms{w * w, x, x * w};
  const Program program(
      tape, {.inputs = {x}, .parameters = {w}, .outputs = {{sum(terms) + 0.0 * w, "y"}}});
  const ProgramStatistics s = program.statistics();
  BOOST_TEST(s.stages.front().name == "recorded");
  BOOST_TEST(s.stages.front().instructions == 8u);  // 2 variables, the constant 0, 5 operations
  BOOST_TEST(s.stages.size() == 5u);
  BOOST_TEST(s.uniform == 2u);     // w * w and 0 * w
  BOOST_TEST(s.varying == 3u);     // x * w, the sum, the addition
  BOOST_TEST(s.steps == 2u);       // w * w + x + x * w + 0 * w in one, and the output
  BOOST_TEST(s.operations == 5u);  // the product counts twice
  BOOST_TEST(s.bytes == 8u * (5 + 1 + 1));
}

BOOST_AUTO_TEST_CASE(custom_operations_run_also_where_they_know_doubles_only) {
  const Custom cube = custom(
      "cube", [](double x) { return x * x * x; }, [](double x, double) { return 3.0 * x * x; });
  Tape tape;
  const Var x = tape.variable(2.0, "x");
  Program program = Program(tape, {.inputs = {x}, .parameters = {}, .outputs = {{cube(x), "y"}}})
                        .with_gradient("y", {"x"});
  const std::vector<double> in{2.0, -1.5};
  std::vector<double> each(4);
  program.run({2, in, {}}, {.each = each});
  BOOST_TEST(each == (std::vector<double>{8.0, -3.375, 12.0, 6.75}),
             boost::test_tools::per_element());
  BOOST_CHECK_EXCEPTION(program.with_gradient("dy/dx", {"x"}), Error, says("cube"));
}

BOOST_AUTO_TEST_CASE(misuse_gets_a_sentence) {
  const Neuron n;
  const auto make = [&](Interface interface) { return Program(n.tape, interface); };
  const Output loss{n.loss, "loss"};
  BOOST_CHECK_EXCEPTION(make({.inputs = {n.x}, .parameters = {n.w, n.b}, .outputs = {loss}}), Error,
                        says("depends on", "'target'", "neither"));
  BOOST_CHECK_EXCEPTION(
      make({.inputs = {n.x, n.t, n.x}, .parameters = {n.w, n.b}, .outputs = {loss}}), Error,
      says("'x'", "twice"));
  BOOST_CHECK_EXCEPTION(make({.inputs = {n.x, n.t}, .parameters = {n.w, n.b}, .outputs = {}}),
                        Error, says("output"));
  BOOST_CHECK_EXCEPTION(
      make({.inputs = {n.x, n.t}, .parameters = {n.w, n.b}, .outputs = {loss, loss}}), Error,
      says("two outputs", "'loss'"));
  Tape other;
  BOOST_CHECK_EXCEPTION(
      make({.inputs = {other.variable(1.0, "z")}, .parameters = {}, .outputs = {loss}}), Error,
      says("'z'"));

  Program program = n.program(Over::sum);
  BOOST_CHECK_EXCEPTION(program.with_gradient("loss").with_gradient("loss"), Error,
                        says("two outputs", "'dloss/dw'"));
  Program left = n.program(Over::sum);
  const Program taken = std::move(left);
  BOOST_TEST(taken.outputs().size() == 1u);
  // NOLINTNEXTLINE(bugprone-use-after-move): that is the mistake
  BOOST_CHECK_EXCEPTION(left.outputs(), Error, says("moved from"));
  BOOST_CHECK_EXCEPTION(program.with_gradient("los"), Error, says("'los'", "loss"));
  BOOST_CHECK_EXCEPTION(program.with_gradient("loss", {"v"}), Error,
                        says("'v'", "x, target, w, b"));
  const std::vector<double> in(4, 0.5), parameters{0.7, -0.2}, three(3, 0.0);
  std::vector<double> one(1), two(2);
  BOOST_CHECK_EXCEPTION(program.run({3, in, parameters}, {.reduced = one}), Error, says("6", "4"));
  BOOST_CHECK_EXCEPTION(program.run({2, in, three}, {.reduced = one}), Error,
                        says("2 parameters", "3"));
  BOOST_CHECK_EXCEPTION(program.run({2, in, parameters}, {.reduced = two}), Error,
                        says("1 reduced", "2"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
