// SPDX-License-Identifier: MIT
// The function and the hand gradient under check, with their types forgotten.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_SUBJECT_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_SUBJECT_HPP

#include <concepts>
#include <iterator>
#include <span>
#include <type_traits>
#include <vector>

#include "../../detail/export.hpp"
#include "../../functional.hpp"

namespace wengert::detail::checking {

class WENGERT_EXPORT Subject {
 public:
  virtual ~Subject();
  // Whether it runs on other numbers than double; if not, the last two must not be called.
  virtual bool is_generic() const = 0;
  virtual double value(std::span<const double> x) const = 0;
  virtual Var record(std::span<const Var> x) const = 0;
  virtual Dual<double> forward(std::span<const Dual<double>> x) const = 0;
};

class WENGERT_EXPORT Hand {
 public:
  virtual ~Hand();
  // Whether it can be asked at other points than the given one.
  virtual bool is_callable() const = 0;
  virtual std::vector<double> gradient(std::span<const double> x) const = 0;
};

template <class F>
constexpr bool is_generic = std::is_invocable_v<const F&, std::span<const Var>>;

template <class F>
class SubjectOf final : public Subject {
  static_assert(std::is_invocable_r_v<double, const F&, std::span<const double>>,
                "the function is called with a std::span<const double> and returns one number");

 public:
  explicit SubjectOf(const F& f) : f_(f) {}

  bool is_generic() const override { return checking::is_generic<F>; }
  double value(std::span<const double> x) const override { return f_(x); }
  Var record(std::span<const Var> x) const override { return run(x); }
  Dual<double> forward(std::span<const Dual<double>> x) const override { return run(x); }

 private:
  template <class T>
  T run(std::span<const T> x) const {
    if constexpr (checking::is_generic<F>) {
      static_assert(std::is_invocable_r_v<T, const F&, std::span<const T>>,
                    "a gradient is of a function with one output, on every number type");
      return f_(x);
    } else {
      return f_(std::vector<double>(x.size(), 0.0));
    }
  }

  const F& f_;
};

template <class H>
class HandOf final : public Hand {
  static constexpr bool callable = std::is_invocable_v<const H&, std::span<const double>>;

 public:
  explicit HandOf(const H& hand) : hand_(hand) {}

  bool is_callable() const override { return callable; }
  std::vector<double> gradient(std::span<const double> x) const override {
    if constexpr (callable) {
      return listed(hand_(x));
    } else {
      return listed(hand_);
    }
  }

 private:
  template <class Range>
  static std::vector<double> listed(const Range& range) {
    return {std::begin(range), std::end(range)};
  }

  const H& hand_;
};

}  // namespace wengert::detail::checking

#endif
