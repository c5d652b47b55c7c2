// SPDX-License-Identifier: MIT
#include "output.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <autodiff/derivation/spelled.hpp>
#include <autodiff/error.hpp>

namespace wengert::tools {

void add_output_options(CLI::App& command, OutputOptions& options) {
  command.add_option("FILE", options.file, "The derivation")->required()->option_text(" ");
  command
      .add_option("--of", options.of,
                  "What is differentiated; else the last name of\n"
                  "the file")
      ->option_text("NAME");
  add_point_options(command, options.point);
}

std::string output_name(const Derivation& derivation, const RecordedDerivation& recorded,
                        const std::string& asked) {
  const std::vector<std::string>& names = recorded.names();
  if (asked.empty()) {
    const auto last = std::find_if(names.rbegin(), names.rend(),
                                   [&](const std::string& name) { return recorded.varies(name); });
    if (last != names.rend()) return *last;
    throw Error("the file defines nothing to differentiate");
  }
  std::string name = name_spelled(derivation, asked);
  require_varying(recorded, name);
  return name;
}

}  // namespace wengert::tools
