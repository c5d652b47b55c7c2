// SPDX-License-Identifier: MIT
#include "help.hpp"

#include <fmt/format.h>

#include <utility>

namespace wengert::tools {

HelpFormatter::HelpFormatter() {
  column_width(24);
  label("Positionals", "Arguments");
  label("SUBCOMMAND", "COMMAND");
  label("REQUIRED", "");
}

// A missing command is complained about in words of our own, so that CLI11 takes it for optional.
std::string HelpFormatter::make_usage(const CLI::App* app, std::string name) const {
  std::string usage = CLI::Formatter::make_usage(app, std::move(name));
  const std::size_t at = usage.find("[COMMAND]");
  if (at != std::string::npos) usage.replace(at, 9, "COMMAND FILE ...");
  return usage;
}

std::string HelpFormatter::make_description(const CLI::App* app) const {
  return app->get_description() + "\n\n";
}

std::string HelpFormatter::make_subcommand(const CLI::App* command) const {
  const std::string description = command->get_description();
  return fmt::format("  {:<{}}{}\n", command->get_name(), get_column_width() - 2,
                     description.substr(0, description.find('\n')));
}

std::string complaint(const CLI::App* program, const CLI::Error& error) {
  std::string command = program->get_name();
  for (const CLI::App* parsed : program->get_subcommands()) command += " " + parsed->get_name();
  return fmt::format("{0}: {1}\n'{0} --help' tells how it is used.\n", command, error.what());
}

}  // namespace wengert::tools
