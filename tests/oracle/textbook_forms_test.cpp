// SPDX-License-Identifier: MIT
// The bound check can fail: it finds out the forms that textbooks give, and that the rows avoid.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <string>

#include "bound_check.hpp"

namespace wengert::test {
namespace {

namespace rows = operations;

struct TanhByResult : rows::Tanh {
  static double da(double, double y) { return 1.0 - y * y; }
};
struct SigmoidByResult : rows::Sigmoid {
  static double da(double, double y) { return y * (1.0 - y); }
};
struct SiluWithoutScale : rows::Silu {
  static double slope_scale(double x) { return da(x, value(x)); }
};
struct GeluByErf : rows::Gelu {
  static double value(double x) { return 0.5 * x * (1.0 + std::erf(x * std::sqrt(0.5))); }
};
struct GeluByErfc : rows::Gelu {
  static double value(double x) { return 0.5 * x * std::erfc(-x * std::sqrt(0.5)); }
};
struct SoftplusPlain : rows::Softplus {
  static double value(double x) { return std::log(1.0 + std::exp(x)); }
};
struct LogSigmoidPlain : rows::LogSigmoid {
  static double value(double x) { return std::log(1.0 / (1.0 + std::exp(-x))); }
};
struct Expm1ByResult : rows::Expm1 {
  static double da(double, double y) { return y + 1.0; }
};
struct AsinByRoot : rows::Asin {
  static double da(double x, double) { return 1.0 / std::sqrt(1.0 - x * x); }
};
struct AsinhByRoot : rows::Asinh {
  static double da(double x, double) { return 1.0 / std::sqrt(1.0 + x * x); }
};
struct AcoshByRoot : rows::Acosh {
  static double da(double x, double) { return 1.0 / std::sqrt(x * x - 1.0); }
};
struct AtanhBySquare : rows::Atanh {
  static double da(double x, double) { return 1.0 / (1.0 - x * x); }
};
struct CbrtBySquare : rows::Cbrt {
  static double da(double, double y) { return 1.0 / (3.0 * y * y); }
};
struct ErfPlain : rows::Erf {
  static double da(double x, double) { return 2.0 / std::sqrt(M_PI) * std::exp(-x * x); }
};
struct PowByPower : rows::Pow {
  static double da(double x, double y, double) { return y * std::pow(x, y - 1.0); }
};
struct Atan2BySquares : rows::Atan2 {
  static double da(double a, double b, double) { return b / (a * a + b * b); }
};
struct HypotBySquares : rows::Hypot {
  static double value(double a, double b) { return std::sqrt(a * a + b * b); }
};
struct FmodByTrunc : rows::Fmod {
  static double db(double a, double b, double) { return -std::trunc(a / b); }
};
struct Log1pPlain : rows::Log1p {
  static double value(double x) { return std::log(1.0 + x); }
};

bool holds(Measurement m, const char* form) {
  m.row = form;
  if (!m.holds()) note(m);
  return m.holds();
}

template <class Form>
bool value_holds(const char* form, Operation row) {
  return holds(measure_value(row_under_test<Form>(row), 300), form);
}

template <class Form>
bool slope_holds(const char* form, Operation row) {
  bool all_hold = true;
  for (const Measurement& m : measure_slopes(row_under_test<Form>(row), 300)) {
    all_hold = holds(m, form) && all_hold;
  }
  return all_hold;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rows)

BOOST_AUTO_TEST_CASE(textbook_forms_of_values_fail) {
#define WENGERT_FAILS(Form, Row) \
  BOOST_TEST(!value_holds<Form>(#Form, Operation::Row), #Form " was not found out")
  WENGERT_FAILS(GeluByErf, Gelu);
  WENGERT_FAILS(GeluByErfc, Gelu);
  WENGERT_FAILS(SoftplusPlain, Softplus);
  WENGERT_FAILS(LogSigmoidPlain, LogSigmoid);
  WENGERT_FAILS(HypotBySquares, Hypot);
  WENGERT_FAILS(Log1pPlain, Log1p);
#undef WENGERT_FAILS
}

BOOST_AUTO_TEST_CASE(textbook_forms_of_slopes_fail) {
#define WENGERT_FAILS(Form, Row) \
  BOOST_TEST(!slope_holds<Form>(#Form, Operation::Row), #Form " was not found out")
  WENGERT_FAILS(TanhByResult, Tanh);
  WENGERT_FAILS(SigmoidByResult, Sigmoid);
  WENGERT_FAILS(SiluWithoutScale, Silu);
  WENGERT_FAILS(Expm1ByResult, Expm1);
  WENGERT_FAILS(AsinByRoot, Asin);
  WENGERT_FAILS(AsinhByRoot, Asinh);
  WENGERT_FAILS(AcoshByRoot, Acosh);
  WENGERT_FAILS(AtanhBySquare, Atanh);
  WENGERT_FAILS(CbrtBySquare, Cbrt);
  WENGERT_FAILS(ErfPlain, Erf);
  WENGERT_FAILS(PowByPower, Pow);
  WENGERT_FAILS(Atan2BySquares, Atan2);
  WENGERT_FAILS(FmodByTrunc, Fmod);
#undef WENGERT_FAILS
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
