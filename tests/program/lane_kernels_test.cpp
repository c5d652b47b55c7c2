// SPDX-License-Identifier: MIT
// Kernels on vectors against the scalar rows, for every set of instructions that this processor
// has. Their accuracy is measured in tests/oracle.
#include <algorithm>
#include <array>
#include <autodiff/program/detail/lane_kernels.hpp>
#include <autodiff/program/detail/vector_bounds.hpp>
#include <boost/test/unit_test.hpp>
#include <cfloat>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "../support/within_ulps.hpp"

namespace wengert::test {
namespace {

using wengert::detail::all_lane_kernels, wengert::detail::Kernel, wengert::detail::lane_group;
using wengert::detail::lane_kernels, wengert::detail::LaneKernels, wengert::detail::PairKernel;
using wengert::detail::Part, wengert::detail::scalar_kernel, wengert::detail::vector_facts;

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double tiny = std::numeric_limits<double>::denorm_min();

// Zeros, ends of domains, where functions over- and underflow, and where vector functions change
// their formula; each with its neighbours and with the other sign.
std::vector<double> special_numbers() {
  std::vector<double> all = {0.0, inf, nan, tiny, 3.0 * tiny};
  for (const double x : {DBL_MIN,
                         DBL_MAX,
                         0.5,
                         1.0,
                         1.5,
                         2.0,
                         2.5,
                         3.0,
                         22.0,
                         40.0,
                         690.0,
                         700.0,
                         708.396418532264,
                         709.782712893384,
                         710.0,
                         710.4758600739439,
                         711.0,
                         745.1332191019412,
                         746.0,
                         750.0,
                         1000.0,
                         1023.0,
                         1024.0,
                         1025.0,
                         1074.0,
                         1077.0,
                         39000.0,
                         1e10,
                         0x1p31,
                         0x1p51,
                         0x1p52,
                         0x1p53,
                         0x1p60,
                         0x1p63,
                         0x1p500,
                         0x1p-400,
                         1e150,
                         1e300,
                         1e-300,
                         1e-10,
                         0x1p-54,
                         1.5707963267948966,
                         3.141592653589793}) {
    all.insert(all.end(), {std::nextafter(x, 0.0), x, std::nextafter(x, inf)});
  }
  const std::size_t positive = all.size();
  for (std::size_t i = 0; i < positive; ++i) all.push_back(-all[i]);
  return all;
}

// Operands of one kernel call: `count` of them, each with its lanes.
struct Operands {
  std::size_t count;
  std::array<std::array<double, lane_group>, 4> lanes{};

