// SPDX-License-Identifier: MIT
// The command-line program `wengert`: a thin face of the library.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <autodiff/check/derivation_check.hpp>
#include <autodiff/check/derivation_print.hpp>
#include <autodiff/derivation/read.hpp>
#include <autodiff/derivation/recorded.hpp>
#include <autodiff/error.hpp>
#include <autodiff/explain/explain.hpp>
#include <autodiff/explain/graph.hpp>
#include <autodiff/explain/why.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

namespace {

using wengert::Error;

constexpr int unreadable = 2;

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf())) throw Error("wengert: the file '" + file + "' cannot be read");
  return text.str();
}

wengert::Derivation read(const std::string& file) {
  return wengert::read_derivation(text_of(file), file);
}

// What is asked of a file, as the command line gives it.
struct Request {
  std::string file, against, derivative, output;
  std::string format = "text";
  bool operations = false;
};

// A recording at the file's own numbers, and the two names of "dL/dw1".
struct Asked {
  explicit Asked(const Request& request) : recorded(read(request.file)) {
    const std::string& text = request.derivative;
    const std::size_t slash = text.find("/d");
    if (text.size() < 5 || text[0] != 'd' || slash == std::string::npos) {
      throw Error("wengert: a derivative such as dL/dw1 was wanted, '" + text + "' came");
    }
    of = text.substr(1, slash - 1);
    by = text.substr(slash + 2);
  }

  wengert::Var y() const { return recorded[of]; }
  wengert::Var x() const { return recorded[by]; }

  wengert::RecordedDerivation recorded;
  std::string of, by;
};

template <class Report>
int print(const Report& report, const std::string& format) {
  const wengert::ReportStyle style{.color = isatty(STDOUT_FILENO) != 0};
  std::cout << (format == "json"       ? wengert::to_json(report)
                : format == "markdown" ? wengert::to_markdown(report)
                                       : wengert::to_text(report, style));
  return report.exit_code();
}

int check(const Request& request) {
  const wengert::Derivation derivation = read(request.file);
  if (!request.against.empty()) {
    return print(wengert::compare(derivation, read(request.against)), request.format);
  }
  return print(wengert::check(derivation), request.format);
}

int explain(const Request& request) {
  const Asked asked(request);
  const auto e = wengert::explain(asked.recorded.tape(), asked.y(), asked.x());
  std::cout << (request.format == "latex"      ? wengert::to_latex(e)
                : request.format == "markdown" ? wengert::to_markdown(e)
                                               : wengert::to_text(e));
  return 0;
}

int why(const Request& request) {
  const Asked asked(request);
  const auto answer = wengert::why(asked.recorded.tape(), asked.y(), asked.x());
  std::cout << answer.text << '\n';
  return 0;
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// Beside the file and then renamed, so that an interrupted drawing loses no earlier one.
void save(const std::string& file, const std::string& text) {
  const std::string beside = file + ".part";
  std::ofstream out(beside, std::ios::binary);
  out << text;
  out.close();
  if (!out || std::rename(beside.c_str(), file.c_str()) != 0) {
    std::remove(beside.c_str());
    throw Error("wengert: the file '" + file + "' cannot be written");
  }
}

int graph(const Request& request) {
  const wengert::RecordedDerivation recorded(read(request.file));
  wengert::DrawingOptions options;
  if (request.operations) options.detail = wengert::GraphDetail::operations;
  const wengert::Var y =
      recorded[request.derivative.empty() ? recorded.names().back() : request.derivative];
  if (ends_with(request.output, ".svg")) {
    save(request.output, wengert::graph_svg(recorded.tape(), y, options));
  } else if (ends_with(request.output, ".dot")) {
    save(request.output, wengert::graph_dot(recorded.tape(), y, options));
  } else {
    throw Error("wengert: an output that ends with .dot or .svg was wanted, '" + request.output +
                "' came");
  }
  return 0;
}

CLI::App* add(CLI::App& app, Request& request, const std::string& name, const std::string& help,
              const std::string& examples) {
  CLI::App* const command = app.add_subcommand(name, help);
  command->add_option("file", request.file, "The derivation")->required();
  command->footer(examples);
  return command;
}

int run(int argc, char** argv) {
  CLI::App app("Checks and explains derivatives that somebody worked out by hand.", "wengert");
  app.require_subcommand(1);
  app.footer(
      "Exit code: 0 all agree, 1 some do not, 2 the input could not be read or claims nothing.");
  Request request;

  auto* const checks = add(app, request, "check",
                           "Say which claims are right, and which factor of which line is wrong",
                           "Examples:\n  wengert check homework.txt\n"
                           "  wengert check --format markdown homework.txt > report.md\n"
                           "  wengert check homework.txt --against solution.txt");
  checks->add_option("--against", request.against, "Compare the definitions with this file's");
  checks->add_option("--format", request.format, "text, markdown or json")
      ->check(CLI::IsMember({"text", "markdown", "json"}));

  auto* const explains = add(app, request, "explain", "Tell the chain rule along every path",
                             "Example:\n  wengert explain homework.txt dL/dw1");
  explains->add_option("derivative", request.derivative, "Such as dL/dw1")->required();
  explains->add_option("--format", request.format, "text, markdown or latex")
      ->check(CLI::IsMember({"text", "markdown", "latex"}));

  auto* const whys = add(app, request, "why", "Say why a derivative is zero, tiny, huge or NaN",
                         "Example:\n  wengert why homework.txt dL/dw1");
  whys->add_option("derivative", request.derivative, "Such as dL/dw1")->required();

  auto* const graphs = add(app, request, "graph", "Draw the graph with values and adjoints",
                           "Example:\n  wengert graph homework.txt -o net.svg");
  graphs->add_option("-o,--output", request.output, "A .dot or .svg file")->required();
  graphs->add_option("--of", request.derivative, "What is differentiated; else the last name");
  graphs->add_flag("--operations", request.operations, "Every operation, not only names");

  // CLI11 would only say that a subcommand is required.
  const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
  const bool is_known = argc < 2 || argv[1][0] == '-' ||
                        std::any_of(commands.begin(), commands.end(),
                                    [&](const CLI::App* c) { return c->check_name(argv[1]); });
  if (!is_known) {
    throw Error("wengert: check, explain, why or graph was wanted, '" + std::string(argv[1]) +
                "' came");
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : unreadable;
  }
  if (checks->parsed()) return check(request);
  if (explains->parsed()) return explain(request);
  if (whys->parsed()) return why(request);
  return graph(request);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return unreadable;
  }
}
