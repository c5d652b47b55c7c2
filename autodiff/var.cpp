// SPDX-License-Identifier: MIT
#include "var.hpp"

namespace wengert {

detail::Operand Comparison::mask() const {
  const Var a(a_);
  const Var b(b_);
  const auto compare = [&] {
    if (mask_row_ == Operation::Less) return detail::apply<operations::Less>(a, b);
    if (mask_row_ == Operation::LessEqual) return detail::apply<operations::LessEqual>(a, b);
    return detail::apply<operations::Equal>(a, b);
  };
  const Var mask = compare();
  return operand_of(negated_ ? detail::apply<operations::Not>(mask) : mask);
}

Comparison::operator bool() const { return detail::record_guard(mask()); }

namespace detail {

bool record_guard(const Operand& mask) {
  if (mask.recording != nullptr) {
    const Index row = mask.recording->row_of(mask, "a branch", {});
    mask.recording->push_row(mask.value, row, 0, Operation::guard, 0);
  }
  return mask.value == 1.0;
}

Operand push_three(Operation operation, std::string_view name, double y,
                   const Operand (&operands)[3], unsigned wanted) {
  Recording* tape = nullptr;
  const Operand* first = &operands[0];
  for (const Operand& v : operands) {
    if (tape == nullptr && v.recording != nullptr) {
      tape = v.recording;
      first = &v;
    }
  }
  if (tape == nullptr) return Operand{y};
  const auto arguments = tape->append_arguments(3);
  unsigned active = 0;
  for (unsigned i = 0; i < 3; ++i) {
    arguments.rows[i] = tape->row_of(operands[i], name, *first);
    active |= operands[i].active() << i;
  }
  return tape->push_row(y, arguments.first, 3, operation, active & wanted);
}

}  // namespace detail
}  // namespace wengert
