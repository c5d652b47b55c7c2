// SPDX-License-Identifier: MIT
// Stepper: a recording one node at a time, first the values, then the adjoints of the reverse
// sweep, and back again in both.
//
//   Stepper stepper(tape, loss);
//   while (stepper.forward()) puts(stepper.text().c_str());
//   // h1 = sigmoid(sum_h1) = sigmoid(-3) = 0.047426
//   // ...
//   // h1 has the adjoint dL/dh1 = -0.23762 and hands on
//   //   to sum_h1: dL/dh1 * sigmoid'(sum_h1) = -0.23762 * 0.045177 = -0.010735
#ifndef WENGERT_AUTODIFF_EXPLAIN_STEPPER_HPP
#define WENGERT_AUTODIFF_EXPLAIN_STEPPER_HPP

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../tape.hpp"

namespace wengert {

namespace detail {
class Stepping;
}

struct StepperOptions {
  int digits = 5;
};

// What a node handed to one of its operands in the reverse sweep.
struct Handed {
  std::string to;
  std::string slope;    // the partial as a formula; empty where it is too long
  double partial;       // of the node by the operand
  double before;        // the operand's adjoint until then
  double contribution;  // partial * adjoint
  double sum;           // the operand's adjoint with it
};

struct StepperStep {
  Direction direction;  // forward: a value was computed; backward: an adjoint was handed on
  std::size_t row;
  std::string name;     // or "#12"
  std::string formula;  // "h1 = sigmoid(#14) = sigmoid(-3) = 0.047426"
  std::string meaning;  // of "#14" in terms of names; empty of what has a name, and where too long
  bool is_given;        // not computed: a variable
  double value;
  double adjoint;              // backward: complete, because all that use the node came before
  std::vector<Handed> handed;  // backward
};

// What is known of a node where a Stepper stands.
struct NodeState {
  std::optional<double> value;    // none before it is computed
  std::optional<double> adjoint;  // so far; none before the sweep, and of what has none
  bool is_complete = false;       // whether nothing will be added to the adjoint any more
};

class WENGERT_EXPORT Stepper {
 public:
  // Stands before the first step. Shows what y is computed from; numbers without a name are not
  // steps. The tape must outlive it, unchanged. Throws as tape.gradient(y). O(rows up to y).
  Stepper(const Tape& tape, const Var& y, const StepperOptions& options = {});
  ~Stepper();
  Stepper(Stepper&&) noexcept;
  Stepper& operator=(Stepper&&) noexcept;

  // One step on, or back; false, and nothing happens, at the end or the beginning. What was undone
  // leaves the very same numbers. O(operands of the node).
  bool forward();
  bool back();

  // On until the next step of the node, or of a node of that name: false, at the end, where there
  // is none. A variable hands nothing on: stops where its adjoint is complete. Throws Error where y
  // does not depend on it.
  bool run_to(std::string_view name);
  bool run_to(const Var& v);
  // On until a step computes, or hands on, a NaN or an infinity; false, at the end, without.
  bool run_to_nonfinite();
  // To a place of one's choice. Throws Error where it is beyond size().
  void go_to(std::size_t position);

  std::size_t position() const;  // how many steps have been made
  std::size_t size() const;      // all steps: the values, then the adjoints
  std::size_t forward_size() const;

  // The step made last. Throws Error before the first.
  StepperStep step() const;
  // It, for a terminal.
  std::string text() const;
  // The adjoint of a node as far as the sweep has come.
  double adjoint(const Var& v) const;
  // None where y does not depend on it. Throws Error where v is a plain number, stale, or on
  // another tape.
  std::optional<NodeState> state(const Var& v) const;

 private:
  std::unique_ptr<detail::Stepping> stepping_;
  StepperOptions options_;
};

}  // namespace wengert

#endif
