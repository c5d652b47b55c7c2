// SPDX-License-Identifier: MIT
// What there is in a derivation, found by name.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_OUTLINE_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_OUTLINE_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "../../derivation/derivation.hpp"

namespace wengert::detail {

// A leaf of the forward pass: a name without a value, or one that is defined by a number.
struct Input {
  std::string name;
  std::size_t statement;
  std::optional<double> own;  // its value in the derivation
};

// Points into the derivation, which must outlive it.
struct Outline {
  explicit Outline(const Derivation& derivation);

  const Function* function(const std::string& name) const;
  // What the derivation claims as its derivative; none where it claims nothing.
  const Function* slope(const std::string& name) const;
  // The definition of a name that is no input; none of an input.
  const Definition* definition(const std::string& name) const;
  // Whether definitions use claims, so that these are part of the forward pass.
  bool definitions_use_claims() const { return definitions_use_claims_; }
  bool has_own_numbers() const;
  // The rate of the other updates, where this one has another or none.
  const Expression* rate_missed_by(const Claim& claim) const;

  const Derivation& derivation;
  std::vector<Input> inputs;
  // For every name that is differentiated: by what.
  std::unordered_map<std::string, std::vector<std::string>> claimed;
  std::unordered_map<std::string, std::size_t> statement_of;  // of names

 private:
  void add(const Definition& definition, std::size_t statement);
  void find_common_rate();

  std::unordered_map<std::string, const Function*> functions_;
  std::unordered_map<std::string, const Function*> slopes_;
  std::unordered_map<std::string, const Definition*> definitions_;
  bool definitions_use_claims_ = false;
  const Expression* common_rate_ = nullptr;
};

// A formula without names: -0.952*0.249.
bool is_of_numbers(const Expression& e);

// Calls f(node) for every node of a formula.
template <class F>
void for_each_node(const Expression& e, F&& f) {
  f(e);
  for (const Expression& operand : e.operands) for_each_node(operand, f);
}

}  // namespace wengert::detail

#endif
