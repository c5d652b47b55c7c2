// SPDX-License-Identifier: MIT
#include <CLI/CLI.hpp>
#include <autodiff/error.hpp>
#include <autodiff/explain/graph.hpp>
#include <memory>
#include <string>

#include "commands.hpp"
#include "files.hpp"
#include "output.hpp"

namespace wengert::tools {

namespace {

constexpr const char* description =
    R"(Draw the graph with values and adjoints

Nodes show a name, its formula, its value and, behind the partial sign, the
derivative of the output by it. Edges show local derivatives, the thicker the
more they contribute. A neuron stands in a frame with its parameters.)";

constexpr const char* examples =
    R"(Exit codes:
  0  the drawing is written
  2  the input could not be read, or the drawing not be written

Examples:
  wengert graph homework.txt -o net.svg
  wengert graph homework.txt --of h1 --operations -o neuron.svg
  wengert graph homework.txt -o net.dot && dot -Tpdf net.dot -o net.pdf)";

struct GraphRequest {
  OutputOptions output;
  std::string to;
  bool operations = false;
};

void require_ending(const std::string& file) {
  if (file.ends_with(".svg") || file.ends_with(".dot")) return;
  throw Error("an output that ends with .dot or .svg was wanted, '" + file + "' came");
}

int run(const GraphRequest& request) {
  require_ending(request.to);
  const Derivation derivation = read_file(request.output.file);
  const RecordedDerivation recorded = recorded_at(derivation, request.output.point);
  const Var y = recorded[output_name(derivation, recorded, request.output.of)];
  DrawingOptions options;
  if (request.operations) options.detail = GraphDetail::operations;
  const auto draw = request.to.ends_with(".svg") ? graph_svg : graph_dot;
  save(request.to, draw(recorded.tape(), y, options));
  return 0;
}

}  // namespace

void add_graph(CLI::App& program, int& status) {
  const auto request = std::make_shared<GraphRequest>();
  CLI::App* const command = program.add_subcommand("graph", description);
  command->footer(examples);
  add_output_options(*command, request->output);
  command
      ->add_option("-o,--output", request->to, "A .dot file, or an .svg file laid out by Graphviz")
      ->required()
      ->option_text("FILE");
  command->add_flag("--operations", request->operations, "Every operation, not only names");
  command->callback([request, &status] { status = run(*request); });
}

}  // namespace wengert::tools
