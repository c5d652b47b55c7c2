// SPDX-License-Identifier: MIT
// How help and complaints about the command line look.
#ifndef WENGERT_TOOLS_HELP_HPP
#define WENGERT_TOOLS_HELP_HPP

#include <CLI/CLI.hpp>
#include <string>

namespace wengert::tools {

// A command's description is a line for the list of commands, an empty line, and the rest.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter();
  std::string make_usage(const CLI::App* app, std::string name) const override;
  std::string make_description(const CLI::App* app) const override;
  std::string make_subcommand(const CLI::App* command) const override;
};

// "wengert check: FILE is required; ..."
std::string complaint(const CLI::App* program, const CLI::Error& error);

}  // namespace wengert::tools

#endif
