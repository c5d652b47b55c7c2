// SPDX-License-Identifier: MIT
#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <autodiff/error.hpp>
#include <autodiff/replay.hpp>
#include <autodiff/source.hpp>

#include "../support/approved.hpp"
#include "../support/run.hpp"
#include "../support/says.hpp"

namespace wengert::test {
namespace {

// Every operation of the table on its own, for the names a, b, c.
std::string whole_table(Style style) {
  std::string text;
  for_each_row([&](auto type) {
    using R = typename decltype(type)::type;
    Sheet sheet(style);
    const Source a = sheet.name("a");
    const Source b = sheet.name("b");
    const Source c = sheet.name("c");
    using Apply = detail::Apply<Source>;
    text += std::string(R::facts.name) + ":\n";
    try {
      if constexpr (R::facts.arity == 1) {
        text += sheet.program({Apply::run<R>(a)}, {"y"});
      } else if constexpr (R::facts.arity == 2) {
        text += sheet.program({Apply::run<R>(a, b)}, {"y"});
      } else if constexpr (R::facts.arity == 3) {
        const Source first = operation_of<R> == Operation::Select ? Number<Source>::less(a, b) : a;
        text += sheet.program({Apply::run<R>(first, b, c)}, {"y"});
      } else {
        text += sheet.program({Apply::run_nary<R>(std::array{a, b, c})}, {"y"});
      }
    } catch (const Error& e) {
      text += std::string(e.what()) + "\n";
    }
  });
  return text;
}

// The slope of gelu and the value of silu and softplus at 0.7, as statements.
std::string activations(Style style) {
  Sheet sheet(style);
  const Source x = sheet.name("x");
  const Source y = operations::Tanh::value(x);
  return sheet.program({operations::Silu::value(x), softplus(x), operations::Tanh::da(x, y)},
                       {"u", "v", "w"});
}

void are_the_activations(const std::string& printed) {
  double u = 0;
  double v = 0;
  double w = 0;
  BOOST_REQUIRE(std::sscanf(printed.c_str(), "%lf %lf %lf", &u, &v, &w) == 3);
  BOOST_TEST(std::fabs(u - operations::Silu::value(0.7)) < 1e-15);
  BOOST_TEST(std::fabs(v - softplus(0.7)) < 1e-15);
  BOOST_TEST(std::fabs(w - operations::Tanh::da(0.7, std::tanh(0.7))) < 1e-15);
}

std::filesystem::path scratch() {
  const auto directory = std::filesystem::temp_directory_path() / "wengert_source_test";
  std::filesystem::create_directories(directory);
  return directory;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(source)

BOOST_AUTO_TEST_CASE(every_operation_has_its_text_in_every_style) {
  BOOST_TEST(is_approved("autodiff/approved/table_text.txt", whole_table(Style::text)));
  BOOST_TEST(is_approved("autodiff/approved/table_unicode.txt", whole_table(Style::unicode)));
  BOOST_TEST(is_approved("autodiff/approved/table_latex.txt", whole_table(Style::latex)));
  BOOST_TEST(is_approved("autodiff/approved/table_c.txt", whole_table(Style::c)));
  BOOST_TEST(is_approved("autodiff/approved/table_javascript.txt", whole_table(Style::javascript)));
}

BOOST_AUTO_TEST_CASE(parentheses_stand_where_they_are_needed_and_nowhere_else) {
  Sheet sheet(Style::text);
  const Source a = sheet.name("a");
  const Source b = sheet.name("b");
  const Source c = sheet.name("c");
  const std::vector<std::pair<Source, std::string>> rows{{(a + b) * c, "(a + b)*c"},
                                                         {a + b * c, "a + b*c"},
                                                         {a - (b - c), "a - (b - c)"},
                                                         {a - b - c, "a - b - c"},
                                                         {a + (b - c), "a + b - c"},
                                                         {a / (b * c), "a/(b*c)"},
                                                         {a / b / c, "a/b/c"},
                                                         {a / (b / c), "a/(b/c)"},
                                                         {-(a + b), "-(a + b)"},
                                                         {-a * b, "-a*b"},
                                                         {a * -b, "a*(-b)"},
                                                         {a - -b, "a - (-b)"},
                                                         {square(a + b), "(a + b)^2"},
                                                         {square(-a), "(-a)^2"},
                                                         {-square(a), "-a^2"},
                                                         {pow(a, b + c), "a^(b + c)"},
                                                         {pow(pow(a, b), c), "(a^b)^c"},
                                                         {a + -b, "a - b"},
                                                         {sin(a + b), "sin(a + b)"},
                                                         {2.0 * a - 1.0, "2*a - 1"}};
  for (const auto& [formula, text] : rows) BOOST_TEST(sheet.text(formula) == text);
}

BOOST_AUTO_TEST_CASE(numbers_take_the_places_of_names) {
  Sheet sheet(Style::text);
  const Source w = sheet.name("w", 1.0);
  const Source x = sheet.name("x", -2.0);
  BOOST_TEST(sheet.text(w * x + x, {.numbers = true}) == "1*(-2) + (-2)");
  BOOST_TEST(sheet.text(square(x), {.numbers = true}) == "(-2)^2");
  BOOST_TEST((w * x).value().value() == -2.0);
}

BOOST_AUTO_TEST_CASE(shared_subexpressions_become_statements) {
  Sheet sheet(Style::text);
  const Source t = exp(sheet.name("t1"));
  const std::string text = sheet.program({t / (1.0 + t), t * t}, {"p", "q"});
  BOOST_TEST(text == "t_1 = exp(t1)\np = t_1/(1 + t_1)\nq = t_1*t_1\n");
}

BOOST_AUTO_TEST_CASE(a_recording_writes_itself_down) {
  Tape tape;
  const Var x = tape.variable(2.0);
  const Var y = x * sin(x) + 1.0;
  Sheet sheet(Style::text);
  const std::array inputs{x};
  const std::array at{sheet.name("x")};
  const Replay<Source> replay(tape, inputs, at);
  BOOST_TEST(sheet.text(replay[y]) == "x*sin(x) + 1");
}

BOOST_AUTO_TEST_CASE(a_deep_recording_is_written_in_lines_without_recursion) {
  Tape tape;
  const Var x = tape.variable(0.5);
  Var y = x;
  for (int i = 0; i < 200000; ++i) y = sin(y) + x;
  Sheet sheet(Style::c);
  const std::array inputs{x};
  const std::array at{sheet.name("x")};
  const Replay<Source> replay(tape, inputs, at);
  const std::array formulas{replay[y]};
  const std::array<std::string, 1> names{"y"};
  const auto lines = sheet.assignments(formulas, names);
  BOOST_TEST(lines.size() > 10000);
  BOOST_TEST(lines.back().name == "y");
}

BOOST_AUTO_TEST_CASE(c_source_computes_what_the_rows_compute) {
  if (!has_command("cc")) return;
  const std::string base = (scratch() / "activations").string();
  std::ofstream(base + ".c") << "#include <math.h>\n#include <stdio.h>\nint main(void) {\n"
                             << "const double x = 0.7;\n"
                             << activations(Style::c)
                             << "printf(\"%.17g %.17g %.17g\\n\", u, v, w);\nreturn 0;\n}\n";
  are_the_activations(output_of("cc -std=c99 -Wall -Werror '" + base + ".c' -o '" + base +
                                "' -lm && '" + base + "'"));
}

BOOST_AUTO_TEST_CASE(javascript_source_computes_what_the_rows_compute) {
  if (!has_command("node")) return;
  const std::string file = (scratch() / "activations.js").string();
  std::ofstream(file) << "const x = 0.7;\n"
                      << activations(Style::javascript) << "console.log(u, v, w);\n";
  are_the_activations(output_of("node '" + file + "'"));
}

BOOST_AUTO_TEST_CASE(mistakes_are_named) {
  Sheet c(Style::c);
  Sheet js(Style::javascript);
  Sheet text(Style::text);
  BOOST_CHECK_EXCEPTION(c.name("not a name"), Error, says("name", "'not a name'"));
  BOOST_CHECK_EXCEPTION(erf(js.name("x")), Error, says("JavaScript", "erf"));
  BOOST_CHECK_EXCEPTION(digamma(c.name("x")), Error, says("C", "digamma"));
  BOOST_CHECK_EXCEPTION(c.name("x") + js.name("x"), Error, says("different sheets"));
  BOOST_CHECK_EXCEPTION(c.text(c.name("x"), {.style = Style::latex}), Error, says("style"));
  BOOST_CHECK_EXCEPTION(text.program({text.name("x")}, {}), Error, says("1 formulas", "0 names"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
