// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include "hard_points_table.hpp"

namespace wengert::test {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// A function of one variable, at x.
template <class F>
HardPointCase at(const char* name, F f, double x, double value, double slope,
                 const char* listed = "", const char* nonfinite = "") {
  HardPointCase result{name, {x}, value, {slope}, {slope}, listed, nonfinite, {}, {}};
  result.on_vars = [f](std::span<const Var> v) { return Var(f(v[0])); };
  result.on_duals = [f](std::span<const Dual<>> v) { return Dual<>(f(v[0])); };
  return result;
}

// A function of two variables, at (x, y).
template <class F>
HardPointCase at(const char* name, F f, std::vector<double> operands, double value,
                 std::vector<double> slopes, const char* listed = "", const char* nonfinite = "") {
  HardPointCase result{name, operands, value, slopes, slopes, listed, nonfinite, {}, {}};
  result.on_vars = [f](std::span<const Var> v) { return Var(f(v[0], v[1])); };
  result.on_duals = [f](std::span<const Dual<>> v) { return Dual<>(f(v[0], v[1])); };
  return result;
}

// Where forward mode meets the zero after the infinity, or before, and the sweep the other way
// round: a zero absorbs what comes after it.
HardPointCase but_on_duals(double slope, HardPointCase point) {
  point.slopes_on_duals = {slope};
  return point;
}

#define WENGERT_F(expression) [](auto x) { return expression; }
#define WENGERT_G(expression) [](auto x, auto y) { return expression; }

std::vector<HardPointCase> kinks_and_jumps() {
  return {
      at("abs at 0", WENGERT_F(abs(x)), 0.0, 0.0, 0.0, "abs"),
      at("abs at -0", WENGERT_F(abs(x)), -0.0, 0.0, 0.0, "abs"),
      at("abs by select at 0", WENGERT_F(select(x < 0.0, -x, x)), 0.0, 0.0, 1.0),
      at("relu at 0", WENGERT_F(relu(x)), 0.0, 0.0, 0.0, "relu"),
      at("relu at NaN", WENGERT_F(relu(x)), nan, nan, nan, "", "variable"),
      at("max at a tie", WENGERT_G(max(x, y)), {2.0, 2.0}, 2.0, {0.5, 0.5}, "max"),
      at("min at a tie", WENGERT_G(min(x, y)), {2.0, 2.0}, 2.0, {0.5, 0.5}, "min"),
      at("max of x and x", WENGERT_F(max(x, x)), 3.0, 3.0, 1.0, "max"),
      at("max tied with a constant right", WENGERT_F(max(x, 0.0)), 0.0, 0.0, 0.5, "max"),
      at("max tied with a constant left", WENGERT_F(max(0.0, x)), 0.0, 0.0, 0.5, "max"),
      at("min tied with a constant right", WENGERT_F(min(x, 0.0)), 0.0, 0.0, 0.5, "min"),
      at("min tied with a constant left", WENGERT_F(min(0.0, x)), 0.0, 0.0, 0.5, "min"),
      at("max of NaN and 1", WENGERT_G(max(x, y)), {nan, 1.0}, nan, {nan, nan}, "", "variable"),
      at("max of 1 and NaN", WENGERT_G(max(x, y)), {1.0, nan}, nan, {nan, nan}, "", "variable"),
      at("floor at an integer", WENGERT_F(floor(x)), 2.0, 2.0, 0.0, "floor"),
      at("floor between integers", WENGERT_F(floor(x)), 2.5, 2.0, 0.0),
      at("ceil at an integer", WENGERT_F(ceil(x)), 2.0, 2.0, 0.0, "ceil"),
      at("round at a half", WENGERT_F(round(x)), 2.5, 3.0, 0.0, "round"),
      at("round at an integer", WENGERT_F(round(x)), 2.0, 2.0, 0.0),
      at("trunc at an integer", WENGERT_F(trunc(x)), -2.0, -2.0, 0.0, "trunc"),
      at("trunc at 0", WENGERT_F(trunc(x)), 0.0, 0.0, 0.0),
      at("fmod of -7 by 2", WENGERT_G(fmod(x, y)), {-7.0, 2.0}, -1.0, {1.0, 3.0}),
      at("fmod just below a multiple", WENGERT_G(fmod(x, y)), {14.1, 4.7}, 0x1.2ccccccccccccp+2,
         {1.0, -2.0}),
      at("fmod at a multiple", WENGERT_G(fmod(x, y)), {6.0, 3.0}, 0.0, {1.0, -2.0}, "fmod"),
      at("fmod of 0", WENGERT_G(fmod(x, y)), {0.0, 3.0}, 0.0, {1.0, 0.0}),
      at("fmod by 0", WENGERT_G(fmod(x, y)), {1.0, 0.0}, nan, {nan, nan}, "", "fmod"),
  };
}

std::vector<HardPointCase> powers() {
  const auto pow_xy = WENGERT_G(pow(x, y));
  return {
      at("pow at 0 0", pow_xy, {0.0, 0.0}, 1.0, {0.0, 0.0}, "pow"),
      at("pow at 0 0.5", pow_xy, {0.0, 0.5}, 0.0, {inf, 0.0}, "pow", "pow"),
      at("pow at 0 1", pow_xy, {0.0, 1.0}, 0.0, {1.0, 0.0}),
      at("pow at 0 2", pow_xy, {0.0, 2.0}, 0.0, {0.0, 0.0}),
      at("pow at 0 -1", pow_xy, {0.0, -1.0}, inf, {-inf, -inf}, "pow", "pow"),
      at("pow at -2 3", pow_xy, {-2.0, 3.0}, -8.0, {12.0, nan}, "", "pow"),
      at("pow at -2 0.5", pow_xy, {-2.0, 0.5}, nan, {nan, nan}, "", "pow"),
      at("x^0.0 at 0", WENGERT_F(pow(x, 0.0)), 0.0, 1.0, 0.0, "pow"),
      at("x^0.5 at 0", WENGERT_F(pow(x, 0.5)), 0.0, 0.0, inf, "pow", "pow"),
      at("x^1.0 at 0", WENGERT_F(pow(x, 1.0)), 0.0, 0.0, 1.0),
      at("x^2 at 0", WENGERT_F(pow(x, 2)), 0.0, 0.0, 0.0),
      at("x^3 at -2", WENGERT_F(pow(x, 3)), -2.0, -8.0, 12.0),
      at("0.0^x at 2", WENGERT_F(pow(0.0, x)), 2.0, 0.0, 0.0),
      at("0.0^x at 0", WENGERT_F(pow(0.0, x)), 0.0, 1.0, 0.0, "pow"),
      at("sqrt at 0", WENGERT_F(sqrt(x)), 0.0, 0.0, inf, "sqrt", "sqrt"),
      at("sqrt at -1", WENGERT_F(sqrt(x)), -1.0, nan, nan, "", "sqrt"),
      but_on_duals(
          0.0, at("sqrt of a square at 0", WENGERT_F(sqrt(x * x)), 0.0, 0.0, nan, "sqrt", "sqrt")),
      but_on_duals(nan, at("0 sqrt(x) at 0", WENGERT_F(0.0 * sqrt(x)), 0.0, 0.0, 0.0, "sqrt")),
      at("cbrt at 0", WENGERT_F(cbrt(x)), 0.0, 0.0, inf, "cbrt", "cbrt"),
      at("hypot at 0 0", WENGERT_G(hypot(x, y)), {0.0, 0.0}, 0.0, {0.0, 0.0}, "hypot"),
      at("x/x at 0", WENGERT_F(x / x), 0.0, nan, nan, "divide", "divide"),
      at("1/x at 0", WENGERT_F(1.0 / x), 0.0, inf, -inf, "divide", "divide"),
      at("reciprocal at 0", WENGERT_F(reciprocal(x)), 0.0, inf, -inf, "reciprocal", "reciprocal"),
      at("1e-20 (1e20 x)", WENGERT_F(1e-20 * (1e20 * x)), 1.0, 1.0, 1.0),
      at("1e-300 (1e300 x)", WENGERT_F(1e-300 * (1e300 * x)), 1.0, 1.0, 1.0),
  };
}

std::vector<HardPointCase> logarithms_and_arcs() {
  return {
      at("log at 0", WENGERT_F(log(x)), 0.0, -inf, inf, "log", "log"),
      at("log at -0", WENGERT_F(log(x)), -0.0, -inf, inf, "log", "log"),
      at("log at -1", WENGERT_F(log(x)), -1.0, nan, nan, "", "log"),
      at("log2 at -1", WENGERT_F(log2(x)), -1.0, nan, nan, "", "log2"),
      at("log10 at 0", WENGERT_F(log10(x)), 0.0, -inf, inf, "log10", "log10"),
      at("log1p at -1", WENGERT_F(log1p(x)), -1.0, -inf, inf, "log1p", "log1p"),
      at("log1p at -2", WENGERT_F(log1p(x)), -2.0, nan, nan, "", "log1p"),
      at("asin at 1", WENGERT_F(asin(x)), 1.0, std::asin(1.0), inf, "asin", "asin"),
      at("acos at -1", WENGERT_F(acos(x)), -1.0, std::acos(-1.0), -inf, "acos", "acos"),
      at("asin at 2", WENGERT_F(asin(x)), 2.0, nan, nan, "", "asin"),
      at("acosh at 1", WENGERT_F(acosh(x)), 1.0, 0.0, inf, "acosh", "acosh"),
      at("acosh at 0.5", WENGERT_F(acosh(x)), 0.5, nan, nan, "", "acosh"),
      at("atanh at 1", WENGERT_F(atanh(x)), 1.0, inf, inf, "atanh", "atanh"),
      at("atanh at 2", WENGERT_F(atanh(x)), 2.0, nan, nan, "", "atanh"),
      at("atan2 at 0 0", WENGERT_G(atan2(x, y)), {0.0, 0.0}, 0.0, {nan, nan}, "atan2", "atan2"),
      at("erf at inf", WENGERT_F(erf(x)), inf, 1.0, 0.0, "", "variable"),
      at("erfc at -inf", WENGERT_F(erfc(x)), -inf, 2.0, 0.0, "", "variable"),
      at("lgamma at 0", WENGERT_F(lgamma(x)), 0.0, inf, nan, "lgamma", "lgamma"),
      at("lgamma at -1", WENGERT_F(lgamma(x)), -1.0, inf, nan, "lgamma", "lgamma"),
      at("digamma at -1", WENGERT_F(digamma(x)), -1.0, nan, inf, "digamma", "digamma"),
  };
}

std::vector<HardPointCase> saturation() {
  const auto pair = WENGERT_G(logsumexp({x, y}));
  const double ln_2 = std::log(2.0);
  return {
      at("exp at 1000", WENGERT_F(exp(x)), 1000.0, inf, inf, "", "exp"),
      at("exp at -1000", WENGERT_F(exp(x)), -1000.0, 0.0, 0.0),
      at("tanh at 20", WENGERT_F(tanh(x)), 20.0, 1.0, 1.6993417021166356e-17),
      at("tanh at -1000", WENGERT_F(tanh(x)), -1000.0, -1.0, 0.0),
      at("sigmoid at 1000", WENGERT_F(sigmoid(x)), 1000.0, 1.0, 0.0),
      at("sigmoid at -1000", WENGERT_F(sigmoid(x)), -1000.0, 0.0, 0.0),
      // exp overflows; the adjoint of 1 + exp(-x) is 0 and absorbs the infinity.
      but_on_duals(nan, at("naive sigmoid at -1000", WENGERT_F(1.0 / (1.0 + exp(-x))), -1000.0, 0.0,
                           0.0, "", "exp")),
      at("softplus at 1000", WENGERT_F(softplus(x)), 1000.0, 1000.0, 1.0),
      at("softplus at -1000", WENGERT_F(softplus(x)), -1000.0, 0.0, 0.0),
      // As with the sigmoid, but here 0 is wrong: the infinite value tells, and the exp is named.
      but_on_duals(nan, at("naive softplus at 1000", WENGERT_F(log(1.0 + exp(x))), 1000.0, inf, 0.0,
                           "", "exp")),
      at("log_sigmoid at 1000", WENGERT_F(log_sigmoid(x)), 1000.0, 0.0, 0.0),
      at("log_sigmoid at -1000", WENGERT_F(log_sigmoid(x)), -1000.0, -1000.0, 1.0),
      at("silu at -1000", WENGERT_F(silu(x)), -1000.0, 0.0, 0.0),
      at("gelu at -1000", WENGERT_F(gelu(x)), -1000.0, 0.0, 0.0),
      at("gelu at 1000", WENGERT_F(gelu(x)), 1000.0, 1000.0, 1.0),
      at("logsumexp of 1000 and 1000", pair, {1000.0, 1000.0}, 1000.0 + ln_2, {0.5, 0.5}),
      at("logsumexp of 1 and -inf", pair, {1.0, -inf}, 1.0, {1.0, 0.0}, "", "variable"),
      at("logsumexp of -inf and -inf", pair, {-inf, -inf}, -inf, {nan, nan}, "", "variable"),
      at("logsumexp of 1 and NaN", pair, {1.0, nan}, nan, {nan, nan}, "", "variable"),
  };
}

}  // namespace

std::vector<HardPointCase> hard_point_cases() {
  std::vector<HardPointCase> result;
  for (auto part : {kinks_and_jumps, powers, logarithms_and_arcs, saturation}) {
    for (HardPointCase& point : part()) result.push_back(std::move(point));
  }
  return result;
}

}  // namespace wengert::test
