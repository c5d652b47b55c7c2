// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <limits>
#include <vector>

#include <autodiff/error.hpp>
#include <autodiff/nary.hpp>
#include <autodiff/tape.hpp>

#include "../support/says.hpp"

namespace wengert::test {
namespace {

struct Fixture {
  Tape t;
  Var x = t.variable(2.0, "x");
  Var y = t.variable(3.0, "y");
};

}  // namespace

BOOST_AUTO_TEST_SUITE(gradient)

BOOST_FIXTURE_TEST_CASE(it_holds_every_node_not_only_the_leaves, Fixture) {
  const Var product = x * y;
  const Var z = square(product) + x;
  const Gradient g = t.gradient(z);
  BOOST_TEST(g[z] == 1.0);
  BOOST_TEST(g[product] == 12.0);
  BOOST_TEST(g[x] == 37.0);
  BOOST_TEST(g[y] == 24.0);
}

BOOST_FIXTURE_TEST_CASE(asking_twice_gives_the_same_answer_twice, Fixture) {
  const Var z = x * x + 3 * x;
  const Gradient first = t.gradient(z);
  const Gradient second = t.gradient(z);
  BOOST_TEST(first[x] == 7.0);
  BOOST_TEST(second[x] == 7.0);
}

BOOST_FIXTURE_TEST_CASE(a_gradient_is_reused_without_a_trace, Fixture) {
  Gradient g;
  t.gradient(x * y * x, g);
  BOOST_TEST(g[x] == 12.0);
  t.gradient(y, g);
  BOOST_TEST(g[y] == 1.0);
  BOOST_TEST(g[x] == 0.0);
  t.gradient(x * y * x * y, g);
  BOOST_TEST(g[x] == 36.0);
}

BOOST_FIXTURE_TEST_CASE(a_gradient_serves_another_tape, Fixture) {
  Gradient g = t.gradient(x * y);
  Tape other;
  const Var u = other.variable(5.0);
  other.gradient(u * u, g);
  BOOST_TEST(g[u] == 10.0);
  BOOST_CHECK_EXCEPTION(g[x], Error, says("gradient", "'x'", "another tape"));
}

BOOST_FIXTURE_TEST_CASE(a_leaf_is_an_output_too, Fixture) {
  const Gradient g = t.gradient(x);
  BOOST_TEST(g[x] == 1.0);
  BOOST_TEST(g[y] == 0.0);
}

BOOST_FIXTURE_TEST_CASE(what_the_output_does_not_use_has_zero, Fixture) {
  const Var unused = sin(y);
  const Gradient g = t.gradient(x * x);
  BOOST_TEST(g[unused] == 0.0);
  BOOST_TEST(g[y] == 0.0);
}

BOOST_FIXTURE_TEST_CASE(what_is_recorded_after_the_output_has_zero, Fixture) {
  const Var z = x * x;
  const Var later = z * y;
  const Gradient g = t.gradient(z);
  BOOST_TEST(g[later] == 0.0);
  BOOST_TEST(g[later + 1] == 0.0);
  BOOST_TEST(g[t.variable(1.0)] == 0.0);
}

BOOST_FIXTURE_TEST_CASE(it_outlives_the_rewind_of_what_it_is_of, Fixture) {
  const Mark mark = t.mark();
  const Var h = x * y;
  const Gradient g = t.gradient(h * h);
  t.rewind(mark);
  BOOST_TEST(g[x] == 36.0);
  BOOST_TEST(g[h] == 12.0);
}

BOOST_FIXTURE_TEST_CASE(small_adjoints_are_never_dropped, Fixture) {
  BOOST_TEST(t.gradient(0x1p-1000 * (0x1p1000 * x))[x] == 1.0);
  BOOST_TEST(t.gradient(0x1p-1074 * x)[x] == 0x1p-1074);
}

BOOST_FIXTURE_TEST_CASE(an_adjoint_of_zero_absorbs_an_infinite_slope, Fixture) {
  const Var zero = t.variable(0.0);
  BOOST_TEST(t.gradient(0.0 * sqrt(zero) + zero)[zero] == 1.0);
  BOOST_TEST(t.gradient(sqrt(zero))[zero] == std::numeric_limits<double>::infinity());
}

BOOST_FIXTURE_TEST_CASE(seeds_weigh_the_outputs, Fixture) {
  const Var product = x * y;
  const Var ratio = y / x;
  const std::vector<Seed> outputs = {{product, 2.0}, {ratio, -4.0}};
  const Gradient g = t.gradient(outputs);
  BOOST_TEST(g[x] == 2 * 3.0 - 4 * -0.75);
  BOOST_TEST(g[y] == 2 * 2.0 - 4 * 0.5);
  BOOST_TEST(g[product] == 2.0);
}

BOOST_FIXTURE_TEST_CASE(seeds_of_one_output_add_up, Fixture) {
  const Var z = x * y;
  const Seed outputs[] = {{z, 2.0}, {x}, {z, 3.0}};
  const Gradient g = t.gradient(outputs);
  BOOST_TEST(g[x] == 16.0);
  BOOST_TEST(g[y] == 10.0);
}

BOOST_FIXTURE_TEST_CASE(constants_on_the_way_do_not_disturb, Fixture) {
  const Var c = t.constant(4.0);
  const Var shifted = sin(c) * x + exp(c * 0.0) * y;
  BOOST_TEST(t.gradient(shifted)[y] == 1.0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(gradient_errors)

BOOST_FIXTURE_TEST_CASE(the_gradient_of_a_plain_number_is_refused, Fixture) {
  BOOST_CHECK_EXCEPTION(t.gradient(Var(2.5)), Error, says("gradient", "constant 2.5"));
  BOOST_CHECK_EXCEPTION(t.gradient(Var(1.0) + 2), Error, says("gradient", "constant 3"));
  BOOST_CHECK_EXCEPTION(t.gradient_nodes(2.5), Error, says("gradient_nodes", "constant 2.5"));
  BOOST_TEST(t.gradient(x)[x] == 1.0);
}

BOOST_FIXTURE_TEST_CASE(the_gradient_of_a_tape_constant_is_refused, Fixture) {
  const Var c = t.constant(4.0, "target");
  BOOST_CHECK_EXCEPTION(t.gradient(c), Error,
                        says("gradient", "'target'", "value 4", "no variable", "tape.variable"));
  BOOST_CHECK_EXCEPTION(t.gradient_nodes(c), Error, says("gradient_nodes", "'target'"));
}

// What forgetting to register an input comes to: elsewhere a silent 0 or 1.
BOOST_FIXTURE_TEST_CASE(the_gradient_of_what_depends_on_constants_only_is_refused, Fixture) {
  const Var c = t.constant(4.0);
  const Var z = c * c + 1;
  BOOST_CHECK_EXCEPTION(
      t.gradient(z), Error,
      says("gradient", "row 5 (add)", "value 17", "no variable", "tape.variable"));
}

BOOST_FIXTURE_TEST_CASE(a_forgotten_variable_has_no_derivative, Fixture) {
  const Var forgotten = 4.0;
  const Gradient g = t.gradient(x * forgotten);
  BOOST_CHECK_EXCEPTION(g[forgotten], Error, says("gradient", "variable", "constant 4"));
  BOOST_TEST(g[x] == 4.0);
}

BOOST_FIXTURE_TEST_CASE(a_tape_constant_has_no_derivative, Fixture) {
  const Var c = t.constant(4.0, "target");
  const Var node = sin(c);
  const Gradient g = t.gradient(x * c + node);
  BOOST_CHECK_EXCEPTION(g[c], Error, says("gradient", "'target'", "constant", "tape.variable"));
  BOOST_CHECK_EXCEPTION(g[node], Error, says("gradient", "row 3 (sin)", "constant"));
  BOOST_TEST(g[x] == 4.0);
}

BOOST_FIXTURE_TEST_CASE(a_variable_stale_when_it_was_taken_is_refused, Fixture) {
  const Mark mark = t.mark();
  const Var old = x * 2;
  t.name(old, "old");
  t.rewind(mark);
  const Gradient g = t.gradient(x * y);
  BOOST_CHECK_EXCEPTION(g[old], Error,
                        says("gradient", "'old'", "stale", "recording 1", "recording 2"));
  BOOST_TEST(g[x] == 3.0);
}

BOOST_FIXTURE_TEST_CASE(a_node_of_a_later_recording_is_refused, Fixture) {
  const Mark mark = t.mark();
  const Gradient g = t.gradient(x * y);
  t.rewind(mark);
  const Var later = y * y;
  t.name(later, "later");
  BOOST_CHECK_EXCEPTION(g[later], Error,
                        says("gradient", "'later'", "after", "recording 2", "recording 1"));
  BOOST_TEST(g[x] == 3.0);
}

BOOST_FIXTURE_TEST_CASE(an_empty_gradient_says_how_to_fill_it, Fixture) {
  const Gradient empty;
  BOOST_CHECK_EXCEPTION(empty[x], Error, says("gradient", "empty", "tape.gradient(y)"));
  BOOST_CHECK_EXCEPTION(empty[Var(1.0)], Error, says("gradient", "empty"));
  const GradientNodes no_nodes;
  BOOST_CHECK_EXCEPTION(no_nodes[x], Error, says("gradient_nodes", "empty"));
}

BOOST_FIXTURE_TEST_CASE(all_variables_at_the_start_are_read_at_once, Fixture) {
  const Var product = x * y;
  const Var late = t.variable(5.0, "late");  // not at the start: a row is before it
  const Gradient g = t.gradient(product * late);
  const std::vector<double> exact{15.0, 10.0};
  BOOST_TEST(g.leaves() == exact, boost::test_tools::per_element());
  BOOST_TEST(g[late] == 6.0);
  // The output may be a leaf itself, with others behind it.
  const std::vector<double> of_a_leaf{1.0, 0.0};
  BOOST_TEST(t.gradient(x).leaves() == of_a_leaf, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_tape_that_begins_with_a_constant_has_no_leaves) {
  Tape t;
  const Var c = t.constant(2.0);
  const Var x = t.variable(3.0);
  const Gradient g = t.gradient(c * x);
  BOOST_TEST(g.leaves().empty());
  BOOST_TEST(g[x] == 2.0);
}

BOOST_FIXTURE_TEST_CASE(leaves_are_those_that_stood_when_it_was_taken, Fixture) {
  const Mark mark = t.mark();
  const Gradient before = t.gradient(x);
  const Var third = t.variable(4.0);
  BOOST_TEST(before.leaves().size() == 2u);
  BOOST_TEST(before[third] == 0.0);
  BOOST_TEST(t.gradient(third).leaves().size() == 3u);
  t.rewind(mark);
  const Var other = t.variable(6.0);  // in the row that the third had, of another recording
  const Gradient after = t.gradient(x * other);
  const std::vector<double> exact{6.0, 0.0};
  BOOST_TEST(after.leaves() == exact, boost::test_tools::per_element());
  BOOST_TEST(after[other] == 2.0);
  BOOST_CHECK_EXCEPTION(after[third], Error, says("gradient", "stale"));
  t.clear();
  const Var fresh = t.variable(7.0);
  BOOST_TEST(t.gradient(fresh).leaves().size() == 1u);
  BOOST_CHECK_EXCEPTION(t.gradient(fresh)[x], Error, says("gradient", "stale"));
}

BOOST_FIXTURE_TEST_CASE(leaves_of_nothing_are_refused, Fixture) {
  BOOST_CHECK_EXCEPTION(Gradient().leaves(), Error, says("gradient", "empty"));
  Gradient g;
  BOOST_CHECK_THROW(t.gradient(trigamma(x), g), Error);  // ends in the middle of the sweep
  BOOST_CHECK_EXCEPTION(g.leaves(), Error, says("gradient", "empty"));
}

BOOST_FIXTURE_TEST_CASE(seeds_must_be_given_and_vary, Fixture) {
  BOOST_CHECK_EXCEPTION(t.gradient(std::vector<Seed>()), Error, says("at least one output"));
  const std::vector<Seed> constant = {{x, 1.0}, {Var(2.0), 1.0}};
  BOOST_CHECK_EXCEPTION(t.gradient(constant), Error, says("gradient", "constant 2"));
  Tape other;
  const std::vector<Seed> mixed = {{other.variable(1.0, "u"), 1.0}};
  BOOST_CHECK_EXCEPTION(t.gradient(mixed), Error, says("gradient", "'u'", "another tape"));
}

BOOST_FIXTURE_TEST_CASE(a_failed_question_leaves_the_reused_gradient_alone, Fixture) {
  Gradient g = t.gradient(x * y);
  BOOST_CHECK_THROW(t.gradient(Var(1.0), g), Error);
  BOOST_TEST(g[x] == 3.0);
}

BOOST_FIXTURE_TEST_CASE(a_slope_that_the_table_lacks_is_named, Fixture) {
  const Var z = trigamma(x);
  BOOST_CHECK_EXCEPTION(t.gradient(z * y), Error, says("trigamma", "no derivative"));
  BOOST_TEST(t.gradient(y * y)[y] == 6.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
