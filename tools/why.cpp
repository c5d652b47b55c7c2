// SPDX-License-Identifier: MIT
#include <CLI/CLI.hpp>
#include <autodiff/explain/why.hpp>
#include <iostream>
#include <memory>

#include "commands.hpp"
#include "derivative.hpp"

namespace wengert::tools {

namespace {

constexpr const char* description =
    R"(Say why a derivative is zero, tiny, huge or NaN

The node is named where the derivative died or blew up: a saturated unit, a unit
that is off, a factor of 0, contributions that cancel, the place where a NaN or
an infinity first arose. Tiny is below 1e-6, huge above 1e6.)";

constexpr const char* examples =
    R"(Exit codes:
  0  the sentence is printed
  2  the file or the command line could not be read, or a name is unknown

Examples:
  wengert why homework.txt dL/dw1
  wengert why homework.txt dL/dw1 --at x1=40)";

int run(const DerivativeOptions& options) {
  const RecordedDerivative asked = recorded_derivative(options);
  std::cout << wengert::why(asked.recorded.tape(), asked.y, asked.x).text << '\n';
  return 0;
}

}  // namespace

void add_why(CLI::App& program, int& status) {
  const auto options = std::make_shared<DerivativeOptions>();
  CLI::App* const command = program.add_subcommand("why", description);
  command->footer(examples);
  add_derivative_options(*command, *options);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace wengert::tools
