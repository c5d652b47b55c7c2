// SPDX-License-Identifier: MIT
#include "point.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <autodiff/derivation/spelled.hpp>
#include <autodiff/error.hpp>
#include <charconv>
#include <map>

namespace wengert::tools {

namespace {

double number_in(const std::string& assignment, std::size_t sign) {
  const char* const end = assignment.data() + assignment.size();
  double number = 0.0;
  const auto [rest, error] = std::from_chars(assignment.data() + sign + 1, end, number);
  if (error != std::errc() || rest != end) {
    throw Error(fmt::format("--at: a number was wanted behind '=', '{}' came", assignment));
  }
  return number;
}

std::map<std::string, double> values_of(const Derivation& derivation, const Point& point) {
  std::map<std::string, double> values;
  for (const std::string& assignment : point.at) {
    const std::size_t sign = assignment.find('=');
    if (sign == std::string::npos) {
      throw Error(fmt::format("--at: NAME=NUMBER was wanted, '{}' came", assignment));
    }
    const std::string name = name_spelled(derivation, assignment.substr(0, sign));
    values[name] = number_in(assignment, sign);
  }
  return values;
}

[[noreturn]] void fail_without_numbers(const std::vector<std::string>& names) {
  constexpr std::size_t most = 9;
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) {
    list += (i == 0 ? "" : ", ") + names[i];
  }
  if (names.size() > most) list += fmt::format(" and {} more", names.size() - most);
  throw Error(
      fmt::format("the file has no number for {}: give {} one by --at {}=0.5, or all of them by "
                  "--others 0.5",
                  list, names.size() == 1 ? "it" : "each", names[0]));
}

}  // namespace

void add_point_options(CLI::App& command, Point& point) {
  command
      .add_option("--at", point.at,
                  "Compute at this number instead of the file's;\n"
                  "several are separated by commas")
      ->option_text("NAME=NUMBER")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command.add_option("--others", point.others, "The number of every input that has none otherwise")
      ->option_text("NUMBER");
}

void require_varying(const RecordedDerivation& recorded, const std::string& name) {
  if (recorded.varies(name)) return;
  throw Error(name + " is computed from no input, so that it has no derivatives");
}

RecordedDerivation recorded_at(const Derivation& derivation, const Point& point) {
  std::map<std::string, double> values = values_of(derivation, point);
  std::vector<std::string> missing;
  for (const Input& input : inputs_of(derivation)) {
    if (input.number || values.contains(input.name)) continue;
    if (point.others) {
      values[input.name] = *point.others;
    } else {
      missing.push_back(input.name);
    }
  }
  if (!missing.empty()) fail_without_numbers(missing);
  return RecordedDerivation(derivation, values);
}

}  // namespace wengert::tools
