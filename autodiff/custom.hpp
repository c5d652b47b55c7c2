// SPDX-License-Identifier: MIT
// custom: a user's own operation, with the derivative that the user states.
//
//   const Custom softsign = custom(
//       "softsign", [](auto x) { using std::abs; return x / (1 + abs(x)); },
//       [](auto x, auto) { using std::abs; return 1 / square(1 + abs(x)); },
//       {.at = {-2.0, 0.5}});
//   Var y = softsign(x);                     // one row on the tape
//
// `value` is called with x, `slope` with x and the value there. Generic callables, as above, serve
// every number type; callables of double serve values and first derivatives, and second
// derivatives, gradient nodes and complex step then throw Error, naming the operation.
//
// The slope is checked when the operation is made: against a numeric derivative at the points `at`
// (Ridders' extrapolated central differences, Advances in Engineering Software 4, 1982). A slope
// that disagrees throws Error with both numbers.
#ifndef WENGERT_AUTODIFF_CUSTOM_HPP
#define WENGERT_AUTODIFF_CUSTOM_HPP

#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "complex.hpp"
#include "dual.hpp"
#include "var.hpp"

namespace wengert {

// What a custom operation does on one number type.
template <class T>
class CustomOn {
 public:
  virtual ~CustomOn() = default;
  virtual T value(const T& x) const = 0;
  virtual T slope(const T& x, const T& y) const = 0;
};

class WENGERT_EXPORT CustomRule : public std::enable_shared_from_this<CustomRule>,
                                  public CustomOn<double>,
                                  public CustomOn<Dual<double>>,
                                  public CustomOn<Var>,
                                  public CustomOn<Complex> {
 public:
  explicit CustomRule(std::string_view name) : name_(name) {}
  ~CustomRule() override;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

struct CustomOptions {
  // Where the slope is checked; at least one point must have finite values around it.
  std::vector<double> at = {-1.7, -0.6, 0.4, 1.3};
};

class WENGERT_EXPORT Custom {
 public:
  explicit Custom(std::shared_ptr<const CustomRule> rule) : rule_(std::move(rule)) {}

  // The value; on a Var recorded as one row. Throws Error where x is stale; what the callables
  // throw comes through, and the tape stays usable.
  Var operator()(const Var& x) const;
  double operator()(double x) const;
  Dual<double> operator()(const Dual<double>& x) const;

 private:
  std::shared_ptr<const CustomRule> rule_;
};

namespace detail {

[[noreturn]] WENGERT_EXPORT void throw_double_only(const std::string& name,
                                                   std::string_view number);
// A slope recorded on the tape that was being swept.
[[noreturn]] WENGERT_EXPORT void throw_recorded(const std::string& name);
// Asked for on a number type that CustomRule does not serve.
[[noreturn]] WENGERT_EXPORT void throw_not_served(const std::string& name);
WENGERT_EXPORT void check_custom(const CustomRule& rule, const CustomOptions& options);

template <class T>
constexpr std::string_view number_name = "";
template <>
inline constexpr std::string_view number_name<Dual<double>> =
    "dual numbers (forward mode, second derivatives)";
template <>
inline constexpr std::string_view number_name<Var> = "recorded variables (gradient nodes, replay)";
template <>
inline constexpr std::string_view number_name<Complex> = "complex numbers (complex step)";

template <class Value, class Slope>
class CustomOf final : public CustomRule {
 public:
  CustomOf(std::string_view name, Value value, Slope slope)
      : CustomRule(name), value_(std::move(value)), slope_(std::move(slope)) {}

  double value(const double& x) const override { return value_(x); }
  double slope(const double& x, const double& y) const override { return slope_(x, y); }
  Dual<double> value(const Dual<double>& x) const override {
    const double y = value_(x.value);
    double tangent = 0.0;
    add_product(tangent, x.tangent, [&] { return static_cast<double>(slope_(x.value, y)); });
    return {y, tangent};
  }
  Dual<double> slope(const Dual<double>& x, const Dual<double>& y) const override {
    return generic_slope(x, y);
  }
  Var value(const Var& x) const override { return Custom(shared_from_this())(x); }
  Var slope(const Var& x, const Var& y) const override { return generic_slope(x, y); }
  Complex value(const Complex& x) const override {
    if constexpr (std::is_invocable_v<const Value&, Complex>) {
      return value_(x);
    } else {
      throw_double_only(name(), number_name<Complex>);
    }
  }
  Complex slope(const Complex& x, const Complex& y) const override { return generic_slope(x, y); }

 private:
  template <class T>
  T generic_slope(const T& x, const T& y) const {
    if constexpr (std::is_invocable_v<const Slope&, T, T>) {
      return slope_(x, y);
    } else {
      throw_double_only(name(), number_name<T>);
    }
  }

  Value value_;
  Slope slope_;
};

}  // namespace detail

// Makes and checks an operation; see above. Throws Error where the slope is wrong.
template <class Value, class Slope>
Custom custom(std::string_view name, Value value, Slope slope, const CustomOptions& options = {}) {
  static_assert(std::is_invocable_r_v<double, const Value&, double>,
                "the value of a custom operation is called as value(x) with a double");
  static_assert(std::is_invocable_r_v<double, const Slope&, double, double>,
                "the slope of a custom operation is called as slope(x, y) with doubles");
  auto rule = std::make_shared<const detail::CustomOf<Value, Slope>>(name, std::move(value),
                                                                     std::move(slope));
  detail::check_custom(*rule, options);
  return Custom(std::move(rule));
}

namespace detail {

template <class T>
constexpr bool has_custom = std::derived_from<CustomRule, CustomOn<T>>;

template <class T>
T custom_value(const CustomRule& rule, const T& x) {
  if constexpr (has_custom<T>) {
    return static_cast<const CustomOn<T>&>(rule).value(x);
  } else {
    throw_not_served(rule.name());
  }
}

template <class T>
T custom_slope(const CustomRule& rule, const T& x, const T& y) {
  if constexpr (has_custom<T>) {
    return static_cast<const CustomOn<T>&>(rule).slope(x, y);
  } else {
    throw_not_served(rule.name());
  }
}

}  // namespace detail
}  // namespace wengert

#endif
