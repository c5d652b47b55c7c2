// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include <autodiff/error.hpp>
#include <autodiff/explain/why.hpp>

#include "../support/approved.hpp"
#include "../support/says.hpp"
#include "tutorial_tape.hpp"

namespace wengert::test {
namespace {

Var named(Tape& tape, const Var& v, const char* name) {
  tape.name(v, name);
  return v;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reasons)

BOOST_AUTO_TEST_CASE(reasons_are_told_in_sentences_with_names_and_numbers) {
  Tape tape;
  const Var a = tape.variable(31.0, "a");
  const Var m = tape.variable(-2.0, "m");
  const Var k = tape.variable(0.0, "k");
  const Var s = named(tape, sigmoid(a), "s");
  const Var r = named(tape, relu(m), "r");
  const Var l = named(tape, log(m), "l");
  Var halves = a;
  for (int i = 0; i < 60; ++i) halves = 0.5 * halves;
  const Var steep = named(tape, exp(a), "steep");
  std::string text;
  const auto tell = [&](const Var& y, const Var& x) { text += why(tape, y, x).text + "\n"; };
  tell(named(tape, square(s), "z"), a);
  tell(named(tape, r * a, "p"), m);
  tell(named(tape, r * a, "q"), a);
  tell(named(tape, abs(k), "size"), k);
  tell(named(tape, sqrt(k), "root"), k);
  tell(l, m);
  tell(named(tape, l * a, "la"), a);
  tell(named(tape, 3.0 * a - 3.0 * a, "nothing"), a);
  tell(m, a);
  tell(named(tape, halves, "halves"), a);
  tell(steep, a);
  tell(named(tape, max(m, a), "larger"), m);
  tell(named(tape, floor(a + 0.5), "whole"), a);
  tell(named(tape, a * m, "ordinary"), a);
  BOOST_TEST(is_approved("explain/approved/why.txt", text));
}

BOOST_AUTO_TEST_CASE(a_saturated_network_names_its_saturated_units) {
  const TutorialTape t(40.0);
  const Why w = why(t.tape, t.loss, t.w[0]);
  BOOST_TEST((w.state == DerivativeState::tiny));
  BOOST_REQUIRE(!w.causes.empty());
  BOOST_TEST(w.causes[0].name == "h1");
  BOOST_TEST(w.causes[0].partial < 1e-50);
  BOOST_TEST(w.text.find("saturated") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_state_is_that_of_the_derivative) {
  Tape tape;
  const Var x = tape.variable(2.0, "x");
  const Var zero = tape.variable(0.0, "zero");
  const auto state = [&](const Var& y, const Var& by) { return why(tape, y, by).state; };
  BOOST_TEST((state(1e-9 * x, x) == DerivativeState::tiny));
  BOOST_TEST((state(1e9 * x, x) == DerivativeState::huge));
  BOOST_TEST((state(3.0 * x, x) == DerivativeState::ordinary));
  BOOST_TEST((state(zero * x, x) == DerivativeState::zero));
  BOOST_TEST((state(x / zero, x) == DerivativeState::infinite));
  BOOST_TEST((state(log(-x), x) == DerivativeState::not_a_number));
  BOOST_TEST((state(exp(x), zero) == DerivativeState::no_path));
}

BOOST_AUTO_TEST_CASE(contributions_that_cancel_are_told_apart_from_an_adjoint_that_dies) {
  Tape tape;
  const Var x = tape.variable(2.0, "x");
  const Var up = named(tape, 3.0 * x, "up");
  const Var down = named(tape, 3.0 * x, "down");
  const Why w = why(tape, up - down, x);
  BOOST_TEST((w.state == DerivativeState::zero));
  BOOST_TEST(w.causes.empty());
  BOOST_TEST(w.text.find("cancels") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_cut_of_a_zero_is_told_up_to_the_number_asked_for) {
  Tape tape;
  const Var x = tape.variable(-2.0, "x");
  Var y = relu(x);
  for (int i = 0; i < 4; ++i) y += relu(x);
  const Why w = why(tape, y, x, {.causes = 2});
  BOOST_TEST(w.causes.size() == 2);
  BOOST_TEST(w.text.find("and at 3 more") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(reasons_for_constants_are_refused) {
  Tape tape;
  const Var x = tape.variable(1.0, "x");
  const Var c = tape.constant(1.0, "c");
  BOOST_CHECK_EXCEPTION(why(tape, x * c, c), Error, says("why", "'c'", "no variable"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
