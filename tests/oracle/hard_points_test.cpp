// SPDX-License-Identifier: MIT
// The table of hard points, on the tape and on duals, and what the tape says of them.
#include <autodiff/tape.hpp>
#include <boost/test/unit_test.hpp>

#include "../support/within_ulps.hpp"
#include "hard_points_table.hpp"

namespace wengert::test {
namespace {

// A case's function recorded.
struct Recorded {
  Tape tape;
  std::vector<Var> variables;
  Var result;

  explicit Recorded(const HardPointCase& point) {
    for (const double x : point.operands) variables.push_back(tape.variable(x));
    result = point.on_vars(variables);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hard_points)

BOOST_AUTO_TEST_CASE(have_their_published_values_and_slopes_on_the_tape) {
  for (const HardPointCase& point : hard_point_cases()) {
    BOOST_TEST_CONTEXT(point.name) {
      const Recorded it(point);
      BOOST_TEST(within_ulps(it.result.value(), point.value, 1));
      const Gradient gradient = it.tape.gradient(it.result);
      for (std::size_t k = 0; k < point.operands.size(); ++k) {
        BOOST_TEST(within_ulps(gradient[it.variables[k]], point.slopes[k], 1));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(have_their_published_values_and_slopes_on_duals) {
  for (const HardPointCase& point : hard_point_cases()) {
    BOOST_TEST_CONTEXT(point.name) {
      for (std::size_t k = 0; k < point.operands.size(); ++k) {
        std::vector<Dual<>> operands(point.operands.begin(), point.operands.end());
        operands[k].tangent = 1.0;
        const Dual<> result = point.on_duals(operands);
        BOOST_TEST(within_ulps(result.value, point.value, 1));
        BOOST_TEST(within_ulps(result.tangent, point.slopes_on_duals[k], 1));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(are_listed_where_the_slope_is_a_convention_or_infinite_and_nowhere_else) {
  for (const HardPointCase& point : hard_point_cases()) {
    BOOST_TEST_CONTEXT(point.name) {
      const Recorded it(point);
      std::string listed;
      for (const HardPoint& found : it.tape.hard_points()) listed += found.operation;
      BOOST_TEST(listed == point.listed);
    }
  }
}

BOOST_AUTO_TEST_CASE(name_the_operation_at_which_a_nan_or_an_infinity_first_arose) {
  for (const HardPointCase& point : hard_point_cases()) {
    BOOST_TEST_CONTEXT(point.name) {
      const Recorded it(point);
      const auto found = it.tape.first_nonfinite(it.tape.gradient(it.result));
      BOOST_TEST((found ? found->operation : std::string()) == point.nonfinite);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
