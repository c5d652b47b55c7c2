// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include <autodiff/error.hpp>
#include <autodiff/nary.hpp>
#include <autodiff/tape.hpp>

#include "../support/says.hpp"

namespace wengert::test {

BOOST_AUTO_TEST_SUITE(tape)

BOOST_AUTO_TEST_CASE(an_empty_tape_counts_nothing) {
  const Tape t;
  const Statistics s = t.statistics();
  BOOST_TEST(s.rows == 0u);
  BOOST_TEST(s.recording == 1u);
  BOOST_TEST(s.bytes_used == 0u);
}

BOOST_AUTO_TEST_CASE(statistics_count_what_was_recorded) {
  Tape t;
  const Var x = t.variable(3.0);
  const Var c = t.constant(2.0);
  const Var y = x * c + 1;          // multiply, 1, add
  if (y < x) BOOST_ERROR("7 < 3");  // less, guard
  fma(x, y, c);
  const Statistics s = t.statistics();
  BOOST_TEST(s.rows == 8u);
  BOOST_TEST(s.variables == 1u);
  BOOST_TEST(s.constants == 2u);
  BOOST_TEST(s.guards == 1u);
  BOOST_TEST(s.operands == 3u);
  BOOST_TEST(s.value_reads == 0u);
  BOOST_TEST(s.recording == 1u);
  BOOST_TEST(s.bytes_used == 8 * 24 + 3 * 4u);
  BOOST_TEST(s.bytes_reserved >= s.bytes_used);
}

BOOST_AUTO_TEST_CASE(every_reading_of_a_value_is_counted) {
  Tape t;
  const Var x = t.variable(3.0);
  const Var y = x * x;
  BOOST_TEST(x.value() + y.value() + y.value() == 21.0);
  BOOST_TEST(t.statistics().value_reads == 3u);
  t.clear();
  BOOST_TEST(t.statistics().value_reads == 3u);
}

BOOST_AUTO_TEST_CASE(every_rewind_and_clear_starts_a_recording) {
  Tape t;
  const Mark start = t.mark();
  t.rewind(start);
  BOOST_TEST(t.statistics().recording == 2u);
  t.clear();
  BOOST_TEST(t.statistics().recording == 3u);
}

BOOST_AUTO_TEST_CASE(reserving_makes_room_ahead) {
  Tape t;
  t.reserve(1000);
  const std::size_t reserved = t.statistics().bytes_reserved;
  BOOST_TEST(reserved >= 1000 * 24u);
  BOOST_TEST(t.statistics().rows == 0u);
  Var x = t.variable(1.0);
  while (t.statistics().rows < 1000) x = -x;
  BOOST_TEST(t.statistics().bytes_reserved == reserved);
  t.reserve(10);
  BOOST_TEST(t.statistics().bytes_reserved == reserved);
}

BOOST_AUTO_TEST_CASE(clearing_keeps_capacity) {
  Tape t;
  Var x = t.variable(1.0);
  for (int i = 0; i < 1000; ++i) x = sum({x, x, x});
  const std::size_t reserved = t.statistics().bytes_reserved;
  t.clear();
  BOOST_TEST(t.statistics().rows == 0u);
  BOOST_TEST(t.statistics().operands == 0u);
  BOOST_TEST(t.statistics().bytes_used == 0u);
  BOOST_TEST(t.statistics().bytes_reserved == reserved);
}

BOOST_AUTO_TEST_CASE(a_full_tape_says_its_limit) {
  Tape t({.max_rows = 3});
  const Var x = t.variable(5.0);
  const Var y = t.variable(7.0);
  const Var product = x * y;
  BOOST_CHECK_EXCEPTION(x + y, Error, says("tape is full", "3 rows", "max_rows"));
  BOOST_CHECK_EXCEPTION(t.variable(1.0), Error, says("tape is full", "3 rows"));
  BOOST_CHECK_EXCEPTION(t.constant(1.0), Error, says("tape is full", "3 rows"));
  BOOST_TEST(t.statistics().rows == 3u);
  BOOST_TEST(t.gradient(product)[x] == 7.0);
}

BOOST_AUTO_TEST_CASE(a_full_tape_records_again_after_a_clear) {
  Tape t({.max_rows = 2});
  const Var x = t.variable(5.0);
  const Var y = x * x;
  BOOST_CHECK_THROW(x * y, Error);
  t.clear();
  const Var z = t.variable(3.0);
  BOOST_TEST(t.gradient(z * z)[z] == 6.0);
}

BOOST_AUTO_TEST_CASE(reserving_beyond_the_limit_is_refused) {
  Tape t({.max_rows = 100});
  BOOST_CHECK_EXCEPTION(t.reserve(101), Error, says("reserve", "101", "100"));
  t.reserve(100);
  BOOST_TEST(t.statistics().bytes_reserved == 2400u);
}

BOOST_AUTO_TEST_CASE(a_tape_constant_is_one_row_however_often_used) {
  Tape t;
  const Var x = t.variable(1.0);
  const Var c = t.constant(2.0);
  t.gradient(x * c + c * x - c);
  BOOST_TEST(t.statistics().constants == 1u);
}

BOOST_AUTO_TEST_CASE(a_plain_number_is_a_row_each_time) {
  Tape t;
  const Var x = t.variable(1.0);
  const double c = 2.0;
  t.gradient(x * c + c * x - c);
  BOOST_TEST(t.statistics().constants == 3u);
}

BOOST_AUTO_TEST_CASE(plain_numbers_alone_record_nothing) {
  const Tape t;
  const Var a = 2.0;
  const Var b = 3.0;
  const Var y = max(sin(a * b), fma(a, b, 1));
  BOOST_TEST(y.is_constant());
  BOOST_TEST(y.value() == 7.0);
  BOOST_TEST(t.statistics().rows == 0u);
}

BOOST_AUTO_TEST_CASE(two_tapes_in_one_thread_both_work) {
  Tape first;
  Tape second;
  Var x = first.variable(2.0);
  Var u = second.variable(3.0);
  const Var leaf_x = x;
  const Var leaf_u = u;
  for (int i = 0; i < 2; ++i) {
    x *= x;
    u *= u;
  }
  BOOST_TEST(first.gradient(x)[leaf_x] == 4 * 8.0);
  BOOST_TEST(second.gradient(u)[leaf_u] == 4 * 27.0);
  BOOST_TEST(first.statistics().rows == 3u);
  BOOST_TEST(second.statistics().rows == 3u);
}

BOOST_AUTO_TEST_CASE(an_exception_while_recording_leaves_the_tape_usable) {
  Tape t;
  const Var x = t.variable(2.0);
  const auto fails = [&] {
    const Var half_done = x * x;
    if (half_done > 3) throw std::out_of_range("the user's own");
    return half_done;
  };
  BOOST_CHECK_THROW(fails(), std::out_of_range);
  BOOST_TEST(t.gradient(x * x)[x] == 4.0);
}

BOOST_AUTO_TEST_CASE(an_operation_that_throws_records_no_row) {
  Tape t;
  Tape other;
  const Var x = t.variable(2.0);
  const Var u = other.variable(2.0);
  BOOST_CHECK_THROW(x * u, Error);
  BOOST_CHECK_THROW(fma(x, x, u), Error);
  BOOST_CHECK_THROW(sum({x, u}), Error);
  BOOST_TEST(t.statistics().rows == 1u);
  BOOST_TEST(other.statistics().rows == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(names)

BOOST_AUTO_TEST_CASE(a_name_is_given_when_recorded_or_later) {
  Tape t;
  const Var x = t.variable(1.0, "x");
  const Var target = t.constant(2.0, "target");
  const Var h = x * target;
  t.name(h, "h");
  BOOST_TEST(t.name(x) == "x");
  BOOST_TEST(t.name(target) == "target");
  BOOST_TEST(t.name(h) == "h");
}

BOOST_AUTO_TEST_CASE(naming_again_replaces) {
  Tape t;
  const Var x = t.variable(1.0, "x");
  t.name(x, "weight");
  BOOST_TEST(t.name(x) == "weight");
}

BOOST_AUTO_TEST_CASE(without_a_name_the_row_and_its_operation_are_shown) {
  Tape t;
  const Var x = t.variable(1.0);
  BOOST_TEST(t.name(x) == "row 0 (variable)");
  BOOST_TEST(t.name(sin(x)) == "row 1 (sin)");
  BOOST_TEST(t.name(t.constant(2.5)) == "2.5");
}

BOOST_AUTO_TEST_CASE(an_empty_name_is_none) {
  Tape t;
  const Var x = t.variable(1.0, "");
  BOOST_TEST(t.name(x) == "row 0 (variable)");
}

BOOST_AUTO_TEST_CASE(a_plain_number_has_no_name) {
  Tape t;
  BOOST_CHECK_EXCEPTION(t.name(Var(3.5), "c"), Error, says("name", "constant 3.5"));
  BOOST_CHECK_EXCEPTION(t.name(Var(3.5)), Error, says("name", "constant 3.5"));
}

BOOST_AUTO_TEST_CASE(another_tapes_variable_cannot_be_named) {
  Tape t;
  Tape other;
  const Var u = other.variable(1.0, "u");
  BOOST_CHECK_EXCEPTION(t.name(u, "v"), Error, says("name", "'u'", "another tape"));
  BOOST_TEST(other.name(u) == "u");
}

BOOST_AUTO_TEST_CASE(a_stale_variable_cannot_be_named) {
  Tape t;
  const Var x = t.variable(1.0, "x");
  t.clear();
  BOOST_CHECK_EXCEPTION(t.name(x, "y"), Error, says("name", "'x'", "stale"));
}

BOOST_AUTO_TEST_CASE(a_name_does_not_outlive_its_row) {
  Tape t;
  t.variable(1.0, "x");
  t.clear();
  BOOST_TEST(t.name(t.variable(2.0)) == "row 0 (variable)");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
