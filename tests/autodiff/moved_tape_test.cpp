// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <type_traits>
#include <utility>
#include <vector>

#include <autodiff/error.hpp>
#include <autodiff/replay.hpp>
#include <autodiff/tape.hpp>

#include "../support/says.hpp"

namespace wengert::test {

static_assert(std::is_nothrow_move_constructible_v<Tape>);
static_assert(std::is_nothrow_move_assignable_v<Tape>);
static_assert(!std::is_copy_constructible_v<Tape>);
static_assert(!std::is_copy_assignable_v<Tape>);

BOOST_AUTO_TEST_SUITE(moved_tape)

BOOST_AUTO_TEST_CASE(its_variables_marks_and_gradients_live_on) {
  Tape t;
  const Var x = t.variable(3.0, "x");
  const Mark mark = t.mark();
  const Var y = x * x;
  const Gradient before = t.gradient(y);

  Tape moved = std::move(t);
  BOOST_TEST(before[x] == 6.0);
  BOOST_TEST(moved.gradient(y)[x] == 6.0);
  BOOST_TEST(moved.gradient(y * x)[x] == 27.0);
  BOOST_TEST(moved.name(x) == "x");
  moved.rewind(mark);
  BOOST_TEST(moved.statistics().rows == 1u);
}

BOOST_AUTO_TEST_CASE(a_vector_of_tapes_may_grow) {
  std::vector<Tape> tapes;
  std::vector<Var> leaves;
  for (int i = 0; i < 10; ++i) {
    leaves.push_back(tapes.emplace_back().variable(i));
  }
  for (std::size_t i = 0; i < 10; ++i) {
    BOOST_TEST(tapes[i].gradient(square(leaves[i]))[leaves[i]] == 2.0 * static_cast<double>(i));
  }
}

BOOST_AUTO_TEST_CASE(a_tape_returned_from_a_function_goes_on) {
  struct Model {
    Tape t;
    Var w = t.variable(2.0);
    Var y = w * w * w;
  };
  const auto make = [] {
    Model m;
    return m;
  };
  Model model = make();
  BOOST_TEST(model.t.gradient(model.y)[model.w] == 12.0);
}

BOOST_AUTO_TEST_CASE(assigning_gives_the_old_recording_up) {
  Tape t;
  t.variable(1.0);
  Tape source;
  const Var x = source.variable(5.0);
  t = std::move(source);
  BOOST_TEST(t.gradient(x * x)[x] == 10.0);
  BOOST_TEST(t.statistics().rows == 2u);
}

BOOST_AUTO_TEST_CASE(the_tape_moved_from_says_so) {
  Tape t;
  const Var x = t.variable(3.0);
  const Mark mark = t.mark();
  const Tape moved = std::move(t);
  const auto message = says("moved from");
  Gradient g;
  // NOLINTBEGIN(bugprone-use-after-move)
  BOOST_CHECK_EXCEPTION(t.variable(1.0), Error, message);
  BOOST_CHECK_EXCEPTION(t.variable(1.0, "x"), Error, message);
  BOOST_CHECK_EXCEPTION(t.constant(1.0), Error, message);
  BOOST_CHECK_EXCEPTION(t.name(x, "x"), Error, message);
  BOOST_CHECK_EXCEPTION(t.name(x), Error, message);
  BOOST_CHECK_EXCEPTION(t.mark(), Error, message);
  BOOST_CHECK_EXCEPTION(t.rewind(mark), Error, message);
  BOOST_CHECK_EXCEPTION(t.clear(), Error, message);
  BOOST_CHECK_EXCEPTION(t.reserve(1), Error, message);
  BOOST_CHECK_EXCEPTION(t.gradient(x), Error, message);
  BOOST_CHECK_EXCEPTION(t.gradient(x, g), Error, message);
  BOOST_CHECK_EXCEPTION(t.gradient_nodes(x), Error, message);
  BOOST_CHECK_EXCEPTION(t.statistics(), Error, message);
  BOOST_CHECK_EXCEPTION(t.hard_points(), Error, message);
  BOOST_CHECK_EXCEPTION(t.first_nonfinite(), Error, message);
  BOOST_CHECK_EXCEPTION(Replay<double>(t, {}, {}), Error, message);
  // NOLINTEND(bugprone-use-after-move)
}

BOOST_AUTO_TEST_CASE(the_tape_moved_from_may_be_assigned_to) {
  Tape t;
  const Tape moved = std::move(t);
  t = Tape();
  const Var x = t.variable(3.0);
  BOOST_TEST(t.gradient(x + x)[x] == 2.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
