// SPDX-License-Identifier: MIT
#include "output.hpp"

#include <CLI/CLI.hpp>
#include <autodiff/derivation/spelled.hpp>
#include <autodiff/error.hpp>

namespace wengert::tools {

void add_output_options(CLI::App& command, OutputOptions& options) {
  command.add_option("FILE", options.file, "The derivation")->required()->option_text(" ");
  command
      .add_option("--of", options.of,
                  "What is differentiated: a name of the file, else the last that\n"
                  "the file defines")
      ->option_text("NAME");
  add_point_options(command, options.point);
}

std::string output_name(const Derivation& derivation, const RecordedDerivation& recorded,
                        const std::string& asked) {
  if (!asked.empty()) return name_spelled(derivation, asked);
  if (recorded.names().empty()) throw Error("the file defines nothing to differentiate");
  return recorded.names().back();
}

}  // namespace wengert::tools
