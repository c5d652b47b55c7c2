// SPDX-License-Identifier: MIT
#include "source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "detail/spelling.hpp"
#include "error.hpp"

namespace wengert {

using detail::Kind;
using detail::spelling_of;

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_identifier(std::string_view name) {
  const bool starts = !name.empty() && is_word(name[0]) && !(name[0] >= '0' && name[0] <= '9');
  return starts && std::all_of(name.begin(), name.end(),
                               [](char c) { return is_word(c) || c == '[' || c == ']'; });
}

// Functions of <cmath> that JavaScript's Math cannot say.
bool is_missing(Style style, Operation operation) {
  return style == Style::javascript &&
         (operation == Operation::Erf || operation == Operation::Erfc ||
          operation == Operation::LogGamma);
}

[[noreturn]] void throw_missing(Style style, std::string_view function) {
  throw Error(
      fmt::format("source: {} has no function {}", is_c(style) ? "C" : "JavaScript", function));
}

Source special(const Source& x, Operation operation, std::optional<double> value) {
  const Source list[] = {x};
  Sheet* const sheet = Sheet::of(list);
  if (sheet == nullptr) return *value;
  if (!sheet->has(operation)) throw_missing(sheet->style(), spelling_of(operation).name);
  return sheet->apply(operation, list, value);
}

}  // namespace

Source Sheet::name(std::string_view name, std::optional<double> value) {
  if (is_program(style_) && !is_identifier(name)) {
    throw Error(
        fmt::format("source: a name of the programming language was wanted, '{}' came", name));
  }
  Term term{.operation = Operation::variable, .text = std::string(name)};
  term.has_value = value.has_value();
  if (value) term.bits = std::bit_cast<std::uint64_t>(*value);
  return put(std::move(term), value);
}

Source Sheet::call(std::string_view function, std::span<const Source> operands,
                   std::optional<double> value) {
  Term term{.operation = Operation::custom, .text = std::string(function)};
  for (const Source& v : operands) term.operands.push_back(index_of(v));
  return put(std::move(term), value);
}

Source Sheet::primed(Operation function, const Source& x) {
  Term term{.operation = function, .primed = true};
  term.operands.push_back(index_of(x));
  return put(std::move(term), std::nullopt);
}

Source Sheet::apply(Operation operation, std::span<const Source> operands,
                    std::optional<double> value) {
  Term term{.operation = operation};
  for (const Source& v : operands) term.operands.push_back(index_of(v));
  return put(std::move(term), value);
}

Source Sheet::put(Term term, std::optional<double> value) {
  const auto [at, fresh] =
      places_.try_emplace(std::move(term), static_cast<std::uint32_t>(terms_.size()));
  if (fresh) terms_.push_back(at->first);
  return {this, at->second, value};
}

std::uint32_t Sheet::index_of(const Source& operand) {
  if (operand.sheet_ == this) return operand.term_;
  if (operand.sheet_ != nullptr) throw Error("source: the operands are on different sheets");
  Term term{.operation = Operation::constant};
  term.bits = std::bit_cast<std::uint64_t>(operand.value_);
  return put(std::move(term), operand.value_).term_;
}

Source Sheet::operand(const Source& formula, std::size_t k) const {
  const std::uint32_t at = terms_[formula.term_].operands[k];
  const Term& term = terms_[at];
  const double number = std::bit_cast<double>(term.bits);
  if (term.operation == Operation::constant) return Source(number);
  return {formula.sheet_, at, term.has_value ? std::optional(number) : std::nullopt};
}

Sheet* Sheet::of(std::span<const Source> operands) {
  for (const Source& v : operands) {
    if (v.sheet_ != nullptr) return v.sheet_;
  }
  return nullptr;
}

bool Sheet::has(Operation operation) const {
  if (!is_program(style_)) return true;
  if (is_missing(style_, operation)) throw_missing(style_, spelling_of(operation).name);
  const Kind kind = spelling_of(operation).kind;
  return kind != Kind::own && kind != Kind::nary;
}

Source Number<Source>::less(const Source& a, const Source& b) {
  return detail::Apply<Source>::run<operations::Less>(a, b);
}
Source Number<Source>::equal(const Source& a, const Source& b) {
  return detail::Apply<Source>::run<operations::Equal>(a, b);
}
Source Number<Source>::both(const Source& a, const Source& b) {
  return detail::Apply<Source>::run<operations::Both>(a, b);
}

bool Number<Source>::holds(const Source& mask) {
  if (mask.value()) return *mask.value() == 1.0;
  throw Error("source: a branch can be followed only where every name has a value");
}

Source Number<Source>::select(const Source& mask, const Source& a, const Source& b) {
  if (mask.is_constant()) return *mask.value() == 1.0 ? a : b;
  return detail::Apply<Source>::run<operations::Select>(mask, a, b);
}

Source Number<Source>::digamma(const Source& x) {
  const auto value = x.value() ? std::optional(detail::digamma(*x.value())) : std::nullopt;
  return special(x, Operation::Digamma, value);
}
Source Number<Source>::trigamma(const Source& x) {
  const auto value = x.value() ? std::optional(detail::trigamma(*x.value())) : std::nullopt;
  return special(x, Operation::Trigamma, value);
}

}  // namespace wengert
