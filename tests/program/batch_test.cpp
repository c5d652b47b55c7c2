// SPDX-License-Identifier: MIT
// Fused sums, blocks, parts and threads: a batch gives what its samples give one by one.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cfloat>
#include <cmath>
#include <vector>

#include <autodiff/error.hpp>
#include <autodiff/nary.hpp>
#include <autodiff/program/program.hpp>

#include "../support/within_ulps.hpp"

namespace wengert::test {
namespace {

// A network with one hidden layer and biases, whose loss is the square of its output, without one.
Program network(std::size_t inputs, std::size_t units, const Passes& passes = {}) {
  Tape tape;
  std::vector<Var> x, w, h;
  for (std::size_t k = 0; k < inputs; ++k) x.push_back(tape.variable(0.5));
  for (std::size_t k = 0; k < units * (inputs + 2); ++k) w.push_back(tape.variable(0.5));
  const std::span<const Var> all(w);
  for (std::size_t k = 0; k < units; ++k) {
    const auto row = all.subspan(k * (inputs + 1), inputs);
    h.push_back(tanh(dot(row, x, w[k * (inputs + 1) + inputs])));
  }
  const Var y = dot(all.last(units), h);
  return Program(tape, {.inputs = x, .parameters = w, .outputs = {{square(y), "loss", Over::sum}}},
                 passes)
      .with_gradient("loss");
}

// Positive, so that sums of products cancel nothing, and small, so that no unit is saturated.
std::vector<double> waves(std::size_t count, double step) {
  std::vector<double> result;
  for (std::size_t k = 0; k < count; ++k) {
    result.push_back(0.2 * (1.1 + std::sin(step * static_cast<double>(k + 1))));
  }
  return result;
}

struct Sums {
  std::vector<long double> sum;
  std::vector<double> size;  // of the terms
};

Sums sample_by_sample(const Program& program, const Batch& batch) {
  Sums result{std::vector<long double>(program.outputs().size()),
              std::vector<double>(program.outputs().size())};
  const std::size_t columns = program.inputs().size();
  std::vector<double> x(columns);
  for (std::size_t i = 0; i < batch.size; ++i) {
    for (std::size_t k = 0; k < columns; ++k) x[k] = batch.inputs[k * batch.size + i];
    const auto one = program.evaluate<double>(x, batch.parameters);
    for (std::size_t k = 0; k < one.size(); ++k) {
      result.sum[k] += one[k];
      result.size[k] += std::fabs(one[k]);
    }
  }
  return result;
}

// Each sample's number is good to some 20 ulps of its own, and adding them up rounds at most once
// per sample.
void require_close(const std::vector<double>& got, const Sums& want, std::size_t samples) {
  const double ulps = 40.0 + static_cast<double>(samples);
  for (std::size_t k = 0; k < got.size(); ++k) {
    const double error = std::fabs(static_cast<double>(got[k] - want.sum[k]));
    BOOST_REQUIRE_LE(error, ulps * DBL_EPSILON * want.size[k] + 1e-300);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(batches)

BOOST_AUTO_TEST_CASE(a_batch_gives_the_sums_of_its_samples_whatever_its_shape) {
  for (std::size_t inputs = 1; inputs <= 6; ++inputs) {
    for (const std::size_t units : {1u, 2u, 3u, 4u, 5u, 9u}) {
      Program program = network(inputs, units);
      const std::vector<double> parameters = waves(program.recorded_parameters().size(), 0.7);
      std::vector<double> sums(program.reduced_outputs());
      for (const std::size_t size : {1u, 2u, 7u, 8u, 9u, 31u, 64u, 100u}) {
        const std::vector<double> columns = waves(inputs * size, 1.3);
        const Batch batch{size, columns, parameters};
        program.run(batch, {.reduced = sums});
        require_close(sums, sample_by_sample(program, batch), size);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(many_blocks_give_the_sums_of_their_samples) {
  for (const Passes& passes : {Passes(), Passes{.fuse = false}}) {
    Program program = network(5, 7, passes);
    const std::vector<double> parameters = waves(program.recorded_parameters().size(), 0.7);
    std::vector<double> sums(program.reduced_outputs());
    for (const std::size_t size : {513u, 1000u, 10007u}) {
      const std::vector<double> columns = waves(5 * size, 1.3);
      const Batch batch{size, columns, parameters};
      program.run(batch, {.reduced = sums});
      require_close(sums, sample_by_sample(program, batch), size);
    }
  }
}

BOOST_AUTO_TEST_CASE(any_number_of_threads_gives_the_same_bits) {
  constexpr std::size_t size = 20011;
  Program program = network(8, 12).with_gradient("loss", {"x0"});
  const std::vector<double> parameters = waves(program.recorded_parameters().size(), 0.7);
  const std::vector<double> columns = waves(8 * size, 1.3);
  std::vector<double> first_sums, first_each;
  for (const unsigned threads : {1u, 2u, 3u, 8u, 0u}) {
    program.use_threads(threads);
    for (int repetition = 0; repetition < 3; ++repetition) {
      std::vector<double> sums(program.reduced_outputs()), each(size);
      program.run({size, columns, parameters}, {sums, each});
      if (first_sums.empty()) {
        first_sums = sums;
        first_each = each;
      }
      BOOST_TEST(sums == first_sums);
      BOOST_TEST(each == first_each);
    }
  }
}

BOOST_AUTO_TEST_CASE(samples_are_refused_and_marked_in_order_on_any_number_of_threads) {
  constexpr std::size_t size = 40000;
  Tape tape;
  const Var x = tape.variable(1.0, "x"), w = tape.variable(1.0, "w");
  Var y = x > 0.0 ? w * x : w;
  for (int k = 0; k < 20; ++k) y = tanh(w * y);
  Program program(tape, {.inputs = {x}, .parameters = {w}, .outputs = {{y, "y", Over::sum}}});
  std::vector<double> columns(size, 0.5);
  const std::vector<double> parameters{1.1};
  std::vector<std::size_t> below{39999, 777, 20000};
  for (const std::size_t sample : below) columns[sample] = -1.0;
  std::sort(below.begin(), below.end());
  std::vector<double> sums(1), first;
  for (const unsigned threads : {1u, 2u, 8u}) {
    program.use_threads(threads);
    BOOST_CHECK_EXCEPTION(
        program.run({size, columns, parameters}, {.reduced = sums}), BranchError,
        [](const BranchError& e) { return std::string(e.what()).find("sample 777:") == 0; });
    program.run({size, columns, parameters}, {.reduced = sums}, Branches::mark);
    BOOST_TEST(program.marked() == below, boost::test_tools::per_element());
    if (first.empty()) first = sums;
    BOOST_TEST(sums == first);
  }
}

BOOST_AUTO_TEST_CASE(an_adjoint_of_zero_absorbs_an_infinite_slope_also_in_a_fused_sum) {
  // Where x is not above 0, log x is infinite or NaN and must not enter the sum.
  Tape tape;
  const Var x = tape.variable(1.0, "x"), w = tape.variable(1.0, "w"), v = tape.variable(1.0, "v");
  const Var y = select(x > 0.0, w * log(x) + v * sqrt(x), v * x);
  Program program =
      Program(tape, {.inputs = {x}, .parameters = {w, v}, .outputs = {{y, "y", Over::sum}}})
          .with_gradient("y");
  const std::vector<double> parameters{2.0, 3.0};
  for (const std::size_t size : {1u, 5u, 300u}) {
    std::vector<double> columns(size);
    for (std::size_t i = 0; i < size; ++i) columns[i] = static_cast<double>(i % 3) - 1.0;
    std::vector<double> sums(3);
    program.run({size, columns, parameters}, {.reduced = sums});
    double by_w = 0.0, by_v = 0.0;
    for (const double at : columns) {
      by_w += at > 0.0 ? std::log(at) : 0.0;
      by_v += at > 0.0 ? std::sqrt(at) : at;
    }
    BOOST_TEST(within_ulps(sums[1], by_w, 0));
    BOOST_TEST(within_ulps(sums[2], by_v, 0));
  }
}

BOOST_AUTO_TEST_CASE(whoever_wants_each_rounding_as_recorded_can_have_it) {
  // Fused, a product enters the difference unrounded.
  Tape tape;
  const Var x = tape.variable(1.0, "x"), y = tape.variable(1.0, "y");
  const Interface interface {
    .inputs = {x, y}, .parameters = {}, .outputs = { {x * x - y * y, "difference"} }
  };
  const std::vector<double> columns(2 * 64, 0.1);
  std::vector<double> each(64);
  Program exact(tape, interface, {.fuse = false});
  exact.run({64, columns, {}}, {.each = each});
  for (const double d : each) BOOST_TEST(d == 0.0);
  Program fused(tape, interface);
  fused.run({64, columns, {}}, {.each = each});
  for (const double d : each) BOOST_TEST(std::fabs(d) <= 0.01 * DBL_EPSILON);
}

BOOST_AUTO_TEST_CASE(a_sum_without_products_keeps_its_order) {
  // The rounding error of a + b, which a sum in another order would miss.
  Tape tape;
  const Var a = tape.variable(1.0, "a"), b = tape.variable(1.0, "b");
  const Var sum = a + b;
  const Var error = b - (sum - a);
  Program program(tape, {.inputs = {a}, .parameters = {b}, .outputs = {{error, "error"}}});
  const std::vector<double> columns{1.0, 0x1p53, 3.0}, parameters{0x1p-60};
  std::vector<double> each(3);
  program.run({3, columns, parameters}, {.each = each});
  for (const double e : each) BOOST_TEST(e == 0x1p-60);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
