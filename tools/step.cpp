// SPDX-License-Identifier: MIT
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "commands.hpp"
#include "files.hpp"
#include "output.hpp"
#include "step_session.hpp"
#include "terminal.hpp"

namespace wengert::tools {

namespace {

constexpr const char* description =
    R"(Step through the values, then the reverse sweep

One node at a time: first every value is computed, in the order of the file;
then the reverse sweep goes back from the output, and every node hands its
adjoint on to what it was computed from, times the local derivative. What has no
name is called by its number, as #14.)";

std::string footer() {
  return "Commands, a line each on standard input:\n" + step_commands() +
         R"(The end of the input ends the program, so that a session can be a file. An
unknown command or name gets a sentence, and the session goes on.

Exit codes:
  0  the session is over
  2  the file or the command line could not be read

Examples:
  wengert step homework.txt
  wengert step homework.txt --of h1 --at w1=0.5
  printf 'run h1\nrun h1\nshow\n' | wengert step homework.txt)";
}

int run(const OutputOptions& options) {
  const Derivation derivation = read_file(options.file);
  const RecordedDerivation recorded = recorded_at(derivation, options.point);
  const std::string output = output_name(derivation, recorded, options.of);
  StepSession session(derivation, recorded, output,
                      {std::cin, std::cout, is_typed(), shows_colours()});
  session.run();
  return 0;
}

}  // namespace

void add_step(CLI::App& program, int& status) {
  const auto options = std::make_shared<OutputOptions>();
  CLI::App* const command = program.add_subcommand("step", description);
  command->footer(footer());
  add_output_options(*command, *options);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace wengert::tools
