// SPDX-License-Identifier: MIT
// The command-line program `wengert`: a thin face of the library.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <autodiff/derivation/read.hpp>
#include <autodiff/error.hpp>
#include <autodiff/version.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "commands.hpp"
#include "help.hpp"

namespace {

constexpr int unreadable = 2;

constexpr const char* description =
    R"(Checks and explains derivatives that somebody worked out by hand.

A derivation is a file with formulas and claims about their derivatives, as
people write them, or Python as it stands in tutorials. wengert records the
formulas and differentiates them itself, by reverse-mode automatic
differentiation.)";

constexpr const char* footer =
    R"(Exit codes:
  0  done; of check: all claims are right
  1  of check: some claims are not
  2  the input or the command line could not be read; a sentence says why

Examples:
  wengert check homework.txt           which claim is wrong, and in which factor
  wengert explain homework.txt dL/dw1  the chain rule in symbols and numbers
  wengert step homework.txt            forward, then backward, node by node

'wengert COMMAND --help' tells more; the language of derivations is told by
'wengert check --help'. Colours are for terminals only; NO_COLOR switches them
off.)";

#define WENGERT_TEXT(number) WENGERT_TEXT_OF(number)
#define WENGERT_TEXT_OF(number) #number
constexpr const char* version = "wengert " WENGERT_TEXT(WENGERT_VERSION_MAJOR) "." WENGERT_TEXT(
    WENGERT_VERSION_MINOR) "." WENGERT_TEXT(WENGERT_VERSION_PATCH);

std::vector<std::string> names_of_commands(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

[[noreturn]] void fail_without_command(const CLI::App& program, const std::string& came) {
  const std::vector<std::string> names = names_of_commands(program);
  std::string list;
  for (const std::string& name : names) {
    list += (list.empty() ? "" : name == names.back() ? " or " : ", ") + name;
  }
  throw wengert::Error("a command was wanted, " + list + "; " + came +
                       " came ('wengert --help' tells what they do)");
}

// CLI11 would only say that an argument was not expected.
void require_known_command(const CLI::App& program, const std::vector<std::string>& arguments) {
  if (arguments.empty()) fail_without_command(program, "none");
  const std::vector<std::string> names = names_of_commands(program);
  const bool is_command = std::count(names.begin(), names.end(), arguments[0]) > 0;
  if (!is_command && !arguments[0].starts_with('-')) {
    fail_without_command(program, "'" + arguments[0] + "'");
  }
}

// `wengert help check` is how some ask for `wengert check --help`.
std::vector<std::string> with_help_as_option(std::vector<std::string> arguments) {
  if (arguments.empty() || arguments[0] != "help") return arguments;
  arguments.erase(arguments.begin());
  arguments.emplace_back("--help");
  return arguments;
}

int run(std::vector<std::string> arguments) {
  int status = 0;
  CLI::App program(description, "wengert");
  program.formatter(std::make_shared<wengert::tools::HelpFormatter>());
  program.failure_message(wengert::tools::complaint);
  program.set_help_flag("-h,--help", "Print this help and exit");
  program.set_version_flag("--version", version, "Print the version and exit");
  program.footer(footer);
  program.require_subcommand(0, 1);
  wengert::tools::add_check(program, status);
  wengert::tools::add_explain(program, status);
  wengert::tools::add_why(program, status);
  wengert::tools::add_graph(program, status);
  wengert::tools::add_step(program, status);
  for (CLI::App* command : program.get_subcommands({})) command->group("Commands");

  arguments = with_help_as_option(std::move(arguments));
  require_known_command(program, arguments);
  std::reverse(arguments.begin(), arguments.end());  // the order that CLI11 takes them in
  try {
    program.parse(arguments);
  } catch (const CLI::ParseError& e) {
    return program.exit(e) == 0 ? 0 : unreadable;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + std::min(argc, 1), argv + argc});
  } catch (const wengert::DerivationError& e) {
    std::cerr << e.what() << '\n';  // begins with file:line:column, as compilers' messages do
  } catch (const std::exception& e) {
    std::cerr << "wengert: " << e.what() << '\n';
  }
  return unreadable;
}
