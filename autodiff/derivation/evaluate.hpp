// SPDX-License-Identifier: MIT
// A derivation's formulas evaluated on any number type: double, Dual, Complex, Var, 100 digits.
//
//   const Evaluator evaluator(derivation);           // every name gets a slot
//   std::vector<double> values = evaluator.values<double>(); // the file's own inputs, else NaN
//   values[evaluator.slot("w1")] = 0.5;
//   evaluator.run(values);                           // definitions and claims, in their order
//   values[evaluator.slot("dL/dw1")];                // what the claim's formula gives
//   const Formula f = evaluator.compile(expression); // a variant of a line
//   evaluator.value(f, values);
//
// Slots are the variables, the definitions (elements of lists are their own: "x[0]") and the claims
// ("dL/dw1"; updates have none, because nothing can refer to them). An input is a variable or a
// definition whose value is a plain number. Operations are the rows of the table, derivatives of
// operations the rows' own partials.
#ifndef WENGERT_AUTODIFF_DERIVATION_EVALUATE_HPP
#define WENGERT_AUTODIFF_DERIVATION_EVALUATE_HPP

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "../dual.hpp"
#include "derivation.hpp"

namespace wengert {

// A formula as instructions for a stack, so that a long one needs no recursion.
struct Formula {
  struct Instruction {
    enum class Code : std::uint8_t {
      number,           // push it
      load,             // push a slot
      load_local,       // push a parameter or a step of the function that runs
      store_local,      // pop a step
      operation,        // pop `count` operands, push the row's value
      operation_slope,  // pop one, push the row's partial
      call,             // pop `count`, push what the function `index` gives
      claimed_slope,    // pop one, push what the slope claim `index` gives
      own_slope,        // pop one, push the derivative of the function `index`
    };
    Code code;
    Operation operation = Operation::constant;
    std::uint32_t index = 0;
    std::uint32_t count = 0;
    double number = 0.0;
  };
  std::vector<Instruction> instructions;
};

namespace detail {

// A compiled function: where its locals are its parameters and then its steps.
struct CompiledFunction {
  std::uint32_t parameters = 0;
  std::uint32_t locals = 0;
  Formula body;
};

[[noreturn]] WENGERT_EXPORT void throw_too_deep();

template <class T>
inline constexpr int dual_levels = 0;
template <class T>
inline constexpr int dual_levels<Dual<T>> = dual_levels<T> + 1;

}  // namespace detail

class WENGERT_EXPORT Evaluator {
 public:
  explicit Evaluator(const Derivation& derivation);

  std::size_t size() const { return names_.size(); }
  const std::vector<std::string>& names() const { return names_; }
  bool has_slot(const std::string& name) const { return slots_.contains(name); }
  // Throws Error where the derivation has no such name.
  std::size_t slot(const std::string& name) const;

  // Throws Error where the expression uses a name that the derivation does not have.
  Formula compile(const Expression& e) const;
  // The same with parameters of a function or slope claim as its first locals.
  Formula compile(const Expression& e, const std::vector<std::string>& locals) const;

  // One value a slot: the file's own number where it has one, else NaN.
  template <class T>
  std::vector<T> values() const {
    return std::vector<T>(own_numbers_.begin(), own_numbers_.end());
  }
  // Evaluates the definitions that are not inputs, and the claims, in their order.
  template <class T>
  void run(std::vector<T>& values) const {
    run_until(values, size());
  }
  // The same up to the slot `end`, without it.
  template <class T>
  void run_until(std::vector<T>& values, std::size_t end) const {
    for (std::size_t i = 0; i < end; ++i) {
      if (!formulas_[i].instructions.empty()) values[i] = value<T>(formulas_[i], values);
    }
  }
  template <class T>
  T value(const Formula& formula, std::span<const T> values) const {
    std::vector<T> stack;
    run_formula<T>(formula, values, stack, 0, 0);
    return stack.back();
  }
  template <class T>
  T value(const Formula& formula, const std::vector<T>& values) const {
    return value<T>(formula, std::span<const T>(values));
  }
  // What an own function of one parameter gives, its derivative by its formula, and the derivative
  // that the file claims for it. Functions may use names, so that they need values too. Throw Error
  // where there is no such function, or no claim.
  template <class T>
  T function_value(const std::string& function, const T& at, const std::vector<T>& values) const;
  template <class T>
  T function_slope(const std::string& function, const T& at, const std::vector<T>& values) const;
  template <class T>
  T claimed_slope(const std::string& function, const T& at, const std::vector<T>& values) const;

  bool is_input(std::size_t slot) const { return formulas_[slot].instructions.empty(); }
  // The file's number of an input; NaN of a variable without one.
  double own_number(std::size_t slot) const { return own_numbers_[slot]; }

 private:
  class Compiler;
  using Instruction = Formula::Instruction;
  static constexpr int max_depth = 100;

  void add_slot(const std::string& name, const Expression* value);
  void add_function(const Function& function, bool is_slope);
  const detail::CompiledFunction& function_named(
      const std::unordered_map<std::string, std::uint32_t>& index, const std::string& name) const;

  template <class T>
  void run_formula(const Formula& f, std::span<const T> values, std::vector<T>& stack,
                   std::size_t locals, int depth) const;
  template <class T>
  void run_call(const detail::CompiledFunction& f, std::span<const T> values, std::vector<T>& stack,
                int depth) const;
  template <class T>
  T run_slope(const detail::CompiledFunction& f, std::span<const T> values, const T& at,
              int depth) const;

  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> slots_;
  std::vector<Formula> formulas_;  // empty of inputs
  std::vector<double> own_numbers_;
  std::vector<detail::CompiledFunction> functions_;
  std::unordered_map<std::string, std::uint32_t> functions_by_name_;
  std::unordered_map<std::string, std::uint32_t> slopes_by_name_;
};

// Whether a definition is only a number, perhaps with a sign: an input of the derivation.
WENGERT_EXPORT bool is_plain_number(const Expression& e);

}  // namespace wengert

#include "detail/run_formula.hpp"

#endif
