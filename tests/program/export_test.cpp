// SPDX-License-Identifier: MIT
// Exported programs, compiled and run.
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <autodiff/custom.hpp>
#include <autodiff/error.hpp>
#include <autodiff/program/export.hpp>

#include "../support/approved.hpp"
#include "../support/random_graph.hpp"
#include "../support/run.hpp"
#include "../support/says.hpp"
#include "../support/within_ulps.hpp"

namespace wengert::test {
namespace {

constexpr std::size_t wanted_graphs = 200;
constexpr const char* strict = "-std=c99 -Wall -Wextra -Wconversion -Werror";

std::filesystem::path scratch() {
  const std::filesystem::path folder =
      std::filesystem::path(WENGERT_BINARY_DIR) / "tests" / "exported";
  std::filesystem::create_directories(folder);
  return folder;
}

struct Exported {
  std::string source;
  std::string name;
  std::vector<double> inputs;
  std::vector<double> outputs;  // at them
};

template <class Export>
Exported exported(std::size_t number, Export to_source) {
  const Graph graph = random_graph(graph_seed(number), {.most_steps = 20});
  const RecordedGraph recorded = record(graph);
  const Program value(
      recorded.tape,
      {.inputs = recorded.inputs, .parameters = {}, .outputs = {{recorded.output, "y"}}});
  const Program program = value.with_gradient("y", value.inputs());
  const std::vector<double> at(graph.point().begin(), graph.point().end());
  std::string name = "graph" + std::to_string(number);
  return {to_source(program, name), name, at,
          program.evaluate<double>(at, std::span<const double>())};
}

// Graphs with functions that the language lacks are left out.
template <class Export>
std::vector<Exported> exported_graphs(Export to_source) {
  std::vector<Exported> result;
  for (std::size_t i = 0; result.size() < wanted_graphs; ++i) {
    BOOST_REQUIRE(i < 4 * wanted_graphs);
    try {
      result.push_back(exported(i, to_source));
    } catch (const Error& e) {
      BOOST_REQUIRE(contains_in_order(e.what(), {"has no function"}));
    }
  }
  return result;
}

std::string hexadecimal(double x) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%a", x);
  return text.data();
}

std::string c_program(const std::vector<Exported>& graphs) {
  std::string text, calls;
  for (const Exported& g : graphs) {
    text += g.source;
    calls += "  {\n    const double x[] = {";
    for (const double x : g.inputs) calls += hexadecimal(x) + ", ";
    const std::string count = std::to_string(g.outputs.size());
    calls +=
        "0.0};\n    double y[" + count + "];\n    if (" + g.name + "(x, x, y) != 0) return 1;\n";
    calls += "    for (int k = 0; k < " + count + "; ++k) printf(\"%a\\n\", y[k]);\n  }\n";
  }
  return text + "#include <stdio.h>\nint main(void) {\n" + calls + "  return 0;\n}\n";
}

void compare(const std::vector<Exported>& graphs, const std::string& printed, double ulps) {
  std::istringstream lines(printed);
  std::string line;
  for (const Exported& g : graphs) {
    for (const double want : g.outputs) {
      BOOST_REQUIRE(std::getline(lines, line));
      BOOST_REQUIRE_MESSAGE(within_ulps(std::strtod(line.c_str(), nullptr), want, ulps),
                            g.name << ": " << line << " instead of " << hexadecimal(want));
    }
  }
}

// loss = (target - sigmoid(w x + b))^2 with its gradient.
Program neuron() {
  Tape tape;
  const Var x = tape.variable(2.0, "x"), t = tape.variable(1.0, "target");
  const Var w = tape.variable(0.5, "w"), b = tape.variable(-0.25, "b");
  const Var loss = square(t - sigmoid(w * x + b));
  return Program(tape, {.inputs = {x, t}, .parameters = {w, b}, .outputs = {{loss, "loss"}}})
      .with_gradient("loss");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exports)

BOOST_AUTO_TEST_CASE(c_has_the_bits_of_the_program_on_random_graphs) {
  const auto graphs = exported_graphs([](const Program& program, const std::string& name) {
    return to_c(program, {.name = name});
  });
  const std::string base = (scratch() / "graphs").string();
  std::ofstream(base + ".c") << c_program(graphs);
  for (const std::string compiler : {"gcc", "clang"}) {
    if (!has_command(compiler)) continue;
    compare(graphs,
            output_of(compiler + " " + strict + " '" + base + ".c' -o '" + base + "' -lm && '" +
                      base + "'"),
            0);
  }
}

BOOST_AUTO_TEST_CASE(javascript_computes_the_same_on_random_graphs) {
  if (!has_command("node")) return;
  const auto graphs = exported_graphs([](const Program& program, const std::string& name) {
    return to_javascript(program, {.name = name});
  });
  std::string text, calls;
  for (const Exported& g : graphs) {
    text += g.source;
    calls += "for (const y of " + g.name + "([";
    for (const double x : g.inputs) {
      std::array<char, 40> digits{};
      std::snprintf(digits.data(), digits.size(), "%.17g, ", x);
      calls += digits.data();
    }
    calls += "], [])) console.log(y);\n";
  }
  const std::string file = (scratch() / "graphs.mjs").string();
  std::ofstream(file) << text << calls;
  std::istringstream lines(output_of("node '" + file + "'"));
  std::string line;
  // Its Math is another library's: no bound in ulps holds where terms cancel.
  for (const Exported& g : graphs) {
    for (const double want : g.outputs) {
      BOOST_REQUIRE(std::getline(lines, line));
      const double got = std::strtod(line.c_str(), nullptr);
      BOOST_REQUIRE_MESSAGE(std::fabs(got - want) <= 1e-9 * std::fabs(want) + 1e-12 ||
                                (std::isnan(got) && std::isnan(want)),
                            g.name << ": " << line << " instead of " << want);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_self_test_passes_in_both_precisions_and_notices_a_change) {
  struct Case {
    const char* name;
    CNumber number;
  };
  for (const Case c : {Case{"in_double", CNumber::double_precision},
                       Case{"in_float", CNumber::single_precision}}) {
    const std::string base = (scratch() / c.name).string();
    const std::string text = to_c(neuron(), {.name = c.name, .number = c.number});
    std::string changed = text;
    const std::size_t at = changed.find("  y[1] = ");
    BOOST_REQUIRE(at != std::string::npos);
    changed.replace(at, 9, "  y[1] = -");
    const auto test = [&](const std::string& source) {
      std::ofstream(base + ".c") << source;
      const std::string macro = c.number == CNumber::double_precision ? "IN_DOUBLE" : "IN_FLOAT";
      return std::system(("gcc " + std::string(strict) + " -D" + macro + "_TEST '" + base +
                          ".c' -o '" + base + "' -lm && '" + base + "' >/dev/null")
                             .c_str());
    };
    BOOST_TEST(test(text) == 0);
    BOOST_TEST(test(changed) != 0);
  }
}

BOOST_AUTO_TEST_CASE(exports_are_readable) {
  BOOST_TEST(is_approved("program/approved/neuron.c", to_c(neuron(), {.name = "neuron"})));
  BOOST_TEST(is_approved("program/approved/neuron_float.c",
                         to_c(neuron(), {.name = "neuron", .number = CNumber::single_precision})));
  BOOST_TEST(
      is_approved("program/approved/neuron.js", to_javascript(neuron(), {.name = "neuron"})));
}

BOOST_AUTO_TEST_CASE(a_branch_otherwise_is_told_by_the_result) {
  Tape tape;
  const Var x = tape.variable(1.0, "x");
  const Var y = x > 0.5 ? x * x : -x;
  const Program program(tape, {.inputs = {x}, .parameters = {}, .outputs = {{y, "y"}}});
  const std::string base = (scratch() / "branch").string();
  std::ofstream(base + ".c") << to_c(program, {.name = "branch"})
                             << "#include <stdio.h>\nint main(void) {\n"
                                "  const double in[2] = {2.0, 0.25}; double y[1];\n"
                                "  printf(\"%d\", branch(in, in, y));\n"
                                "  printf(\" %d\\n\", branch(in + 1, in, y));\n  return 0;\n}\n";
  BOOST_TEST(output_of("gcc " + std::string(strict) + " '" + base + ".c' -o '" + base +
                       "' -lm && '" + base + "'") == "0 1\n");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_said_is_named) {
  BOOST_CHECK_EXCEPTION(to_c(neuron(), {.name = "2nd"}), Error, says("identifier", "'2nd'"));
  BOOST_CHECK_EXCEPTION(to_javascript(neuron(), {.name = ""}), Error, says("identifier", "''"));
  const Custom cube = custom(
      "cube", [](double x) { return x * x * x; }, [](double x, double) { return 3.0 * x * x; });
  Tape tape;
  const Var x = tape.variable(2.0, "x*/");
  const auto program = [&](const Var& y) {
    return Program(tape, {.inputs = {x}, .parameters = {}, .outputs = {{y, "y"}}});
  };
  BOOST_CHECK_EXCEPTION(to_c(program(cube(x))), Error, says("cube"));
  BOOST_CHECK_EXCEPTION(to_c(program(digamma(x))), Error, says("C", "digamma"));
  BOOST_CHECK_EXCEPTION(to_javascript(program(erf(x))), Error, says("JavaScript", "erf"));
  BOOST_TEST(to_c(program(x * x)).find("x*/") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
