// SPDX-License-Identifier: MIT
#include "export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

#include "../error.hpp"
#include "detail/written.hpp"

namespace wengert {
namespace {

using detail::VariableRole;
using detail::WrittenListing;

void require_identifier(std::string_view function, std::string_view name) {
  const auto is_word = [](char c) {
    return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
  };
  const bool starts = !name.empty() && std::isdigit(static_cast<unsigned char>(name[0])) == 0;
  if (starts && std::all_of(name.begin(), name.end(), is_word)) return;
  throw Error(fmt::format("{}: an identifier was wanted as the name, '{}' came", function, name));
}

std::string in_capitals(std::string name) {
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

// " * x[0]  weight" for each; a name cannot end the comment.
std::string listed(char array, const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t k = 0; k < names.size(); ++k) {
    std::string name = names[k];
    for (std::size_t at; (at = name.find("*/")) != std::string::npos;) name.erase(at, 1);
    std::replace_if(
        name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    text += fmt::format(" *   {}[{}]  {}\n", array, k, name);
  }
  return text;
}

std::string comment(const Program& program, std::string_view what) {
  return fmt::format(
      "/* {}\n *\n * Inputs, of one sample:\n{}"
      " * Parameters:\n{} * Outputs, of one sample:\n{} */\n",
      what, listed('x', program.inputs()), listed('w', program.parameters()),
      listed('y', program.outputs()));
}

// C has no arrays of no elements.
std::size_t length(std::size_t count) { return std::max<std::size_t>(count, 1); }

struct Sample {
  std::vector<double> inputs, parameters, outputs;
};

Sample recorded_sample(const Program& program) {
  Sample result;
  for (const detail::Variable& v : program.listing().variables) {
    if (v.role == VariableRole::input) result.inputs.push_back(v.value);
    if (v.role == VariableRole::parameter) result.parameters.push_back(v.value);
  }
  result.outputs = program.evaluate<double>(result.inputs, result.parameters);
  return result;
}

class CSource {
 public:
  CSource(const Program& program, const CSourceOptions& options)
      : program_(program),
        name_(options.name),
        style_(options.number == CNumber::double_precision ? Style::c : Style::c_float),
        number_(style_ == Style::c ? "double" : "float"),
        sheet_(style_),
        written_(detail::write_listing(program.listing(), style_)) {}

  std::string text() {
    put("{}",
        comment(program_, fmt::format("int {}(x, w, y): returns 0, or the number of the first "
                                      "comparison that\n * comes out otherwise than when the "
                                      "function was recorded.",
                                      name_)));
    put("#include <math.h>\n\n");
    put("#ifdef __clang__\n#pragma STDC FP_CONTRACT OFF\n#endif\n\n");
    put("{};\n\n", signature());
    function();
    self_test();
    return std::move(text_);
  }

 private:
  template <class... T>
  void put(fmt::format_string<T...> format, T&&... values) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<T>(values)...);
  }

  std::string signature() const {
    return fmt::format("int {0}(const {1} x[{2}], const {1} w[{3}], {1} y[{4}])", name_, number_,
                       length(program_.inputs().size()), length(program_.parameters().size()),
                       length(program_.outputs().size()));
  }

  void function() {
    put("{} {{\n", signature());
    for (const Assignment& line : written_.lines) {
      put("  const {} {} = {};\n", line.is_mask ? "int" : number_, line.name, line.value);
    }
    put("  (void)x;\n  (void)w;\n");
    for (std::size_t k = 0; k < written_.guards.size(); ++k) {
      put("  if (!({})) return {};\n", written_.guards[k], k + 1);
    }
    for (std::size_t k = 0; k < written_.outputs.size(); ++k) {
      put("  y[{}] = {};\n", k, written_.outputs[k]);
    }
    put("  return 0;\n}}\n");
  }

  void array(std::string_view name, const std::vector<double>& numbers) {
    put("  static const {} {}[{}] = {{", number_, name, length(numbers.size()));
    for (std::size_t k = 0; k < length(numbers.size()); ++k) {
      put("{}{}", k == 0 ? "" : ", ", sheet_.text(k < numbers.size() ? numbers[k] : 0.0));
    }
    put("}};\n");
  }

  // Another C library may round its functions otherwise: a relative tolerance.
  void self_test() {
    const Sample sample = recorded_sample(program_);
    put("\n#ifdef {}_TEST\n#include <stdio.h>\n\nint main(void) {{\n", in_capitals(name_));
    array("x", sample.inputs);
    array("w", sample.parameters);
    array("want", sample.outputs);
    put("  {} y[{}];\n  int i;\n", number_, length(sample.outputs.size()));
    put("  if ({}(x, w, y) != 0) return 1;\n", name_);
    put("  for (i = 0; i < {}; ++i) {{\n", sample.outputs.size());
    put("    const double apart = fabs((double)y[i] - (double)want[i]);\n");
    put("    const int both_nan = y[i] != y[i] && want[i] != want[i];\n");
    put("    if (!(apart <= {} * fabs((double)want[i]) || y[i] == want[i] || both_nan)) {{\n",
        style_ == Style::c ? "1e-10" : "1e-3");
    put("      {}(\"y[%d] is %.17g, %.17g was wanted\\n\", i, (double)y[i], (double)want[i]);\n",
        "printf");
    put("      return 1;\n    }}\n  }}\n  return 0;\n}}\n#endif\n");
  }

  const Program& program_;
  std::string name_;
  Style style_;
  std::string number_;
  Sheet sheet_;
  WrittenListing written_;
  std::string text_;
};

}  // namespace

std::string to_c(const Program& program, const CSourceOptions& options) {
  require_identifier("to_c", options.name);
  return CSource(program, options).text();
}

std::string to_javascript(const Program& program, const JavascriptOptions& options) {
  require_identifier("to_javascript", options.name);
  const WrittenListing written = detail::write_listing(program.listing(), Style::javascript);
  std::string text = comment(
      program,
      fmt::format("{}(x, w): an array of the outputs. Throws a RangeError where a comparison "
                  "comes out\n * otherwise than when the function was recorded.",
                  options.name));
  auto out = std::back_inserter(text);
  fmt::format_to(out, "export function {}(x, w) {{\n", options.name);
  for (const Assignment& line : written.lines) {
    fmt::format_to(out, "  const {} = {};\n", line.name, line.value);
  }
  for (std::size_t k = 0; k < written.guards.size(); ++k) {
    fmt::format_to(out, "  if (!({})) throw new RangeError(\"comparison {}\");\n",
                   written.guards[k], k + 1);
  }
  fmt::format_to(out, "  return [\n");
  for (const std::string& formula : written.outputs) fmt::format_to(out, "    {},\n", formula);
  fmt::format_to(out, "  ];\n}}\n");
  return text;
}

}  // namespace wengert
