// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <vector>

#include <autodiff/error.hpp>
#include <autodiff/explain/stepper.hpp>

#include "../support/approved.hpp"
#include "../support/random_graph.hpp"
#include "../support/says.hpp"
#include "tutorial_tape.hpp"

namespace wengert::test {

BOOST_AUTO_TEST_SUITE(stepping)

BOOST_AUTO_TEST_CASE(the_tutorials_sweep_is_told_step_by_step) {
  const TutorialTape t;
  Stepper stepper(t.tape, t.loss);
  std::string text;
  while (stepper.forward()) text += stepper.text();
  BOOST_TEST(is_approved("explain/approved/tutorial_steps.txt", text));
}

BOOST_AUTO_TEST_CASE(at_the_end_the_adjoints_are_those_of_the_gradient) {
  for (std::size_t k = 0; k < 500; ++k) {
    const RecordedGraph recorded = record(random_graph(graph_seed(k), {}));
    if (operand_of(recorded.output).active() == 0) continue;
    Stepper stepper(recorded.tape, recorded.output);
    stepper.go_to(stepper.size());
    const Gradient gradient = recorded.tape.gradient(recorded.output);
    for (const Var& x : recorded.inputs) BOOST_TEST(stepper.adjoint(x) == gradient[x]);
  }
}

BOOST_AUTO_TEST_CASE(going_back_and_on_again_tells_the_very_same) {
  const TutorialTape t;
  Stepper stepper(t.tape, t.loss, {.digits = 17});
  std::vector<std::string> told;
  while (stepper.forward()) told.push_back(stepper.text());
  for (std::size_t at = told.size(); at-- > 0;) {
    BOOST_TEST(stepper.position() == at + 1);
    BOOST_TEST(stepper.text() == told[at]);
    BOOST_TEST(stepper.back());
  }
  BOOST_TEST(!stepper.back());
  for (const std::string& text : told) {
    BOOST_TEST(stepper.forward());
    BOOST_TEST(stepper.text() == text);
  }
  BOOST_TEST(!stepper.forward());
}

BOOST_AUTO_TEST_CASE(it_runs_to_a_name_first_forward_then_backward) {
  const TutorialTape t;
  Stepper stepper(t.tape, t.loss);
  BOOST_TEST(stepper.run_to("h1"));
  BOOST_TEST((stepper.step().direction == Direction::forward));
  BOOST_TEST(stepper.text() == "h1 = sigmoid(#14) = sigmoid(-3) = 0.047426\n");
  BOOST_TEST(stepper.run_to("h1"));
  const StepperStep step = stepper.step();
  BOOST_TEST((step.direction == Direction::backward));
  BOOST_TEST(step.adjoint == t.tape.gradient(t.loss)[t.h1]);
  BOOST_REQUIRE(step.handed.size() == 1);
  BOOST_TEST(step.handed[0].contribution == step.handed[0].partial * step.adjoint);
  BOOST_TEST(!stepper.run_to("h1"));
  BOOST_TEST(stepper.position() == stepper.size());
}

BOOST_AUTO_TEST_CASE(a_variable_is_stopped_at_where_its_adjoint_is_complete) {
  const TutorialTape t;
  Stepper stepper(t.tape, t.loss);
  const Gradient gradient = t.tape.gradient(t.loss);
  for (const Var& x : {t.x1, t.w[0], t.b[2]}) {
    stepper.go_to(0);
    BOOST_TEST(stepper.run_to(x));
    BOOST_TEST(stepper.step().is_given);
    BOOST_TEST(stepper.run_to(x));
    BOOST_TEST(stepper.adjoint(x) == gradient[x]);
    stepper.back();
    BOOST_TEST(!stepper.state(x)->is_complete);
    stepper.forward();
    BOOST_TEST(stepper.state(x)->is_complete);
    BOOST_TEST(!stepper.run_to(x));
  }
}

BOOST_AUTO_TEST_CASE(a_node_is_known_as_far_as_the_steps_have_come) {
  const TutorialTape t;
  Stepper stepper(t.tape, t.loss);
  stepper.run_to(t.h1);
  BOOST_TEST(stepper.state(t.h1)->value.value() == t.h1.value());
  BOOST_TEST(!stepper.state(t.h2)->value.has_value());
  BOOST_TEST(!stepper.state(t.h1)->adjoint.has_value());
  stepper.go_to(stepper.forward_size());
  BOOST_TEST(stepper.state(t.loss)->adjoint.value() == 1.0);
  BOOST_TEST(stepper.state(t.loss)->is_complete);
  BOOST_TEST(stepper.state(t.h1)->adjoint.value() == 0.0);
  BOOST_TEST(!stepper.state(t.h1)->is_complete);
  stepper.go_to(stepper.size());
  BOOST_TEST(stepper.state(t.h1)->is_complete);
  BOOST_TEST(!Stepper(t.tape, t.h1).state(t.h2).has_value());
}

// Against the sweep to its end: complete is what it does not change any more.
BOOST_AUTO_TEST_CASE(what_is_called_complete_does_not_change_any_more) {
  for (std::size_t k = 0; k < 100; ++k) {
    const RecordedGraph recorded = record(random_graph(graph_seed(k), {}));
    if (operand_of(recorded.output).active() == 0) continue;
    Stepper stepper(recorded.tape, recorded.output);
    const Gradient gradient = recorded.tape.gradient(recorded.output);
    stepper.go_to(stepper.forward_size());
    do {
      for (const Var& x : recorded.inputs) {
        const auto state = stepper.state(x);
        if (state && state->is_complete) BOOST_TEST(*state->adjoint == gradient[x]);
      }
    } while (stepper.forward());
    for (const Var& x : recorded.inputs) {
      const auto state = stepper.state(x);
      if (state && state->adjoint) BOOST_TEST(state->is_complete);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_node_without_a_name_is_told_in_names) {
  Tape tape;
  const Var x = tape.variable(2.0, "x");
  const Var w = tape.variable(3.0, "w");
  const Var product = w * x;
  const Var sum = product + 1.0;
  const Var y = tanh(sum);
  tape.name(y, "y");
  Stepper stepper(tape, y);
  stepper.go_to(4);
  BOOST_TEST(stepper.text() == "#4 = #2 + 1 = 6 + 1 = 7\n  #4 is w*x + 1\n");
  BOOST_TEST(stepper.step().meaning == "w*x + 1");
  stepper.run_to(y);
  BOOST_TEST(stepper.step().meaning.empty());
  stepper.run_to(y);
  BOOST_REQUIRE(stepper.step().handed.size() == 1);
  BOOST_TEST(stepper.step().handed[0].slope == "tanh'(#4)");
  stepper.forward();
  BOOST_TEST(stepper.text().starts_with("#4, which is w*x + 1, has the adjoint dy/d#4 = "));
}

BOOST_AUTO_TEST_CASE(contributions_of_a_node_used_twice_add_up_before_its_turn) {
  Tape tape;
  const Var a = tape.variable(3.0, "a");
  const Var b = a + a;
  tape.name(b, "b");
  const Var c = b * a;
  tape.name(c, "c");
  Stepper stepper(tape, c);
  std::string text;
  while (stepper.forward()) text += stepper.text();
  BOOST_TEST(text ==
             "a = 3, given\n"
             "b = a + a = 3 + 3 = 6\n"
             "c = b*a = 6*3 = 18\n"
             "c has the adjoint dc/dc = 1 and hands on\n"
             "  to b: dc/dc * a = 1 * 3 = 3\n"
             "  to a: dc/dc * b = 1 * 6 = 6\n"
             "b has the adjoint dc/db = 3 and hands on\n"
             "  to a: dc/db * 2 = 3 * 2 = 6; with the 6 from before, dc/da = 12\n");
}

BOOST_AUTO_TEST_CASE(it_stops_at_the_first_nan_forward_or_backward) {
  Tape tape;
  const Var x = tape.variable(-1.0, "x");
  const Var l = log(x);
  tape.name(l, "l");
  Stepper forward(tape, l * x);
  BOOST_TEST(forward.run_to_nonfinite());
  BOOST_TEST(forward.step().name == "l");

  const Var zero = tape.variable(0.0, "zero");
  const Var root = sqrt(zero);
  tape.name(root, "root");
  Stepper backward(tape, 2.0 * root);
  BOOST_TEST(backward.run_to_nonfinite());
  BOOST_TEST(backward.step().name == "root");
  BOOST_TEST((backward.step().direction == Direction::backward));

  Stepper finite(tape, exp(zero));
  BOOST_TEST(!finite.run_to_nonfinite());
}

BOOST_AUTO_TEST_CASE(a_million_steps_there_and_back) {
  Tape tape;
  const Var x = tape.variable(0.75, "x");
  Var y = x;
  for (int i = 0; i < 1'000'000; ++i) y = sin(y);
  Stepper stepper(tape, y);
  stepper.go_to(stepper.size());
  BOOST_TEST(stepper.adjoint(x) == tape.gradient(y)[x]);
  stepper.go_to(stepper.forward_size());
  BOOST_TEST(stepper.adjoint(x) == 0.0);
}

BOOST_AUTO_TEST_CASE(mistakes_in_stepping_are_named) {
  const TutorialTape t;
  Stepper stepper(t.tape, t.loss);
  BOOST_CHECK_EXCEPTION(stepper.step(), Error, says("forward()"));
  BOOST_CHECK_EXCEPTION(stepper.run_to("h3"), Error, says("'h3'"));
  const Var aside = t.x1 * t.x2;
  BOOST_CHECK_EXCEPTION(stepper.run_to(aside), Error, says("L is not computed from #"));
  BOOST_CHECK_EXCEPTION(stepper.run_to(Var(1.0)), Error, says("step", "constant 1"));
  BOOST_CHECK_EXCEPTION(stepper.go_to(1000), Error, says("from 0 to", "1000 came"));
  BOOST_CHECK_EXCEPTION(Stepper(t.tape, 1.0), Error, says("step", "constant 1"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
