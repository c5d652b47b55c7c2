// SPDX-License-Identifier: MIT
// Program: a function recorded once and run over whole batches of samples.
//
//   Tape tape;
//   const Var x = tape.variable(1.0, "x"), t = tape.variable(0.0, "target");
//   const Var w = tape.variable(0.5, "w"), b = tape.variable(0.0, "b");
//   const Var loss = square(t - sigmoid(w * x + b));
//
//   Program program(tape, {.inputs = {x, t}, .parameters = {w, b},
//                          .outputs = {{loss, "loss", Over::mean}}});
//   Program training = program.with_gradient("loss");   // loss, dloss/dw, dloss/db
//
//   std::vector<double> out(3);
//   training.run({.size = n, .inputs = columns, .parameters = weights}, {.reduced = out});
//
// The tape may be forgotten once the program is made. A Program is a value: it can be copied, and
// each copy run on a thread of its own.
#ifndef WENGERT_AUTODIFF_PROGRAM_PROGRAM_HPP
#define WENGERT_AUTODIFF_PROGRAM_PROGRAM_HPP

#include <complex>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "../complex.hpp"
#include "../tape.hpp"
#include "detail/listing.hpp"
#include "detail/run.hpp"
#include "output.hpp"
#include "passes.hpp"

namespace wengert {

namespace detail {
struct ProgramAccess;
struct Made;
class Engine;
}  // namespace detail

// What a recorded function takes and gives. Nodes without a name on the tape are called x0, x1, ...
// (inputs) and w0, w1, ... (parameters).
struct Interface {
  std::vector<Var> inputs;      // vary from sample to sample
  std::vector<Var> parameters;  // the same for the whole batch
  std::vector<Output> outputs;
};

// What a recorded function is called with, by name.
struct Signature {
  std::vector<std::string> inputs;
  std::vector<std::string> parameters;
  // Where it is recorded: inputs, then parameters. Decides branches only. Where left out, 0.5.
  std::vector<double> at = {};
};

// What becomes of samples at which a comparison comes out otherwise than in the recording.
enum class Branches : std::uint8_t {
  refuse,    // BranchError, with the sample and the comparison
  mark,      // they enter no sum and no mean, their own outputs are NaN, and marked() lists them
  rerecord,  // the function is recorded for each of them: only where a program was made of one
};

// What to run on. Column by column: input k of sample i is inputs[k * size + i].
struct Batch {
  std::size_t size = 0;
  std::span<const double> inputs = {};
  std::span<const double> parameters = {};
};

// Where the results go. Outputs over the batch, in their order, one number each; then those with a
// number per sample, column by column as in a batch. A span left empty is not wanted.
struct Results {
  std::span<double> reduced = {};
  std::span<double> each = {};
};

struct ProgramStatistics {
  struct Stage {
    std::string name;  // "recorded", or of the pass that was run
    std::size_t instructions = 0;
  };
  std::vector<Stage> stages;
  std::size_t uniform = 0;  // instructions computed once per run, constants not counted
  std::size_t varying = 0;  // and once per sample
  std::size_t steps = 0;    // into which the latter are fused for batches
  std::size_t slots = 0;    // values per sample that are kept at one time
  // Per sample: each multiplication and each addition of a sum, and one for any other instruction.
  std::size_t operations = 0;
  std::size_t bytes = 0;  // read and written per sample, in slots, inputs and outputs
  std::size_t lanes = 0;  // samples of a block, at most
  std::size_t width = 0;  // and of a vector
  std::string target;     // the instructions that are used on this processor: "AVX2"
};

namespace detail {
// A function of inputs and parameters, its type forgotten.
class Recordable {
 public:
  virtual ~Recordable() = default;
  virtual std::vector<Output> operator()(std::span<const Var> inputs,
                                         std::span<const Var> parameters) const = 0;
};

template <class F>
class RecordableOf final : public Recordable {
 public:
  explicit RecordableOf(F f) : f_(std::move(f)) {}
  std::vector<Output> operator()(std::span<const Var> inputs,
                                 std::span<const Var> parameters) const override {
    if constexpr (std::is_convertible_v<
                      std::invoke_result_t<const F&, std::span<const Var>, std::span<const Var>>,
                      Var>) {
      return {{f_(inputs, parameters), "y"}};
    } else {
      return f_(inputs, parameters);
    }
  }

 private:
  F f_;
};
}  // namespace detail

class WENGERT_EXPORT Program {
 public:
  // Of what the tape recorded. Throws Error where an output depends on a variable that is neither
  // input nor parameter, where one is given twice, or where two have one name. O(rows).
  Program(const Tape& tape, const Interface& interface, const Passes& passes = {});

  // Of f(inputs, parameters), two spans of Var, which gives a Var (the output "y", one per sample)
  // or a std::vector<Output>. Throws also what f throws.
  template <class F>
  static Program of(const Signature& signature, F f, const Passes& passes = {}) {
    return recorded(signature, std::make_shared<detail::RecordableOf<F>>(std::move(f)), passes);
  }

  Program(const Program& other);
  Program& operator=(const Program& other);
  Program(Program&&) noexcept;
  Program& operator=(Program&&) noexcept;
  ~Program();

  // With the gradient of an output by all parameters, or by the inputs and parameters of these
  // names, as further outputs "dloss/dw". A sum's or a mean's derivative by a parameter is one
  // number; by an input it is one per sample. Applied to a program that is a gradient it gives
  // second derivatives. Throws Error where a name is not there, or an output would come twice.
  Program with_gradient(std::string_view output) const;
  Program with_gradient(std::string_view output, const std::vector<std::string>& by) const;

