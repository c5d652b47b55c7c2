// SPDX-License-Identifier: MIT
// The mutation bench of the derivation checker: every one-token mutant of the derivations named on
// the command line, all of which must be right. Prints a table; ends with 1 where a promise is
// broken. `--show` lists what was missed.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include <autodiff/check/derivation_check.hpp>
#include <autodiff/derivation/read.hpp>

#include "../support/derivation_mutants.hpp"

namespace {

using namespace wengert;
using namespace wengert::test;

struct Row {
  std::string name;
  std::size_t mutants = 0, changing = 0, detected = 0, lines = 0, repairs = 0, alarms = 0, runs = 0;

  void add(const Row& other) {
    mutants += other.mutants;
    changing += other.changing;
    detected += other.detected;
    lines += other.lines;
    repairs += other.repairs;
    alarms += other.alarms;
    runs += other.runs;
  }
  void print() const {
    std::printf("%-24s %7zu %9zu %9zu %6.1f %% %6.1f %% %6zu of %zu\n", name.c_str(), mutants,
                changing, detected, percent(lines), percent(repairs), alarms, runs);
  }
  double percent(std::size_t n) const {
    return changing == 0 ? 100.0 : 100.0 * static_cast<double>(n) / static_cast<double>(changing);
  }
  bool keeps_promises() const {
    return alarms == 0 && detected == changing && percent(lines) >= 98.0 &&
           percent(repairs) >= 90.0;
  }
};

std::string content_of(const std::string& path) {
  std::ifstream in(path);
  if (!in) {
    std::cerr << path << " could not be opened\n";
    std::exit(2);
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

void show(const char* what, const Mutant& mutant) {
  std::printf("%s: line %zu, %s\n    %s\n    %s\n", what, mutant.line, mutant.slip.c_str(),
              mutant.original.c_str(), mutant.mutated.c_str());
}

void count_mutants(const std::string& text, bool shows, Row& row) {
  for (const Mutant& mutant : mutants_of(text)) {
    if (!is_readable(mutant.text)) continue;
    ++row.mutants;
    const Found found = found_by_check(mutant);
    if (!is_inconsistent(mutant.text)) {
      if (found.detected && shows) show("harmless, but detected", mutant);
      continue;
    }
    ++row.changing;
    row.detected += found.detected ? 1u : 0u;
    row.lines += found.line_named ? 1u : 0u;
    row.repairs += found.repair_named ? 1u : 0u;
    if (!shows) continue;
    if (!found.detected) show("not detected", mutant);
    if (!found.line_named) show("line not named", mutant);
    if (found.line_named && !found.repair_named) show("repair not named", mutant);
  }
}

void count_alarms(const std::string& text, std::size_t runs, Row& row) {
  const Derivation derivation = read_derivation(text, row.name);
  for (std::size_t seed = 1; seed <= runs; ++seed, ++row.runs) {
    if (!check(derivation, {.seed = seed}).all_agree()) ++row.alarms;
  }
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> files;
  bool shows = false;
  for (int k = 1; k < count; ++k) {
    const std::string argument = arguments[k];
    if (argument == "--show") {
      shows = true;
    } else {
      files.push_back(argument);
    }
  }
  if (files.empty()) {
    std::cerr << "usage: check_bench [--show] <derivation>...\n";
    return 2;
  }
  std::printf("%-24s %7s %9s %9s %8s %8s %s\n", "derivation", "mutants", "changing", "detected",
              "line", "repair", "false alarms");
  Row total;
  total.name = "all";
  for (const std::string& file : files) {
    Row row;
    row.name = file.substr(file.rfind('/') + 1);
    const std::string text = content_of(file);
    count_mutants(text, shows, row);
    count_alarms(text, 1000, row);
    row.print();
    total.add(row);
  }
  total.print();
  return total.keeps_promises() && total.mutants >= 300 ? 0 : 1;
}
