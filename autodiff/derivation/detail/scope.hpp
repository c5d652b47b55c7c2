// SPDX-License-Identifier: MIT
// The names that a derivation has defined so far, and what they mean.
#ifndef WENGERT_AUTODIFF_DERIVATION_DETAIL_SCOPE_HPP
#define WENGERT_AUTODIFF_DERIVATION_DETAIL_SCOPE_HPP

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "../derivation.hpp"

namespace wengert::detail {

struct Meaning {
  enum class Kind { value, list, function };
  Kind kind = Kind::value;
  Place place;            // of the definition
  std::size_t count = 0;  // elements of a list, parameters of a function
  double cost = 0.0;      // operations that one call of a function runs
  std::size_t depth = 0;  // of the functions that it calls in turn
};

// A derivative in one of its spellings: dL/dw1, d_L_d_w1, dL_dw1.
struct DerivativeName {
  std::string of, by;
  std::string shown() const { return std::string("d").append(of).append("/d").append(by); }
  // NOLINTNEXTLINE(modernize-use-nullptr): the check takes the generated comparison for a 0
  friend auto operator<=>(const DerivativeName&, const DerivativeName&) = default;
};

class Scope {
 public:
  void add(const std::string& name, const Meaning& meaning);
  const Meaning* find(std::string_view name) const;
  // The defined names that `name` can stand for: itself, or those that differ in underscores only.
  // With `any_case` also, where there are none, those that differ in case.
  std::vector<std::string> matches(std::string_view name, bool any_case = false) const;
  // The ways to read an identifier as a derivative whose two names are defined, in any case.
  std::vector<DerivativeName> known_spellings(std::string_view identifier) const;
  // A defined name, or an operation, that looks like a misspelling of `name`.
  std::optional<std::string> similar(std::string_view name) const;

  void add_claim(const DerivativeName& name, Place place) { claims_.emplace(name, place); }
  const Place* find_claim(const DerivativeName& name) const;
  // Claims that an identifier or a quotient spells: at most one, unless it is ambiguous.
  std::vector<DerivativeName> claims_spelled(std::string_view identifier) const;
  std::vector<DerivativeName> claims_of(std::string_view top, std::string_view bottom) const;
  const std::map<DerivativeName, Place>& claims() const { return claims_; }

  void add_slope(const std::string& function, Place place) { slopes_.emplace(function, place); }
  const Place* find_slope(const std::string& function) const;

  // Names defined anywhere in the text, for messages about names used too early.
  void foresee(const std::string& name, Place place) { foreseen_.emplace(name, place); }
  const Place* find_foreseen(const std::string& name) const;
  // Names whose definitions could not be read.
  void pass_over(const std::string& name, Place place) { passed_over_.emplace(name, place); }
  const Place* find_passed_over(const std::string& name) const;

 private:
  std::unordered_map<std::string, Meaning> meanings_;
  std::unordered_map<std::string, std::vector<std::string>> without_underscores_;
  std::unordered_map<std::string, std::vector<std::string>> without_case_;
  std::map<DerivativeName, Place> claims_;
  std::map<std::string, Place> slopes_;
  std::map<std::string, Place> foreseen_;
  std::map<std::string, Place> passed_over_;
};

// The ways to read an identifier as a derivative: `d_y_pred_d_h1` as d(y_pred)/d(h1), and so on.
std::vector<DerivativeName> derivative_spellings(std::string_view identifier);
// The name that `dL` or `d_L` is a differential of; empty where it is none.
std::string_view differential(std::string_view identifier);
// f for deriv_f, d_f, f_prime, f_derivative, f_deriv; empty where it is none of them.
std::string slope_function(std::string_view identifier);

// The row of the table that people call `name`; nothing where there is none.
std::optional<Operation> operation_named(std::string_view name);
// 0: any number.
int arity_of(Operation operation);

}  // namespace wengert::detail

#endif