  // With only these outputs, in this order, and what they need.
  Program only(const std::vector<std::string>& outputs) const;

  // Changes a constant that has a name on the tape. Makes the program anew: O(size).
  void set_constant(std::string_view name, double value);

  std::vector<std::string> inputs() const { return names(detail::VariableRole::input); }
  std::vector<std::string> parameters() const { return names(detail::VariableRole::parameter); }
  std::vector<std::string> constants() const { return names(detail::VariableRole::constant); }
  std::vector<std::string> outputs() const;
  std::size_t reduced_outputs() const;
  std::size_t outputs_per_sample() const;
  // Where it was recorded.
  std::vector<double> recorded_parameters() const;

  // Throws Error where a span has another length than the program wants, BranchError where a sample
  // would take another branch than the recording did; the results are then unspecified, and the
  // program stays usable. What a run needs beside its results is kept for the next: the first run
  // allocates, the first of several blocks does, and samples that are recorded again.
  void run(const Batch& batch, const Results& results, Branches branches = Branches::refuse);
  // How many threads a run may use: 0, as at first, for as many as the machine has. Small batches,
  // and programs with custom operations, take one all the same. Results do not depend on it, to
  // the bit. The next run allocates anew.
  void use_threads(unsigned count);
  // The samples of the last run at which a comparison came out otherwise, in ascending order.
  std::span<const std::size_t> marked() const;

  // One sample on another number type, which needs what Replay asks of one: all outputs in their
  // order. A mean is that of the one sample. std::complex<double> runs as Complex does. Throws as
  // run does.
  template <class T>
  std::vector<T> evaluate(std::span<const T> inputs, std::span<const T> parameters) const;

  ProgramStatistics statistics() const;
  // One instruction a line.
  std::string print() const;

  // What the back ends and the exporters read.
  const detail::Listing& listing() const;

 private:
  friend struct detail::ProgramAccess;
  struct State;
  static Program recorded(const Signature& signature,
                          std::shared_ptr<const detail::Recordable> function, const Passes& passes);
  Program derived(detail::Listing listing, detail::Made made) const;
  std::vector<double> recorded_again(const Batch& batch, std::size_t sample) const;
  explicit Program(std::unique_ptr<State> state);
  State& state() const;
  detail::Engine& engine() const;
  std::vector<std::string> names(detail::VariableRole role) const;

  std::unique_ptr<State> state_;
};

namespace detail {
WENGERT_EXPORT void require_sizes(const Listing& listing, std::size_t inputs,
                                  std::size_t parameters);
// The two numbers of a comparison.
struct ComparedNumbers {
  double a, b;
};
// The operands of the comparison that a guard was recorded on.
WENGERT_EXPORT std::span<const Index> compared_by(const Listing& listing, Index guard);
[[noreturn]] WENGERT_EXPORT void throw_branch(const Listing& listing, Index guard,
                                              const ComparedNumbers& compared);

template <class T>
double shown_number(const T& x) {
  if constexpr (std::is_constructible_v<double, T>) {
    return static_cast<double>(x);
  } else {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

template <class T>
std::vector<T> variables_of(const Listing& listing, std::span<const T> inputs,
                            std::span<const T> parameters) {
  std::vector<T> result;
  std::size_t input = 0, parameter = 0;
  for (const Variable& v : listing.variables) {
    result.push_back(v.role == VariableRole::input       ? inputs[input++]
                     : v.role == VariableRole::parameter ? parameters[parameter++]
                                                         : T(v.value));
  }
  return result;
}
}  // namespace detail

namespace detail {
// All outputs of one sample.
template <class T>
std::vector<T> evaluate(const Listing& l, std::span<const T> inputs,
                        std::span<const T> parameters) {
  std::vector<T> values = variables_of(l, inputs, parameters);
  const auto value = [&](Index i) -> const T& { return values[i]; };
  for (auto i = static_cast<Index>(values.size()); i < l.size(); ++i) {
    const Instruction& it = l.instructions[i];
    if (it.operation == Operation::constant) {
      values.push_back(T(it.number));
    } else if (it.operation == Operation::guard) {
      const T& mask = values[l.operands_of(i)[0]];
      const bool holds = Number<T>::holds(Number<T>::equal(mask, T(1.0)));
      if (holds != (it.number == 1.0)) {
        const auto v = compared_by(l, i);
        throw_branch(l, i, {shown_number(values[v.front()]), shown_number(values[v.back()])});
      }
      values.push_back(T(it.number));
    } else {
      values.push_back(run_operation<T>(l, i, value));
    }
  }
  std::vector<T> result;
  for (const OutputAt& o : l.outputs) result.push_back(values[o.at]);
  return result;
}

template <class T>
std::vector<Complex> as_complex(std::span<const std::complex<T>> list) {
  std::vector<Complex> result;
  for (const auto& x : list) result.emplace_back(x.real(), x.imag());
  return result;
}
}  // namespace detail

template <class T>
std::vector<T> Program::evaluate(std::span<const T> inputs, std::span<const T> parameters) const {
  detail::require_sizes(listing(), inputs.size(), parameters.size());
  if constexpr (std::is_same_v<T, std::complex<double>>) {
    std::vector<T> result;
    const auto x = detail::as_complex(inputs), w = detail::as_complex(parameters);
    for (const Complex& y : detail::evaluate<Complex>(listing(), x, w)) {
      result.emplace_back(y.real, y.imag);
    }
    return result;
  } else {
    return detail::evaluate<T>(listing(), inputs, parameters);
  }
}

}  // namespace wengert

#endif
