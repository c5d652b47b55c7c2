// SPDX-License-Identifier: MIT
// The tape against the tutorial: its printed numbers, its manual formulas in 50-digit arithmetic,
// its training run, and the two slips of the copied version.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <string>

#include "../../examples/tutorial/manual_formulas.hpp"
#include "../../examples/tutorial/numpy_random.hpp"
#include "../../examples/tutorial/taped.hpp"
#include "../../examples/tutorial/training.hpp"
#include "../support/high_precision.hpp"
#include "../support/within_ulps.hpp"
#include "golden.hpp"

using Fifty = wengert::test::HighPrecision<50>;

namespace boost::multiprecision {
// Where argument-dependent look-up finds it: the definition, which 50 digits can afford.
Fifty sigmoid(const Fifty& x) { return 1 / (1 + exp(Fifty(-x))); }
}  // namespace boost::multiprecision

namespace {

using namespace tutorial;
using wengert::test::ulps_between;
using wengert::test::within_ulps;

Parameters<double> by_formula(const Parameters<double>& p, const Person& person,
                              Slip slip = Slip::none) {
  const auto exact = [](const auto& numbers) {
    std::array<Fifty, std::tuple_size_v<std::remove_cvref_t<decltype(numbers)>>> result;
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = numbers[i];
    return result;
  };
  const auto slopes =
      manual_gradient(exact(p), exact(person.x), person.y_true, deriv_sigmoid<Fifty>, slip);
  Parameters<double> result{};
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = static_cast<double>(slopes[i]);
  return result;
}

// What the worst of nine gradients is off by, in ulps, and what rounding may do to them.
struct Accuracy {
  double worst;
  double allowed;
};

// A pre-activation is a sum whose rounding error is up to its terms' sizes times an ulp or two, and
// the logarithmic slope of a sigmoid and of its derivative is at most 1: so each unit on the way
// adds the sum of its terms' sizes, in ulps. y_true - o1 cancels where o1 is nearly right: its
// relative error is that of o1 times o1 / |y_true - o1|.
Accuracy accuracy(const Parameters<double>& p, const Person& person) {
  const auto size = [](double a, double b, double c) {
    return std::fabs(a) + std::fabs(b) + std::fabs(c);
  };
  const auto n = feed_forward(p, person.x);
  const double hidden = std::max(size(p[w1] * person.x[0], p[w2] * person.x[1], p[b1]),
                                 size(p[w3] * person.x[0], p[w4] * person.x[1], p[b2]));
  const double output = size(p[w5] * n.h1, p[w6] * n.h2, p[b3]) * (1 + hidden);
  const double cancelled = n.o1 / std::fabs(person.y_true - n.o1);
  TapedNetwork network(p);
  const auto tape = network.gradient(person);
  const auto formula = by_formula(p, person);
  double worst = 0;
  for (std::size_t i = 0; i < tape.size(); ++i) {
    worst = std::max(worst, ulps_between(tape[i], formula[i]));
  }
  return {worst, 8 + 2 * (hidden + output) + 2 * cancelled * (1 + output)};
}

int count_wrong(const Person& person, Slip slip, double ulps) {
  TapedNetwork network(all_ones);
  const auto tape = network.gradient(person);
  const auto slipped = by_formula(all_ones, person, slip);
  int wrong = 0;
  for (std::size_t i = 0; i < tape.size(); ++i) {
    if (ulps_between(tape[i], slipped[i]) > ulps) ++wrong;
  }
  return wrong;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tutorial_network)

BOOST_AUTO_TEST_CASE(the_worked_numbers_round_to_the_printed_ones) {
  TapedNetwork network(all_ones);
  const wengert::Var loss = network.record(people[0]);
  const auto& n = network.nodes;
  const auto of_loss = network.tape.gradient(loss);
  BOOST_TEST(within_ulps(n.h1.value(), 0.047425873177566780879, 4));
  BOOST_TEST(within_ulps(n.o1.value(), 0.52369517408399970141, 4));
  BOOST_TEST(within_ulps(loss.value(), 0.22686628719087134968, 4));
  BOOST_TEST(within_ulps(of_loss[n.o1], -0.95260965183200059718, 4));
  BOOST_TEST(within_ulps(network.tape.gradient(n.o1)[n.h1], 0.24943853872512894891, 4));
  BOOST_TEST(within_ulps(of_loss[network.parameters[w1]], 0.021469535265811107286, 4));
}

BOOST_AUTO_TEST_CASE(nine_gradients_equal_the_golden_ones_for_all_four) {
  TapedNetwork network(all_ones);
  for (std::size_t k = 0; k < people.size(); ++k) {
    const auto tape = network.gradient(people[k]);
    for (std::size_t i = 0; i < tape.size(); ++i) {
      BOOST_TEST_CONTEXT(people[k].name << ", " << parameter_names[i]) {
        BOOST_TEST(within_ulps(tape[i], wengert::test::golden_gradients[k][i], 8));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(the_mean_squared_error_is_differentiated_over_all_four) {
  wengert::Tape tape;
  Parameters<wengert::Var> p;
  for (std::size_t i = 0; i < p.size(); ++i) p[i] = tape.variable(all_ones[i]);
  wengert::Var sum = 0.0;
  for (const Person& person : people) {
    const std::array<wengert::Var, 2> x{person.x[0], person.x[1]};
    sum += squared_error(person.y_true, feed_forward(p, x).o1);
  }
  const wengert::Var error = sum / 4;
  BOOST_TEST(within_ulps(error.value(), wengert::test::golden_error, 4));
  const auto slopes = tape.gradient(error);
  for (std::size_t i = 0; i < p.size(); ++i) {
    BOOST_TEST(within_ulps(slopes[p[i]], wengert::test::golden_error_gradient[i], 8));
  }
}

BOOST_AUTO_TEST_CASE(nine_gradients_equal_the_manual_formulas_at_the_worked_point) {
  for (const Person& person : people) {
    BOOST_TEST_CONTEXT(person.name) { BOOST_TEST(accuracy(all_ones, person).worst <= 8.0); }
  }
}

BOOST_AUTO_TEST_CASE(gradients_equal_the_manual_formulas_at_a_thousand_random_weights) {
  NumpyRandom random(20190303);
  double worst_share = 0;
  double worst_moderate = 0;
  int moderate = 0;
  for (int k = 0; k < 1000; ++k) {
    // Every other vector small, so that the units are not saturated by weights of 25 pounds.
    const double scale = k % 2 == 0 ? 1.0 : 0.03;
    Parameters<double> p{};
    for (double& v : p) v = scale * random.normal();
    for (const Person& person : people) {
      const Accuracy at = accuracy(p, person);
      worst_share = std::max(worst_share, at.worst / at.allowed);
      BOOST_TEST(at.worst <= at.allowed);
      if (at.allowed > 14) continue;
      ++moderate;
      worst_moderate = std::max(worst_moderate, at.worst);
      BOOST_TEST(at.worst <= 8.0);
    }
  }
  BOOST_TEST_MESSAGE("worst share of the bound " << worst_share << "; worst of " << moderate
                                                 << " moderate cases " << worst_moderate
                                                 << " ulps");
  BOOST_TEST(moderate > 500);
}

BOOST_AUTO_TEST_CASE(saturated_units_keep_the_digits_that_the_textbook_slope_loses) {
  TapedNetwork network(all_ones);
  const auto tape = network.gradient(people[1]);
  const auto textbook =
      manual_gradient(all_ones, people[1].x, people[1].y_true, deriv_sigmoid<double>);
  BOOST_TEST(within_ulps(tape[b1], wengert::test::golden_gradients[1][b1], 8));
  BOOST_TEST(ulps_between(textbook[b1], wengert::test::golden_gradients[1][b1]) > 1e12);
}

BOOST_AUTO_TEST_CASE(the_slip_in_sum_o1_is_caught_in_all_nine_gradients) {
  for (const Person& person : people) {
    BOOST_TEST(count_wrong(person, Slip::sum_o1_from_inputs, 1e12) == 9);
  }
}

BOOST_AUTO_TEST_CASE(the_slip_in_w4_is_caught_in_w4_alone) {
  TapedNetwork network(all_ones);
  for (const Person& person : people) {
    BOOST_TEST(count_wrong(person, Slip::w4_from_x0, 8) == 1);
    const auto slipped = by_formula(all_ones, person, Slip::w4_from_x0);
    const double factor = slipped[w4] / network.gradient(person)[w4];
    BOOST_TEST(within_ulps(factor, person.x[0] / person.x[1], 16));
  }
}

BOOST_AUTO_TEST_CASE(seed_44_gives_the_start_weights_of_numpy) {
  const auto p = start_parameters(44);
  const Parameters<double> numpy{-0.7506147172558728, 1.3163573247118194,  1.2461400286434303,
                                 -1.6049157412585944, -1.468143678979905,  -1.7150704579733684,
                                 1.8587836915125544,  0.08758797626580349, -0.05232219642473413};
  for (std::size_t i = 0; i < p.size(); ++i) BOOST_TEST(within_ulps(p[i], numpy[i], 0));
}

BOOST_AUTO_TEST_CASE(seed_44_trains_to_the_tutorials_predictions_along_its_loss_curve) {
  const Training training = train_by_tape(start_parameters(44));
  const auto loss = [&](int epoch) {
    return std::round(1000 * training.losses[static_cast<std::size_t>(epoch / 10)]);
  };
  const std::array<std::array<int, 2>, 12> curve{{{0, 358},
                                                  {10, 163},
                                                  {100, 29},
                                                  {200, 14},
                                                  {300, 9},
                                                  {400, 6},
                                                  {500, 5},
                                                  {600, 4},
                                                  {700, 3},
                                                  {800, 3},
                                                  {900, 3},
                                                  {990, 2}}};
  for (const auto& [epoch, thousandths] : curve) BOOST_TEST(loss(epoch) == thousandths);
  const double emily = predict(training.parameters, {-7, -3});
  const double frank = predict(training.parameters, {20, 2});
  BOOST_TEST(std::round(1000 * emily) == 951);
  BOOST_TEST(std::round(1000 * frank) == 39);
  BOOST_TEST(std::fabs(emily - 0.951089303124712) < 1e-12);
  BOOST_TEST(std::fabs(frank - 0.039094562663977) < 1e-12);
}

BOOST_AUTO_TEST_CASE(the_slip_in_w4_trains_to_a_lower_loss_in_most_seeds) {
  int lower = 0;
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    const auto start = start_parameters(seed);
    const double slipped = train_by_hand(start, Slip::w4_from_x0).losses.back();
    if (slipped < train_by_hand(start, Slip::none).losses.back()) ++lower;
  }
  BOOST_TEST(lower > 90);
}

BOOST_AUTO_TEST_SUITE_END()
