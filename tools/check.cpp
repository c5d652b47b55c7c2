// SPDX-License-Identifier: MIT
#include <CLI/CLI.hpp>
#include <autodiff/check/derivation_check.hpp>
#include <autodiff/check/derivation_print.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "commands.hpp"
#include "files.hpp"
#include "terminal.hpp"

namespace wengert::tools {

namespace {

constexpr const char* description =
    R"(Say which claims are wrong, and in which factor

FILE holds a derivation: what is computed, and what somebody claims about its
derivatives. Every claim is tried at the file's own numbers and at random
points, with what it builds on taken as right. For one that is wrong, the
report names the factor, its true value, and the repairs that make it right.)";

constexpr const char* language =
    R"(The language, a statement a line, comments behind #:
  w1 = 1                      a number; w1 = ? is an input without one
  x = [-2, -1]                a list: its elements are x[0] and x[1]
  h1 = sigmoid(w1*x[0] + b1)  a definition; + - * / ^ ** and the functions of
                              <cmath>, sigmoid relu gelu silu softplus square
                              max min sum mean dot logsumexp; e and pi
  f(t) = 1/(1 + exp(-t))      a function of one's own
  f'(t) = f(t)*(1 - f(t))     a claim about it; also deriv_f(t) = ...
  dL/dw1 = -2*(1 - h1)*dh1/dw1
                              a claim, which may use earlier ones; also
                              d_L_d_w1 = ..., or with the partial sign
  w1 -= rate*dL/dw1           an update, which claims that dL/dw1 stands there
  h1 ~ 0.0474                 a number that somebody printed: right if it agrees
                              to its digits; also behind a definition or claim
Python pastes in as it stands in tutorials: functions, classes and loops, self.
and np., comments. Names match without regard to underscores and case where
that is unambiguous, so d_L_d_ypred is dL/dy_pred.

Exit codes:
  0  all claims are right
  1  some are not, or could not be decided
  2  the file or the command line could not be read, or the file claims nothing

Examples:
  wengert check homework.txt
  wengert check --format markdown homework.txt > report.md
  wengert check homework.txt --against solution.txt
  for f in hand-ins/*.py; do wengert check "$f" > "$f.report" || echo "$f"; done)";

struct CheckOptions {
  std::string file, against;
  std::string format = "text";
};

template <class Report>
int print(const Report& report, const std::string& format) {
  std::cout << (format == "json"       ? to_json(report)
                : format == "markdown" ? to_markdown(report)
                                       : to_text(report, {.color = shows_colours()}));
  return report.exit_code();
}

int run(const CheckOptions& options) {
  const Derivation derivation = read_file(options.file);
  if (options.against.empty()) return print(wengert::check(derivation), options.format);
  return print(compare(derivation, read_file(options.against)), options.format);
}

}  // namespace

void add_check(CLI::App& program, int& status) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* const command = program.add_subcommand("check", description);
  command->footer(language);
  command->add_option("FILE", options->file, "The derivation")->required()->option_text(" ");
  command
      ->add_option("--against", options->against,
                   "Compare with this derivation instead: the first\n"
                   "line is named where their definitions part")
      ->option_text("FILE");
  command->add_option("--format", options->format, "text, markdown or json")
      ->option_text("FORMAT")
      ->check(CLI::IsMember({"text", "markdown", "json"}));
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace wengert::tools
