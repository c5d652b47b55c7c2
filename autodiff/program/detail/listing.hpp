// SPDX-License-Identifier: MIT
// Listing: a recorded function as a list of instructions, which the passes rewrite and the back
// ends run. Like a tape's rows without their values; a partial derivative of an operation is an
// instruction too, so that it stays whole until somebody runs, prints or differentiates it.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_LISTING_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_LISTING_HPP

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "../../detail/export.hpp"
#include "../../operations.hpp"
#include "../output.hpp"

namespace wengert {
class CustomRule;
}

namespace wengert::detail {

using Index = std::uint32_t;
inline constexpr Index no_index = 0xffffffff;

// Of an operation: its value, or a partial by one of its operands. The operands of a partial are
// the operation's, and then its result.
enum class Part : std::uint8_t { value, da, db, dc };

struct Instruction {
  Operation operation = Operation::constant;
  Part part = Part::value;
  Index first = 0;      // of its operands in the listing's list of operands
  Index count = 0;      // of them
  Index which = 0;      // variable: its number; custom: the number of its rule
  double number = 0.0;  // constant: what it is; guard: 1 where the comparison held, else 0
};

enum class VariableRole : std::uint8_t {
  input,      // varies from sample to sample
  parameter,  // the same for a whole batch
  constant,   // named, and changed by Program::set_constant only
};

struct Variable {
  VariableRole role = VariableRole::input;
  std::string name;
  double value = 0.0;  // where it was recorded; of a constant: what it is now
};

struct OutputAt {
  Index at = 0;
  std::string name;
  Over over = Over::each;
};

struct WENGERT_EXPORT Listing {
  std::vector<Instruction> instructions;  // each refers only back
  std::vector<Index> operands;
  std::vector<Variable> variables;  // instruction i, for each i below their number, is variable i
  std::vector<OutputAt> outputs;
  std::vector<std::shared_ptr<const CustomRule>> customs;
  std::map<Index, std::string> names;  // of values between; variables have theirs

  Index size() const { return static_cast<Index>(instructions.size()); }
  std::span<const Index> operands_of(Index i) const {
    const Instruction& it = instructions[i];
    return {operands.data() + it.first, it.count};
  }
  bool is_constant(Index i) const { return instructions[i].operation == Operation::constant; }
  bool is_constant(Index i, double number) const;  // that very number: -0 is not 0
  // The name given, or "%7".
  std::string shown(Index i) const;

  Index push(Instruction instruction, std::span<const Index> its_operands);
  Index push_constant(double number);
};

// Per instruction: whether it depends on an input, and so on the sample.
WENGERT_EXPORT std::vector<bool> varying(const Listing& listing);

// Throws Error where two variables have one name, or two outputs.
void require_different_names(const Listing& listing);

}  // namespace wengert::detail

#endif
