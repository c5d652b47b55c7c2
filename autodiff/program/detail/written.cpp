// SPDX-License-Identifier: MIT
#include "written.hpp"

#include <fmt/format.h>

#include "run.hpp"

namespace wengert::detail {
namespace {

std::vector<Source> variables_on(Sheet& sheet, const Listing& listing) {
  std::vector<Source> result;
  std::size_t inputs = 0, parameters = 0;
  for (const Variable& v : listing.variables) {
    if (v.role == VariableRole::constant) {
      result.emplace_back(v.value);
    } else if (v.role == VariableRole::input) {
      result.push_back(sheet.name(fmt::format("x[{}]", inputs++)));
    } else {
      result.push_back(sheet.name(fmt::format("w[{}]", parameters++)));
    }
  }
  return result;
}

}  // namespace

WrittenListing write_listing(const Listing& listing, Style style) {
  Sheet sheet(style);
  std::vector<Source> values = variables_on(sheet, listing);
  std::vector<Source> formulas;  // guards, then outputs
  const auto value = [&](Index i) -> const Source& { return values[i]; };
  for (auto i = static_cast<Index>(values.size()); i < listing.size(); ++i) {
    const Instruction& it = listing.instructions[i];
    if (it.operation == Operation::constant) {
      values.emplace_back(it.number);
    } else if (it.operation == Operation::guard) {
      const Source& mask = values[listing.operands_of(i)[0]];
      formulas.push_back(it.number == 1.0 ? mask : Apply<Source>::run<operations::Not>(mask));
      values.emplace_back(it.number);
    } else {
      values.push_back(run_operation<Source>(listing, i, value));
    }
  }
  const std::size_t guards = formulas.size();
  for (const OutputAt& o : listing.outputs) formulas.push_back(values[o.at]);

  const std::vector<std::string> names(formulas.size());
  WrittenListing result{.lines = sheet.assignments(formulas, names), .guards = {}, .outputs = {}};
  const auto first = result.lines.end() - static_cast<std::ptrdiff_t>(formulas.size());
  for (auto line = first; line != result.lines.end(); ++line) {
    const bool is_guard = static_cast<std::size_t>(line - first) < guards;
    (is_guard ? result.guards : result.outputs).push_back(std::move(line->value));
  }
  result.lines.erase(first, result.lines.end());
  return result;
}

}  // namespace wengert::detail
