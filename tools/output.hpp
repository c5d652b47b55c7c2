// SPDX-License-Identifier: MIT
// What the commands about everything that one value is computed from have in common.
#ifndef WENGERT_TOOLS_OUTPUT_HPP
#define WENGERT_TOOLS_OUTPUT_HPP

#include <string>

#include "point.hpp"

namespace wengert::tools {

struct OutputOptions {
  std::string file, of;
  Point point;
};

void add_output_options(CLI::App& command, OutputOptions& options);

// The name asked for; of none, the last that depends on an input. Throws Error.
std::string output_name(const Derivation& derivation, const RecordedDerivation& recorded,
                        const std::string& asked);

}  // namespace wengert::tools

#endif
