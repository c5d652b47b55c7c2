// SPDX-License-Identifier: MIT
// A derivation put on a tape, so that its derivatives are known without trusting its claims.
//
//   const RecordedDerivation recorded(derivation, {{"w1", 0.5}});
//   recorded.tape().gradient(recorded["L"])[recorded["w1"]];
#ifndef WENGERT_AUTODIFF_DERIVATION_RECORDED_HPP
#define WENGERT_AUTODIFF_DERIVATION_RECORDED_HPP

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "../tape.hpp"
#include "derivation.hpp"

namespace wengert {

// What a derivation computes from: its variables, and its definitions that are plain numbers.
struct Input {
  std::string name;
  Place place;
  std::optional<double> number;  // the file's own
};

// In the order of the file. O(statements).
WENGERT_EXPORT std::vector<Input> inputs_of(const Derivation& derivation);
// Whether every input has a number in the file.
WENGERT_EXPORT bool has_own_numbers(const Derivation& derivation);

class WENGERT_EXPORT RecordedDerivation {
 public:
  // Records every definition, named as in the file, at these values of the inputs, or at the file's
  // own where `values` has none. A definition that is only another name is the same node,
  // which then goes by that name, unless it is an input. Throws
  // Error where an input has no value, or `values` names what is no input.
  explicit RecordedDerivation(const Derivation& derivation,
                              const std::map<std::string, double>& values = {});

  Tape& tape() { return tape_; }
  const Tape& tape() const { return tape_; }
  // A variable or a definition. Throws Error where the derivation has no such name.
  Var operator[](const std::string& name) const;
  bool contains(const std::string& name) const { return vars_.contains(name); }
  // Whether it depends on an input, so that it has derivatives. Throws as above.
  bool varies(const std::string& name) const;
  const std::vector<std::string>& inputs() const { return inputs_; }
  // Variables and definitions, in the order of the file.
  const std::vector<std::string>& names() const { return names_; }

 private:
  Tape tape_;
  std::vector<std::string> names_;
  std::vector<std::string> inputs_;
  std::unordered_map<std::string, Var> vars_;
};

}  // namespace wengert

#endif