  std::array<double, lane_group> run(Kernel kernel) const {
    std::array<const double*, 4> pointers{};
    for (std::size_t k = 0; k < count; ++k) pointers[k] = lanes[k].data();
    std::array<double, lane_group> result{};
    kernel(pointers.data(), count, lane_group, result.data());
    return result;
  }
};

// How far apart a vector's result may be from the scalar row's: each may be as far from the truth
// as its bound says.
double allowed(Operation operation, const Facts& facts, Part part) {
  const Facts vector = vector_facts(operation, facts);
  return part == Part::value ? facts.value_ulp + vector.value_ulp
                             : facts.slope_ulp + vector.slope_ulp;
}

struct RowPart {
  const LaneKernels* target;
  Operation operation;
  Facts facts;
  Part part;
  Kernel kernel;
  std::size_t operand_count() const {
    return static_cast<std::size_t>(facts.arity) + (part == Part::value ? 0 : 1);
  }
};

// Every kernel of every target.
template <class F>
void for_each_kernel(F f) {
  for (const LaneKernels* const target : all_lane_kernels()) {
    for_each_row([&](auto type) {
      using R = typename decltype(type)::type;
      for (const Part part : {Part::value, Part::da, Part::db, Part::dc}) {
        const Kernel kernel = target->row(operation_of<R>, part);
        if (kernel == nullptr) continue;
        BOOST_TEST_CONTEXT(target->target << " " << R::facts.name << " part "
                                          << static_cast<int>(part)) {
          f(RowPart{target, operation_of<R>, R::facts, part, kernel});
        }
      }
    });
  }
}

bool is_same(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

// NaN for NaN, infinity for infinity, zero for a zero of the same sign, and else close.
bool agree(double got, double want, double ulps) {
  if (std::isnan(want) || std::isinf(want) || want == 0.0) {
    return std::isnan(want) ? std::isnan(got) : is_same(got, want);
  }
  // The smallest subnormal may be lost, which silu multiplies by up to 746.
  if (std::fabs(want) < DBL_MIN) return std::fabs(got - want) <= 746.0 * tiny;
  return ulps_between(got, want) <= ulps && std::signbit(got) == std::signbit(want);
}

// The result of an operation is the last operand of its partials.
void set_result(const RowPart& row, Operands& v) {
  if (row.part == Part::value) return;
  Operands of_value = v;
  of_value.count = v.count - 1;
  v.lanes[of_value.count] = of_value.run(scalar_kernel(row.operation, Part::value));
}

void check_lanes(const RowPart& row, Operands& v) {
  set_result(row, v);
  const auto got = v.run(row.kernel);
  const auto want = v.run(scalar_kernel(row.operation, row.part));
  const double ulps = allowed(row.operation, row.facts, row.part) + 0.5;
  for (std::size_t i = 0; i < lane_group; ++i) {
    BOOST_TEST(agree(got[i], want[i], ulps), "lane " << i << " at " << v.lanes[0][i] << ", "
                                                     << v.lanes[1][i] << ": got " << got[i]
                                                     << ", want " << want[i]);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lane_kernels_)

BOOST_AUTO_TEST_CASE(answer_special_numbers_as_the_scalar_rows_do_in_every_lane) {
  const std::vector<double> numbers = special_numbers();
  for_each_kernel([&](const RowPart& row) {
    if (row.facts.arity != 1) return;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      Operands v{row.operand_count(), {}};
      v.lanes[0] = {0.3, -1.25, 2.0, 0.75, -0.5, 1.0, 4.5, -3.0};
      v.lanes[0][i % lane_group] = numbers[i];
      check_lanes(row, v);
    }
  });
}

// In pairs of which most are between ordinary numbers and special ones.
BOOST_AUTO_TEST_CASE(answer_pairs_of_special_numbers_as_the_scalar_rows_do) {
  const std::vector<double> numbers = {0.0,  -0.0, 1.0,  -1.0,    0.5,      -2.5,  3.0,   inf,
                                       -inf, nan,  tiny, DBL_MIN, -DBL_MAX, 1e300, 1e-300};
  for_each_kernel([&](const RowPart& row) {
    if (row.facts.arity < 2) return;
    for (std::size_t i = 0; i < numbers.size() * numbers.size(); i += lane_group) {
      Operands v{row.operand_count(), {}};
      for (std::size_t lane = 0; lane < lane_group; ++lane) {
        const std::size_t j = i + lane;
        v.lanes[0][lane] = numbers[j % numbers.size()];
        v.lanes[1][lane] = numbers[j / numbers.size() % numbers.size()];
        v.lanes[2][lane] = row.facts.arity == 3 ? numbers[(j * 7 + 3) % numbers.size()] : 0.0;
      }
      check_lanes(row, v);
    }
  });
}

BOOST_AUTO_TEST_CASE(give_every_lane_the_result_of_its_own_operands_from_any_address) {
  constexpr std::size_t lanes = 5 * lane_group;
  for_each_kernel([&](const RowPart& row) {
    std::array<std::array<double, lanes + 1>, 4> operands;
    std::array<const double*, 4> pointers{};
    for (std::size_t k = 0; k < 4; ++k) {
      for (std::size_t i = 0; i <= lanes; ++i) {
        operands[k][i] = 0.02 * static_cast<double>(i + 1) + 0.001 * static_cast<double>(k);
      }
      pointers[k] = operands[k].data() + 1;
    }
    const std::size_t count = row.facts.arity == 0 ? 4 : row.operand_count();
    if (row.part != Part::value) {
      double* const result = operands[count - 1].data() + 1;
      scalar_kernel(row.operation, Part::value)(pointers.data(), count - 1, lanes, result);
    }
    std::array<double, lanes + 2> got{}, want{};
    got.back() = 0.25;
    row.kernel(pointers.data(), count, lanes, got.data() + 1);
    BOOST_TEST(got.back() == 0.25);
    scalar_kernel(row.operation, row.part)(pointers.data(), count, lanes, want.data() + 1);
    const double ulps = row.facts.arity == 0 ? 8.0 : allowed(row.operation, row.facts, row.part);
    for (std::size_t i = 1; i <= lanes; ++i) {
      BOOST_TEST(agree(got[i], want[i], ulps + 0.5),
                 "lane " << i - 1 << ": got " << got[i] << ", want " << want[i]);
    }
  });
}

BOOST_AUTO_TEST_CASE(write_results_over_any_operand) {
  for_each_kernel([&](const RowPart& row) {
    Operands v{row.facts.arity == 0 ? 3 : row.operand_count(), {}};
    for (std::size_t k = 0; k < 4; ++k) {
      for (std::size_t i = 0; i < lane_group; ++i) {
        v.lanes[k][i] = 0.1 * static_cast<double>(i + 1) + 0.01 * static_cast<double>(k);
      }
    }
    const auto want = v.run(row.kernel);
    for (std::size_t over = 0; over < v.count; ++over) {
      Operands copy = v;
      std::array<const double*, 4> pointers{};
      for (std::size_t k = 0; k < 4; ++k) pointers[k] = copy.lanes[k].data();
      row.kernel(pointers.data(), v.count, lane_group, copy.lanes[over].data());
      for (std::size_t i = 0; i < lane_group; ++i) {
        BOOST_TEST(is_same(copy.lanes[over][i], want[i]), "over operand " << over);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(of_value_and_slope_are_the_kernels_of_both) {
  std::size_t pairs = 0;
  for_each_kernel([&](const RowPart& row) {
    const Kernel slope = row.target->row(row.operation, Part::da);
    if (row.facts.arity != 1 || row.part != Part::value || slope == nullptr) return;
    const PairKernel pair = row.target->value_and_slope(row.operation);
    BOOST_TEST_REQUIRE((pair != nullptr));
    ++pairs;
    Operands v{1, {}};
    v.lanes[0] = {-30.0, -1.5, -0.0, 0.25, 0.75, 1.0, 2.0, nan};
    const auto value = v.run(row.kernel);
    v.lanes[1] = value;
    v.count = 2;
    const auto want = v.run(slope);
    for (const bool over_value : {true, false}) {
      std::array<double, lane_group> x = v.lanes[0], other{};
      pair(x.data(), lane_group, over_value ? x.data() : other.data(),
           over_value ? other.data() : x.data());
      const auto& y = over_value ? x : other;
      const auto& dy = over_value ? other : x;
      for (std::size_t i = 0; i < lane_group; ++i) {
        BOOST_TEST((is_same(y[i], value[i]) || std::isnan(y[i])));
        BOOST_TEST((is_same(dy[i], want[i]) || std::isnan(dy[i])));
      }
    }
  });
  BOOST_TEST((lane_kernels().width == 1 || pairs >= 20));
}

BOOST_AUTO_TEST_CASE(are_missing_where_the_scalar_row_is_better) {
  for (const LaneKernels* const target : all_lane_kernels()) {
    for (const Operation row : {Operation::Pow, Operation::LogGamma, Operation::Gelu}) {
      BOOST_TEST((target->row(row, Part::value) == nullptr));
      BOOST_TEST((target->row(row, Part::da) == nullptr));
      BOOST_TEST((target->value_and_slope(row) == nullptr));
    }
    BOOST_TEST((target->row(Operation::Less, Part::da) == nullptr));
    BOOST_TEST((target->row(Operation::Sigmoid, Part::db) == nullptr));
    BOOST_TEST((target->row(Operation::constant, Part::value) == nullptr));
  }
}

BOOST_AUTO_TEST_CASE(are_those_of_the_best_instructions_of_the_processor) {
  BOOST_TEST(&lane_kernels() == all_lane_kernels().front());
#if defined(__x86_64__)
  BOOST_TEST_REQUIRE(__builtin_cpu_supports("sse2"));
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    BOOST_TEST(lane_kernels().width >= 4u);
    BOOST_TEST((lane_kernels().row(Operation::Sigmoid, Part::value) != nullptr));
  }
#endif
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
