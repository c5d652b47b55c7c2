// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <iterator>

#include "program.hpp"

namespace wengert {
namespace {

using detail::Index;
using detail::Listing;
using detail::Role;

std::string operation_name(const Listing& listing, Index i) {
  const detail::Instruction& it = listing.instructions[i];
  std::string name;
  if (it.operation == Operation::custom) {
    name = listing.customs[it.which]->name();
  } else {
    name = visit_row(it.operation,
                     [](auto type) { return std::string(decltype(type)::type::facts.name); });
  }
  if (it.part == detail::Part::value) return name;
  const bool is_unary = listing.operands_of(i).size() == 2;
  const char operand = static_cast<char>('a' + static_cast<int>(it.part) - 1);
  return is_unary ? name + "'" : fmt::format("{}'{}", name, operand);
}

std::string computed(const Listing& listing, Index i) {
  const detail::Instruction& it = listing.instructions[i];
  switch (it.operation) {
    case Operation::constant:
      return fmt::format("{}", it.number);
    case Operation::guard:
      return fmt::format("{} must be {}", listing.shown(listing.operands_of(i)[0]),
                         it.number == 1.0);
    case Operation::variable:
      return listing.variables[it.which].role == Role::input       ? "input"
             : listing.variables[it.which].role == Role::parameter ? "parameter"
                                                                   : "constant";
    default:
      break;
  }
  std::string text = operation_name(listing, i) + "(";
  for (const Index a : listing.operands_of(i)) {
    if (text.back() != '(') text += ", ";
    text += listing.shown(a);
  }
  return text + ")";
}

std::string_view gathered(Over over) {
  constexpr std::string_view words[] = {"each", "sum", "mean", "each, divided by the batch's size"};
  return words[static_cast<std::size_t>(over)];
}

}  // namespace

std::string Program::print() const {
  const Listing& l = listing();
  const std::vector<bool> varies = detail::varying(l);
  std::string text;
  const auto line = [&](std::string_view name, std::string_view what, std::string_view when) {
    fmt::format_to(std::back_inserter(text), "{:<12} = {:<40} {}", name, what, when);
    while (text.back() == ' ') text.pop_back();
    text += '\n';
  };
  for (Index i = 0; i < l.size(); ++i) {
    if (l.instructions[i].operation == Operation::constant) continue;  // shown where it is used
    const bool is_leaf = l.instructions[i].operation == Operation::variable;
    line(l.shown(i), computed(l, i), is_leaf || varies[i] ? "" : "once per run");
  }
  for (const detail::OutputAt& o : l.outputs) line(o.name, l.shown(o.at), gathered(o.over));
  return text;
}

}  // namespace wengert
