// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <autodiff/custom.hpp>
#include <autodiff/error.hpp>
#include <autodiff/explain/explain.hpp>
#include <autodiff/nary.hpp>

#include "../support/approved.hpp"
#include "../support/random_graph.hpp"
#include "../support/says.hpp"
#include "../support/within_ulps.hpp"
#include "tutorial_tape.hpp"

namespace wengert::test {
namespace {

std::string formula_of(const Explanation& e, std::size_t factor = 0) {
  BOOST_REQUIRE(e.factors.at(factor).formula.has_value());
  return e.sheet->text(*e.factors[factor].formula);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explanations)

BOOST_AUTO_TEST_CASE(a_local_derivative_needs_no_chain) {
  const PrintOptions plain{.unicode = false};
  Tape tape;
  const Var a = tape.variable(3.0, "a");
  const Var y = 2.0 * a;
  tape.name(y, "y");
  BOOST_TEST(to_text(explain(tape, y, a), plain) == "  y = 2*a = 6\n\n  dy/da = 2\n");
  BOOST_TEST(to_text(explain(tape, a, a), plain) == "da/da = 1\n");
  BOOST_TEST(to_latex(explain(tape, y, a)).find("\\\\") == std::string::npos);
  BOOST_TEST(to_markdown(explain(tape, y, a)).find("```") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_tutorials_derivation_is_printed) {
  const TutorialTape t;
  BOOST_TEST(
      is_approved("explain/approved/tutorial_w1.txt", to_text(explain(t.tape, t.loss, t.w[0]))));
  BOOST_TEST(
      is_approved("explain/approved/tutorial_w1.md", to_markdown(explain(t.tape, t.loss, t.w[0]))));
  BOOST_TEST(
      is_approved("explain/approved/tutorial_w1.tex", to_latex(explain(t.tape, t.loss, t.w[0]))));
}

BOOST_AUTO_TEST_CASE(a_sum_over_two_paths_is_printed) {
  const TutorialTape t;
  BOOST_TEST(
      is_approved("explain/approved/tutorial_x1.txt", to_text(explain(t.tape, t.loss, t.x1))));
  BOOST_TEST(
      is_approved("explain/approved/tutorial_x1.md", to_markdown(explain(t.tape, t.loss, t.x1))));
  BOOST_TEST(
      is_approved("explain/approved/tutorial_x1.tex", to_latex(explain(t.tape, t.loss, t.x1))));
}

BOOST_AUTO_TEST_CASE(ascii_output_has_no_other_character) {
  const TutorialTape t;
  for (const char c : to_text(explain(t.tape, t.loss, t.x1), {.unicode = false})) {
    BOOST_TEST(static_cast<unsigned char>(c) < 0x80);
  }
}

BOOST_AUTO_TEST_CASE(the_tutorials_factors_have_their_true_values) {
  const TutorialTape t;
  const Explanation e = explain(t.tape, t.loss, t.w[0]);
  BOOST_REQUIRE(e.factors.size() == 3);
  BOOST_TEST(within_ulps(e.factors[0].value, -0.95260965183200059718, 4));
  BOOST_TEST(within_ulps(e.factors[1].value, 0.24943853872512894891, 8));
  BOOST_TEST(within_ulps(e.factors[2].value, -0.090353319461824265299, 8));
  BOOST_TEST(within_ulps(e.paths[0].product, 0.021469535265811107286, 16));
}

BOOST_AUTO_TEST_CASE(several_unnamed_ways_between_two_names_are_one_factor) {
  Tape tape;
  const Var x = tape.variable(3.0, "x");
  const Var y = x * sin(x) + square(x);
  tape.name(y, "y");
  const Explanation e = explain(tape, y, x);
  BOOST_TEST(e.path_count == 1.0);
  BOOST_TEST(e.paths[0].product == tape.gradient(y)[x]);
  BOOST_TEST(formula_of(e) == "sin(x) + x*cos(x) + 2*x");
}

BOOST_AUTO_TEST_CASE(local_derivatives_are_in_textbook_notation) {
  Tape tape;
  const Var a = tape.variable(0.5, "a");
  const Var b = tape.variable(2.0, "b");
  struct Row {
    Var y;
    std::string by_a;
  };
  const std::vector<Row> rows{{a + b, "1"},
                              {a - b, "1"},
                              {b - a, "-1"},
                              {a * b, "b"},
                              {a / b, "1/b"},
                              {b / a, "-b/a^2"},
                              {-a, "-1"},
                              {reciprocal(a), "-(1/a)^2"},
                              {exp(a), "exp(a)"},
                              {exp2(a), "exp2(a)*log(2)"},
                              {log(a), "1/a"},
                              {log10(a), "1/(a*log(10))"},
                              {sqrt(a), "1/(2*sqrt(a))"},
                              {pow(a, b), "b*a^(b - 1)"},
                              {pow(a, 3.0), "3*a^2"},
                              {pow(b, a), "b^a*log(b)"},
                              {tanh(a), "tanh'(a)"},
                              {cos(a), "-sin(a)"},
                              {tan(a), "1 + tan(a)^2"},
                              {asin(a), "1/sqrt(1 - a^2)"},
                              {erf(a), "2/sqrt(pi)*exp(-a^2)"},
                              {abs(a), "sign(a)"},
                              {max(a, b), "select(b < a, 1, 0)"},
                              {hypot(a, b), "a/hypot(a, b)"},
                              {sigmoid(2.0 * a), "2*sigmoid'(2*a)"},
                              {relu(a * b), "b*relu'(a*b)"},
                              {sum({a, b, a}), "2"},
                              {dot(std::vector<Var>{a, b}, std::vector<Var>{b, b}, a), "b + 1"},
                              {logsumexp({a, b}), "exp(a - logsumexp(a, b))"},
                              {fma(a, b, a), "b + 1"}};
  for (const Row& row : rows) {
    BOOST_TEST(formula_of(explain(tape, row.y, a)) == row.by_a);
  }
}

BOOST_AUTO_TEST_CASE(a_written_derivative_has_the_value_of_its_factor) {
  Tape tape;
  const Var a = tape.variable(0.5, "a");
  const Var b = tape.variable(2.0, "b");
  const std::vector<Var> values{a / b,          b / a,       reciprocal(a), exp(a),    log1p(a),
                                sqrt(a),        cbrt(a),     sin(a),        pow(a, b), hypot(a, b),
                                atan(a),        atan2(a, b), sinh(a),       tan(a),    asinh(a),
                                acosh(1.0 + a), atanh(a)};
  for (const Var& y : values) {
    const Explanation e = explain(tape, y, a);
    const auto value = e.factors.at(0).formula->value();
    if (value) BOOST_TEST(std::fabs(*value - e.factors[0].value) <= 1e-14 * std::fabs(*value));
  }
}

BOOST_AUTO_TEST_CASE(custom_operations_selections_and_branches_are_explained) {
  Tape tape;
  const Var x = tape.variable(2.0, "x");
  const Var z = tape.variable(3.0, "z");
  const Custom cube = custom(
      "cube", [](auto t) { return t * t * t; }, [](auto t, auto) { return 3 * t * t; });
  const Explanation own = explain(tape, 2.0 * cube(x), x);
  BOOST_TEST(formula_of(own) == "2*cube'(x)");
  BOOST_TEST(own.paths.at(0).product == 24.0);
  const Explanation chosen = explain(tape, select(x < z, x * z, z), x);
  BOOST_TEST(formula_of(chosen) == "z*select(x < z, 1, 0)");
  BOOST_TEST(chosen.paths.at(0).product == 3.0);
  const Var branched = x < z ? x * x : z;
  BOOST_TEST(explain(tape, branched, x).paths.at(0).product == 4.0);
}

BOOST_AUTO_TEST_CASE(names_of_any_language_keep_their_columns) {
  Tape tape;
  const Var x = tape.variable(2.0, "\u00e4\u4e2d");
  const Var y = exp(x);
  tape.name(y, "y");
  const std::string text = to_text(explain(tape, y, x));
  BOOST_TEST(text.find("\u2202y/\u2202\u00e4\u4e2d = exp(\u00e4\u4e2d)\n         = exp(2)") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(no_path_is_an_answer) {
  Tape tape;
  const Var x = tape.variable(1.0, "x");
  const Var y = exp(tape.variable(2.0, "z"));
  tape.name(y, "y");
  const Explanation e = explain(tape, y, x);
  BOOST_TEST(e.paths.empty());
  BOOST_TEST(to_text(e, {.unicode = false}) == "dy/dx = 0: y does not depend on x.\n");
  BOOST_TEST(explain(tape, x, x).paths.at(0).product == 1.0);
}

BOOST_AUTO_TEST_CASE(two_to_the_sixty_paths_are_counted_and_the_largest_found) {
  Tape tape;
  const Var x = tape.variable(1.0, "x");
  Var y = x;
  for (int i = 0; i < 60; ++i) {
    const Var left = 2.0 * y;
    const Var right = 0.5 * y;
    tape.name(left, "l" + std::to_string(i));
    tape.name(right, "r" + std::to_string(i));
    y = left + right;
    tape.name(y, "y" + std::to_string(i));
  }
  const Explanation e = explain(tape, y, x, {.paths = 3});
  BOOST_TEST(e.path_count == 0x1p60);
  BOOST_REQUIRE(e.paths.size() == 3);
  BOOST_TEST(e.paths[0].product == 0x1p60);
  BOOST_TEST(e.paths[1].product == 0x1p58);
  BOOST_TEST(e.paths[2].product == 0x1p58);
  BOOST_TEST(within_ulps(e.sum, std::pow(2.5, 60), 64));
  BOOST_TEST(to_text(e).find("the 3 largest of 1.153e+18 paths") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(more_paths_than_asked_for_are_told_with_their_share) {
  Tape tape;
  const Var x = tape.variable(1.0, "x");
  std::vector<Var> parts;
  for (int i = 0; i < 8; ++i) {
    parts.push_back(std::ldexp(i % 2 == 0 ? 1.0 : -1.0, -i) * x);
    tape.name(parts.back(), "p" + std::to_string(i));
  }
  const Var y = sum(parts);
  tape.name(y, "y");
  BOOST_TEST(is_approved("explain/approved/share.txt", to_text(explain(tape, y, x, {.paths = 2}))));
}

BOOST_AUTO_TEST_CASE(a_chain_of_ten_million_rows_between_two_names) {
  Tape tape;
  const Var x = tape.variable(0.75, "x");
  Var y = x;
  for (int i = 0; i < 10'000'000; ++i) y = sin(y);
  tape.name(y, "y");
  const Explanation e = explain(tape, y, x);
  BOOST_TEST(e.paths.size() == 1);
  BOOST_TEST(e.paths[0].product == tape.gradient(y)[x]);
  BOOST_TEST(!e.factors[0].formula.has_value());
}

BOOST_AUTO_TEST_CASE(the_sum_over_all_paths_is_the_adjoint_of_random_graphs) {
  for (std::size_t k = 0; k < 1000; ++k) {
    const Graph graph = random_graph(graph_seed(k), {});
    RecordedGraph recorded = record(graph);
    const detail::Recording& rows = recording_of(recorded.tape);
    // Every third row gets a name.
    for (detail::Index i = 0; i < rows.size(); ++i) {
      if ((i + k) % 3 != 0) continue;
      const detail::NodeId id = detail::NodeId{rows.row(i).stamp} << 32 | i;
      detail::Recording* const owner = operand_of(recorded.output).recording;
      recorded.tape.name(Var(detail::Node{owner, id}, rows.row(i).value), "n" + std::to_string(i));
    }
    if (operand_of(recorded.output).active() == 0) continue;
    const Gradient gradient = recorded.tape.gradient(recorded.output);
    for (const Var& x : recorded.inputs) {
      const Explanation e = explain(recorded.tape, recorded.output, x, {.paths = 100000});
      double told = 0.0;
      for (const Path& path : e.paths) told += path.product;
      const double bound = 1e-13 * e.absolute_sum;
      BOOST_TEST_CONTEXT("seed " << graph.seed) {
        BOOST_TEST(e.derivative == gradient[x]);
        BOOST_TEST(std::fabs(e.sum - gradient[x]) <= bound);
        if (e.path_count <= 100000) BOOST_TEST(std::fabs(told - gradient[x]) <= bound);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_explained_is_refused_with_a_sentence) {
  Tape tape;
  const Var x = tape.variable(1.0, "x");
  const Var c = tape.constant(2.0, "c");
  const Var y = x * c;
  Tape other;
  const Var far = other.variable(1.0, "far");
  BOOST_CHECK_EXCEPTION(explain(tape, y, c), Error, says("explain", "'c'", "no variable"));
  BOOST_CHECK_EXCEPTION(explain(tape, y, 3.0), Error, says("explain", "constant 3"));
  BOOST_CHECK_EXCEPTION(explain(tape, y, far), Error, says("'far'", "another tape"));
  const Mark mark = tape.mark();
  const Var late = exp(x);
  tape.name(late, "late");
  tape.rewind(mark);
  BOOST_CHECK_EXCEPTION(explain(tape, late, x), Error, says("'late'", "stale"));
}

BOOST_AUTO_TEST_CASE(latex_escapes_names_and_balances_its_braces) {
  Tape tape;
  const Var x = tape.variable(1.0, "a_b%{\\&#$^~}");
  const Var y = exp(x / (1.0 + square(x)));
  tape.name(y, "y_1");
  const std::string latex = to_latex(explain(tape, y, x));
  int depth = 0;
  for (std::size_t i = 0; i < latex.size(); ++i) {
    const bool is_escaped = i > 0 && latex[i - 1] == '\\';
    if (latex[i] == '{' && !is_escaped) ++depth;
    if (latex[i] == '}' && !is_escaped) --depth;
    BOOST_REQUIRE(depth >= 0);
  }
  BOOST_TEST(depth == 0);
  for (const char* escape : {"\\%", "\\{", "\\}", "\\#", "\\$", "\\&", "\\backslash{}"}) {
    BOOST_TEST(latex.find(escape) != std::string::npos, escape);
  }
}

BOOST_AUTO_TEST_CASE(latex_compiles_where_there_is_a_compiler) {
  if (std::system("command -v pdflatex >/dev/null 2>&1") != 0) {
    BOOST_TEST_MESSAGE("no pdflatex here");
    return;
  }
  const auto directory = std::filesystem::temp_directory_path() / "wengert_latex_test";
  std::filesystem::create_directories(directory);
  const TutorialTape t;
  std::ofstream(directory / "e.tex")
      << "\\documentclass{article}\\usepackage{amsmath}\n"
      << "\\begin{document}\n"
      << to_latex(explain(t.tape, t.loss, t.x1)) << "\\end{document}\n";
  const std::string command =
      "cd '" + directory.string() +
      "' && pdflatex -interaction=nonstopmode -halt-on-error e.tex >/dev/null";
  BOOST_TEST(std::system(command.c_str()) == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
