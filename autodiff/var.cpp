// SPDX-License-Identifier: MIT
#include "var.hpp"

namespace wengert {

Var Comparison::mask() const {
  const Var a(a_, a_.value);
  const Var b(b_, b_.value);
  const auto compare = [&] {
    if (mask_row_ == Operation::Less) return detail::apply<operations::Less>(a, b);
    if (mask_row_ == Operation::LessEqual) return detail::apply<operations::LessEqual>(a, b);
    return detail::apply<operations::Equal>(a, b);
  };
  const Var mask = compare();
  return negated_ ? detail::apply<operations::Not>(mask) : mask;
}

Comparison::operator bool() const { return detail::record_guard(operand_of(mask())); }

namespace detail {

bool record_guard(const Operand& mask) {
  if (mask.recording != nullptr) {
    const Index row = mask.recording->row_of(mask, Operation::guard, Operand());
    mask.recording->push_row(mask.value, row, 0, Operation::guard, 0);
  }
  return mask.value == 1.0;
}

Node push_checked(Operation operation, unsigned wanted, double y, Node a, double a_value) {
  if (a.recording == nullptr) return Node();
  const Index row = a.recording->row_of(Operand(a, a_value), operation, Operand());
  return a.recording->push_row(y, row, 0, operation, a.active() & wanted);
}

Node push_checked(Operation operation, unsigned wanted, double y, Node a, double a_value, Node b,
                  double b_value) {
  Recording* const tape = a.recording != nullptr ? a.recording : b.recording;
  if (tape == nullptr) return Node();
  const Operand first(a, a_value);
  const Operand second(b, b_value);
  const Index row_a = tape->row_of(first, operation, second);
  const Index row_b = tape->row_of(second, operation, first);
  return tape->push_row(y, row_a, row_b, operation, (a.active() | b.active() << 1) & wanted);
}

Node push_three(Operation operation, unsigned wanted, double y, const Operand (&operands)[3]) {
  Recording* tape = nullptr;
  const Operand* first = &operands[0];
  for (const Operand& v : operands) {
    if (tape == nullptr && v.recording != nullptr) {
      tape = v.recording;
      first = &v;
    }
  }
  if (tape == nullptr) return Node();
  const auto arguments = tape->append_arguments(3);
  unsigned active = 0;
  for (unsigned i = 0; i < 3; ++i) {
    arguments.rows[i] = tape->row_of(operands[i], operation, *first);
    active |= operands[i].active() << i;
  }
  return tape->push_row(y, arguments.first, 3, operation, active & wanted);
}

}  // namespace detail
}  // namespace wengert
