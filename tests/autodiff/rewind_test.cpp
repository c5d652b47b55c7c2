// SPDX-License-Identifier: MIT
// Marks, rewinding, and what becomes of the variables recorded since.
#include <boost/test/unit_test.hpp>
#include <vector>

#include <autodiff/error.hpp>
#include <autodiff/nary.hpp>
#include <autodiff/tape.hpp>

#include "../support/says.hpp"

namespace wengert::test {
namespace {

bool branch(const Comparison& comparison) { return comparison; }

}  // namespace

BOOST_AUTO_TEST_SUITE(rewind)

BOOST_AUTO_TEST_CASE(parameters_before_the_mark_live_on) {
  Tape t;
  Var w = t.variable(2.0, "w");
  const Mark start = t.mark();
  for (const double input : {1.0, 2.0, 3.0}) {
    const Var loss = w * w * input;
    BOOST_TEST(t.gradient(loss)[w] == 4 * input);
    t.rewind(start);
    BOOST_TEST(t.statistics().rows == 1u);
  }
}

BOOST_AUTO_TEST_CASE(marks_nest) {
  Tape t;
  const Var x = t.variable(2.0);
  const Mark outer = t.mark();
  const Var y = x * x;
  const Mark inner = t.mark();
  t.gradient(y * y);
  t.rewind(inner);
  BOOST_TEST(t.gradient(y * 3)[x] == 12.0);
  t.rewind(outer);
  BOOST_TEST(t.gradient(x * 5)[x] == 5.0);
  BOOST_CHECK_THROW(t.rewind(inner), Error);
}

BOOST_AUTO_TEST_CASE(a_mark_serves_many_times) {
  Tape t;
  const Var x = t.variable(2.0);
  const Mark mark = t.mark();
  for (int i = 0; i < 5; ++i) {
    t.rewind(mark);
    BOOST_TEST(t.gradient(x * i + 1)[x] == i);
  }
}

BOOST_AUTO_TEST_CASE(a_mark_at_the_end_forgets_nothing) {
  Tape t;
  const Var x = t.variable(2.0);
  const Var y = x * x;
  t.rewind(t.mark());
  BOOST_TEST(t.gradient(y)[x] == 4.0);
}

BOOST_AUTO_TEST_CASE(operands_since_the_mark_are_forgotten_too) {
  Tape t;
  const Var x = t.variable(2.0);
  const Var kept = sum({x, x, x});
  const Mark mark = t.mark();
  sum({x, kept});
  t.rewind(mark);
  BOOST_TEST(t.statistics().operands == 3u);
  const Var again = sum({kept, kept, x, x});
  BOOST_TEST(t.gradient(again)[x] == 8.0);
}

BOOST_AUTO_TEST_CASE(leaves_may_follow_operations) {
  Tape t;
  const Var x = t.variable(2.0);
  const Var h = x * x;
  const Mark mark = t.mark();
  const Var late = t.variable(3.0);
  BOOST_TEST(t.gradient(h * late)[late] == 4.0);
  t.rewind(mark);
  const Var later = t.variable(5.0);
  const Gradient g = t.gradient(h * later);
  BOOST_TEST(g[later] == 4.0);
  BOOST_TEST(g[x] == 20.0);
}

BOOST_AUTO_TEST_CASE(a_mark_of_another_tape_is_refused) {
  Tape t;
  Tape other;
  const Var x = t.variable(2.0);
  BOOST_CHECK_EXCEPTION(t.rewind(other.mark()), Error, says("rewind", "another tape"));
  BOOST_TEST(t.gradient(x * x)[x] == 4.0);
}

BOOST_AUTO_TEST_CASE(a_mark_whose_rows_are_gone_is_refused) {
  Tape t;
  Var x = t.variable(2.0);
  const Mark early = t.mark();
  square(x);
  const Mark late = t.mark();
  t.rewind(early);
  BOOST_CHECK_EXCEPTION(t.rewind(late), Error, says("rewind", "2 rows", "1 rows"));
  // As many rows again, but other ones.
  x *= x;
  BOOST_CHECK_EXCEPTION(t.rewind(late), Error, says("rewind", "2 rows", "2 rows"));
  BOOST_TEST(t.gradient(x)[x] == 1.0);
}

BOOST_AUTO_TEST_CASE(a_mark_from_before_a_clear_is_refused) {
  Tape t;
  t.variable(2.0);
  const Mark mark = t.mark();
  t.clear();
  BOOST_CHECK_EXCEPTION(t.rewind(mark), Error, says("rewind", "cleared", "0 rows"));
}

BOOST_AUTO_TEST_CASE(the_mark_of_an_empty_tape_is_always_good) {
  Tape t;
  const Mark start = t.mark();
  t.variable(2.0);
  t.clear();
  t.variable(3.0);
  t.rewind(start);
  BOOST_TEST(t.statistics().rows == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(stale_variables)

struct Rewound {
  Tape t;
  Var w = t.variable(1.5, "w");
  Mark mark = t.mark();
  Var h = w * 2;  // rows: the constant 2, multiply

  Rewound() {
    t.name(h, "h");
    t.rewind(mark);
  }
  // The tape is as usable as before.
  ~Rewound() { BOOST_TEST(t.gradient(w * w)[w] == 3.0); }
};

BOOST_FIXTURE_TEST_CASE(the_message_names_both_operands_and_recordings, Rewound) {
  const auto message = says("add", "'h'", "value 3", "stale", "recording 1", "recording 2", "'w'");
  BOOST_CHECK_EXCEPTION(h + w, Error, message);
  BOOST_CHECK_EXCEPTION(w + h, Error, message);
}

BOOST_FIXTURE_TEST_CASE(an_operand_is_not_named_as_its_own_partner, Rewound) {
  const auto names_no_partner = [](const Error& e) {
    return std::string(e.what()).find("Used with") == std::string::npos;
  };
  BOOST_CHECK_EXCEPTION(h * h, Error, names_no_partner);
  BOOST_CHECK_EXCEPTION(fma(h, w, w), Error, names_no_partner);
}

BOOST_FIXTURE_TEST_CASE(every_kind_of_operation_notices, Rewound) {
  BOOST_CHECK_EXCEPTION(sin(h), Error, says("sin", "'h'", "stale"));
  BOOST_CHECK_EXCEPTION(-h, Error, says("negate", "'h'", "stale"));
  BOOST_CHECK_EXCEPTION(h * 2, Error, says("multiply", "'h'", "stale"));
  BOOST_CHECK_EXCEPTION(2 / h, Error, says("divide", "'h'", "stale"));
  BOOST_CHECK_EXCEPTION(fma(w, w, h), Error, says("fma", "'h'", "stale", "'w'"));
  BOOST_CHECK_EXCEPTION(sum({w, h}), Error, says("sum", "'h'", "stale", "'w'"));
  BOOST_CHECK_EXCEPTION(logsumexp({w, h}), Error, says("logsumexp", "'h'", "stale", "'w'"));
  const std::vector<Var> weights = {w};
  const std::vector<Var> inputs = {h};
  BOOST_CHECK_EXCEPTION(dot(weights, inputs), Error, says("dot", "'h'", "stale", "'w'"));
  BOOST_CHECK_EXCEPTION(h += w, Error, says("add", "'h'", "stale"));
}

BOOST_FIXTURE_TEST_CASE(comparisons_notice, Rewound) {
  BOOST_CHECK_EXCEPTION(branch(h < w), Error, says("less", "'h'", "stale", "'w'"));
  BOOST_CHECK_EXCEPTION(branch(w == h), Error, says("equal", "'h'", "stale", "'w'"));
  BOOST_CHECK_EXCEPTION(select(w < h, w, w), Error, says("less", "'h'", "stale", "'w'"));
  BOOST_CHECK_EXCEPTION(select(w < 0, w, h), Error, says("select", "'h'", "stale"));
}

BOOST_FIXTURE_TEST_CASE(questions_notice, Rewound) {
  BOOST_CHECK_EXCEPTION(t.gradient(h), Error, says("gradient", "'h'", "stale"));
  BOOST_CHECK_EXCEPTION(t.gradient_nodes(h), Error, says("gradient_nodes", "'h'", "stale"));
  BOOST_CHECK_EXCEPTION(t.name(h), Error, says("name", "'h'", "stale"));
}

BOOST_FIXTURE_TEST_CASE(a_new_row_in_its_place_is_not_taken_for_it, Rewound) {
  const Var replaced = w * 3;
  t.name(replaced, "new");
  BOOST_CHECK_EXCEPTION(h * w, Error, says("'h'", "stale", "recording 1"));
  BOOST_TEST(t.gradient(replaced)[w] == 3.0);
}

BOOST_FIXTURE_TEST_CASE(the_value_can_still_be_read, Rewound) { BOOST_TEST(h.value() == 3.0); }

BOOST_AUTO_TEST_CASE(a_clear_makes_everything_stale) {
  Tape t;
  const Var x = t.variable(2.0, "x");
  const Var y = t.variable(3.0, "y");
  t.clear();
  BOOST_CHECK_EXCEPTION(
      x * y, Error,
      says("multiply", "'x'", "value 2", "stale", "recording 1", "cleared", "recording 2", "'y'"));
  const Var z = t.variable(4.0, "z");
  BOOST_CHECK_EXCEPTION(z - y, Error, says("subtract", "'y'", "value 3", "stale", "'z'"));
  BOOST_TEST(t.gradient(z * z)[z] == 8.0);
}

BOOST_AUTO_TEST_CASE(without_a_name_row_and_recording_are_told) {
  Tape t;
  const Var x = t.variable(2.0);
  t.clear();
  t.variable(5.0, "five");
  BOOST_CHECK_EXCEPTION(exp(x), Error, says("exp", "row 0 of recording 1", "stale"));
}

// The mistake that every library without a check answers with another variable's derivative.
BOOST_AUTO_TEST_CASE(an_intermediate_of_an_earlier_recording_is_refused) {
  Tape t;
  const Var x = t.variable(2.0, "x");
  const Var kept = x * x;
  t.name(kept, "kept");
  t.clear();
  const Var z = t.variable(3.0, "z");
  const Var w = t.variable(4.0, "w");
  BOOST_CHECK_EXCEPTION(kept * z + w, Error, says("'kept'", "stale", "'z'"));
  BOOST_TEST(t.gradient(z + w)[w] == 1.0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(mixed_tapes)

struct TwoTapes {
  Tape first;
  Tape second;
  Var x = first.variable(2.0, "x");
  Var u = second.variable(3.0, "u");

  ~TwoTapes() {
    BOOST_TEST(first.gradient(x * x)[x] == 4.0);
    BOOST_TEST(second.gradient(u * u)[u] == 6.0);
  }
};

BOOST_FIXTURE_TEST_CASE(the_message_names_both_operands, TwoTapes) {
  BOOST_CHECK_EXCEPTION(x * u, Error, says("multiply", "'x' and 'u'", "different tapes"));
  BOOST_CHECK_EXCEPTION(u - x, Error, says("subtract", "'u' and 'x'", "different tapes"));
  BOOST_CHECK_EXCEPTION(atan2(x, u), Error, says("atan2", "'x' and 'u'", "different tapes"));
  BOOST_CHECK_EXCEPTION(fma(x, 1, u), Error, says("fma", "'x' and 'u'", "different tapes"));
  BOOST_CHECK_EXCEPTION(fma(1, x, u), Error, says("fma", "'x' and 'u'", "different tapes"));
  BOOST_CHECK_EXCEPTION(sum({x, u}), Error, says("sum", "'x' and 'u'", "different tapes"));
  BOOST_CHECK_EXCEPTION(branch(x < u), Error, says("less", "'x' and 'u'"));
  BOOST_CHECK_EXCEPTION(select(x < 0, u, u), Error, says("select", "'u'", "different tapes"));
}

BOOST_FIXTURE_TEST_CASE(unnamed_operands_are_told_by_row, TwoTapes) {
  BOOST_CHECK_EXCEPTION((x * x) * (u + u), Error, says("row 1 (multiply)", "row 1 (add)"));
}

BOOST_FIXTURE_TEST_CASE(questions_name_the_variable, TwoTapes) {
  BOOST_CHECK_EXCEPTION(first.gradient(u), Error, says("gradient", "'u'", "another tape"));
  BOOST_CHECK_EXCEPTION(first.gradient_nodes(u), Error, says("gradient_nodes", "'u'", "another"));
  const Gradient g = first.gradient(x);
  BOOST_CHECK_EXCEPTION(g[u], Error, says("gradient", "'u'", "another tape"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
