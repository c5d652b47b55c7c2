// SPDX-License-Identifier: MIT
#include <CLI/CLI.hpp>
#include <autodiff/explain/explain.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "commands.hpp"
#include "derivative.hpp"

namespace wengert::tools {

namespace {

constexpr const char* description =
    R"(Tell the chain rule along every path

In symbols and in numbers, the derivative is written as the product of the local
derivatives from name to name, and as the sum of these products where there are
several paths. It is computed from the definitions alone: no claim of FILE is
trusted, and the derivative need not be claimed in it.)";

constexpr const char* examples =
    R"(Exit codes:
  0  the derivative is explained
  2  the file or the command line could not be read, or a name is unknown

Examples:
  wengert explain homework.txt dL/dw1
  wengert explain homework.txt dL/dw1 --at w1=0.5,b1=-1
  wengert explain network.py d_L_d_w1 --others 1
  wengert explain --format latex homework.txt dL/dw1 > step.tex)";

struct ExplainRequest {
  DerivativeOptions derivative;
  std::string format = "text";
  std::size_t paths = ExplainOptions{}.paths;
};

int run(const ExplainRequest& request) {
  const RecordedDerivative asked = recorded_derivative(request.derivative);
  const Explanation e =
      wengert::explain(asked.recorded.tape(), asked.y, asked.x, {.paths = request.paths});
  std::cout << (request.format == "latex"      ? to_latex(e)
                : request.format == "markdown" ? to_markdown(e)
                                               : to_text(e));
  return 0;
}

}  // namespace

void add_explain(CLI::App& program, int& status) {
  const auto request = std::make_shared<ExplainRequest>();
  CLI::App* const command = program.add_subcommand("explain", description);
  command->footer(examples);
  add_derivative_options(*command, request->derivative);
  command->add_option("--format", request->format, "text, markdown or latex (which wants amsmath)")
      ->option_text("FORMAT")
      ->check(CLI::IsMember({"text", "markdown", "latex"}));
  command->add_option("--paths", request->paths, "Tell at most so many, the largest; else 5")
      ->option_text("NUMBER")
      ->check(CLI::PositiveNumber);
  command->callback([request, &status] { status = run(*request); });
}

}  // namespace wengert::tools
