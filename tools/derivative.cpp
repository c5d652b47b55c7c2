// SPDX-License-Identifier: MIT
#include "derivative.hpp"

#include <CLI/CLI.hpp>
#include <autodiff/derivation/spelled.hpp>
#include <utility>

#include "files.hpp"

namespace wengert::tools {

void add_derivative_options(CLI::App& command, DerivativeOptions& options) {
  command.add_option("FILE", options.file, "The derivation")->required()->option_text(" ");
  command.add_option("DERIVATIVE", options.derivative, "Spelled as in a claim: dL/dw1, d_L_d_w1")
      ->required()
      ->option_text(" ");
  add_point_options(command, options.point);
}

RecordedDerivative recorded_derivative(const DerivativeOptions& options) {
  const Derivation derivation = read_file(options.file);
  const SpelledDerivative asked = derivative_spelled(derivation, options.derivative);
  RecordedDerivation recorded = recorded_at(derivation, options.point);
  require_varying(recorded, asked.of);
  require_varying(recorded, asked.by);
  const Var y = recorded[asked.of];
  const Var x = recorded[asked.by];
  return {std::move(recorded), y, x};
}

}  // namespace wengert::tools
