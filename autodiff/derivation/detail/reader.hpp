// SPDX-License-Identifier: MIT
// Makes statements of written ones: decides what each defines or claims, and checks that it may.
#ifndef WENGERT_AUTODIFF_DERIVATION_DETAIL_READER_HPP
#define WENGERT_AUTODIFF_DERIVATION_DETAIL_READER_HPP

#include <string>
#include <utility>
#include <vector>

#include "grammar.hpp"
#include "resolver.hpp"

namespace wengert::detail {

// A function as it is written: name, parameters, and the pieces of its steps and of its result.
struct WrittenFunction {
  std::string name;
  Place place;
  std::string source;
  std::vector<std::string> parameters;
  std::vector<TextRange> steps;
  TextRange result;
};

// Whether a name may be defined again by the same formula, as programs do.
enum class Repeats { refused, allowed };

class Reader {
 public:
  explicit Reader(const SourceText& text, Repeats repeats = Repeats::refused);

  void read_statement(TextRange piece);
  void read_function(const WrittenFunction& written);
  void add_variable(const std::string& name, Place place, std::string source);
  void add_list_of_variables(const std::string& name, std::size_t elements, Place place,
                             const std::string& source);
  // Definitions that are numbers: one, or a list of them.
  void add_numbers(const std::string& name, const std::vector<std::string>& digits, bool is_list,
                   Place place, const std::string& source);
  void add_note(Place place, std::string sentence);
  bool knows(std::string_view name) const { return scope_.find(name) != nullptr; }
  Scope& scope() { return scope_; }
  // Finds what updates are the derivatives of. Throws where nothing was read.
  Derivation finish();

 private:
  // What the statement being read says, beside its content.
  struct Origin {
    Place place;
    std::string source;
  };
  using Content = decltype(Statement::content);

  void add(const Origin& origin, Content content);
  void read_equation(const Origin& origin, WrittenStatement& written);
  void read_quotient(const Origin& origin, WrittenStatement& written);
  void read_named(const Origin& origin, WrittenStatement& written);
  void read_call(const Origin& origin, WrittenStatement& written);
  void read_update(const Origin& origin, WrittenStatement& written);
  bool read_update_in_full(const Origin& origin, WrittenStatement& written);
  void read_printed(const Origin& origin, WrittenStatement& written, Expression value);

  void define(const Origin& origin, const std::string& name, WrittenStatement& written);
  void define_list(const Origin& origin, const std::string& name, Expression& list);
  void define_function(const Origin& origin, Function function, const Effort& effort);
  void claim(const Origin& origin, const DerivativeName& name, WrittenStatement& written);
  void claim_slope(const Origin& origin, Function function);
  void add_update(const Origin& origin, const Expression& target, Expression value, bool descends);

  std::optional<DerivativeName> claimed_name(const Origin& origin, const std::string& identifier);
  DerivativeName known_derivative(const Origin& origin, const std::string& of,
                                  const std::string& by);
  std::string known_target(const Origin& origin, const std::string& of);
  std::string known_value(const Origin& origin, const std::string& name, const char* role);
  std::optional<std::string> assume_loss(const Origin& origin, const std::string& name);
  std::optional<std::string> loss_function() const;
  [[noreturn]] void fail_claimed_again(Place place, const std::string& name) const;
  void require_one_parameter(Place place, const std::string& function, std::size_t came) const;
  bool is_repeated(const std::string& name, const Expression& value) const;
  void require_new(Place place, const std::string& name) const;
  Effort resolve(Expression& e, const std::string& target,
                 const std::vector<std::string>& parameters = {});
  Function resolve_function(const WrittenFunction& written, Effort& effort);
  std::optional<std::string> function_of_slope(const std::string& name) const;
  std::string loss_of_updates() const;

  const SourceText& text_;
  Repeats repeats_;
  Scope scope_;
  Derivation result_;
  std::vector<std::size_t> updates_;  // whose `of` is not known yet
  std::vector<std::string> loss_functions_;
};

}  // namespace wengert::detail

#endif
