// SPDX-License-Identifier: MIT
// Looks up what the names of a formula mean.
#ifndef WENGERT_AUTODIFF_DERIVATION_DETAIL_RESOLVER_HPP
#define WENGERT_AUTODIFF_DERIVATION_DETAIL_RESOLVER_HPP

#include <string>
#include <vector>

#include "scope.hpp"
#include "source_text.hpp"

namespace wengert::detail {

// How much a formula asks of the functions that it calls.
struct Effort {
  double cost = 0.0;
  std::size_t depth = 0;
};

class Resolver {
 public:
  Resolver(const SourceText& text, const Scope& scope, std::vector<ReadingNote>& notes);

  // Parameters hide other names.
  void set_parameters(std::vector<std::string> parameters) { parameters_ = std::move(parameters); }
  void add_parameter(const std::string& name) { parameters_.push_back(name); }
  // What is being defined: a formula that uses it is circular.
  void set_target(std::string name) { target_ = std::move(name); }

  // Turns a written formula into a resolved one. Throws DerivationError.
  void resolve(Expression& e);
  const Effort& effort() const { return effort_; }

 private:
  void resolve_operands(Expression& e);
  void resolve_name(Expression& e);
  void resolve_element(Expression& e, std::string_view list);
  void resolve_call(Expression& e);
  void resolve_slope(Expression& e, const std::string& function);
  bool resolve_as_claim(Expression& e);
  void resolve_as_constant(Expression& e);
  void call_function(Expression& e, const std::string& function);
  void call_operation(Expression& e, Operation operation);
  void spread_lists(Expression& e) const;
  void call_mean(Expression& e);
  void expand_lists(Expression& e);
  void require_numbers(const Expression& e) const;
  void require_lists(const Expression& e) const;
  void make_name(Expression& e, const std::string& name);
  std::optional<std::string> find_function(const Expression& e, const std::string& name) const;
  bool is_parameter(const std::string& name) const;
  void require_claim(const Expression& e) const;
  [[noreturn]] void fail_unknown(const Expression& e) const;
  [[noreturn]] void fail_unknown_function(const Expression& e, const std::string& name) const;
  [[noreturn]] void fail_count(const Expression& e, std::size_t wanted) const;

  const SourceText& text_;
  const Scope& scope_;
  std::vector<ReadingNote>& notes_;
  std::vector<std::string> parameters_;
  std::string target_;
  Effort effort_;
};

// Throws where the text does define the name, but below or in a line that could not be read.
void explain_unknown(const SourceText& text, const Scope& scope, Place here,
                     const std::string& name);
// "'a' can mean a_b and ab": throws where there are several.
std::optional<std::string> only_match(const SourceText& text, Place place, const std::string& name,
                                      const std::vector<std::string>& matches);

}  // namespace wengert::detail

#endif
