// SPDX-License-Identifier: MIT
// Explanations for pages and documents.
#include <fmt/format.h>

#include "../detail/notation.hpp"
#include "detail/explanation_words.hpp"
#include "explain.hpp"

namespace wengert {

using detail::ExplanationWords;

namespace {

// A code span in a cell of a table.
std::string code(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c;
  }
  return fmt::format("`{}`", result);
}

std::string markdown_chain(const Explanation& e, const ExplanationWords& words) {
  std::string text = "```\n";
  std::string before = fmt::format("{} =", words.derivative());
  for (const Path& path : e.paths) {
    text += fmt::format("{} {}\n", before, words.chain(path));
    before = "  +";
  }
  if (!words.tells_all()) text += "  + ...\n";
  return text += "```\n";
}

std::string markdown_values(const Explanation& e, const ExplanationWords& words) {
  std::string text = "| name | formula | value |\n|---|---|---|\n";
  for (const NamedFormula& value : e.values) {
    text += fmt::format("| {} | {} | {} |\n", code(value.name),
                        value.formula ? code(words.formula(*value.formula)) : "",
                        words.number(value.value));
  }
  return text;
}

std::string markdown_factors(const Explanation& e, const ExplanationWords& words) {
  std::string text = "| local derivative | formula | with numbers | value |\n|---|---|---|---|\n";
  for (const Factor& factor : e.factors) {
    const auto numbers = factor.formula ? words.with_numbers(*factor.formula) : std::nullopt;
    text += fmt::format("| {} | {} | {} | {} |\n", code(words.derivative(factor.of, factor.by)),
                        factor.formula ? code(words.formula(*factor.formula)) : "",
                        numbers ? code(*numbers) : "", words.number(factor.value));
  }
  for (const auto& [left, right] : words.legend()) {
    text += fmt::format("| {} | {} | | |\n", code(left), code(right));
  }
  return text;
}

std::string markdown_products(const Explanation& e, const ExplanationWords& words) {
  std::string text = "```\n";
  for (const Path& path : e.paths) {
    text += fmt::format("{}\n", words.product(path));
  }
  return text += "```\n";
}

std::string latex_line(const std::string& left, const std::string& right) {
  return fmt::format("  {} &= {} \\\\\n", left, right);
}

std::string latex_chain(const Explanation& e, const ExplanationWords& words) {
  std::string text;
  for (const Path& path : e.paths) {
    text += text.empty() ? latex_line(words.derivative(), words.chain(path))
                         : fmt::format("  &\\quad + {} \\\\\n", words.chain(path));
  }
  if (!words.tells_all()) text += "  &\\quad + \\dots \\\\\n";
  return text;
}

std::string latex_factors(const Explanation& e, const ExplanationWords& words) {
  std::string text;
  for (const Factor& factor : e.factors) {
    std::string right;
    if (factor.formula) {
      right = fmt::format("{} = ", words.formula(*factor.formula));
      if (const auto numbers = words.with_numbers(*factor.formula)) {
        right += fmt::format("{} = ", *numbers);
      }
    }
    text += latex_line(words.derivative(factor.of, factor.by), right += words.number(factor.value));
  }
  for (const auto& [left, right] : words.legend()) text += latex_line(left, right);
  return text;
}

// A term of a sum that begins with a minus is enclosed where it follows the plus.
std::string latex_term(const ExplanationWords& words, const Path& path, bool first) {
  const std::string numbers = words.numbers(path);
  std::string term = numbers.empty() ? words.number(path.product) : numbers;
  if (first || !term.starts_with('-')) return term;
  return fmt::format("\\left({}\\right)", term);
}

std::string latex_products(const Explanation& e, const ExplanationWords& words) {
  if (e.paths.size() == 1 && words.tells_all()) {
    return latex_line(words.derivative(), words.product(e.paths[0]));
  }
  const std::string_view rest = words.tells_all() ? "" : " + \\dots";
  std::string text;
  for (const Path& path : e.paths) {
    const std::string term = latex_term(words, path, text.empty());
    text += text.empty() ? latex_line(words.derivative(), term)
                         : fmt::format("  &\\quad + {} \\\\\n", term);
  }
  if (!words.tells_all()) text += "  &\\quad + \\dots \\\\\n";
  text += latex_line("", fmt::format("{}{}", words.products(), rest));
  return text += latex_line("", words.number(e.derivative));
}

}  // namespace

std::string to_markdown(const Explanation& e, const PrintOptions& options) {
  const ExplanationWords words(e, options, Style::text);
  std::string text =
      fmt::format("**{} = {}**", code(words.derivative()), words.number(e.derivative));
  if (e.paths.empty()) {
    return fmt::format("{}: {} does not depend on {}.\n", text, code(e.of), code(e.by));
  }
  if (e.paths.size() > 1 || !words.tells_all()) text += fmt::format(", {}", words.which_paths());
  const std::string steps =
      fmt::format("{}\n{}", markdown_values(e, words), markdown_factors(e, words));
  if (words.is_one_step()) return fmt::format("{}\n\n{}", text, steps);
  text +=
      fmt::format("\n\n{}\n{}\n{}", markdown_chain(e, words), steps, markdown_products(e, words));
  return words.tells_all() ? text : fmt::format("{}\n{}\n", text, words.share());
}

std::string to_latex(const Explanation& e, const PrintOptions& options) {
  const ExplanationWords words(e, options, Style::latex);
  std::string body;
  if (e.paths.empty()) {
    body = latex_line(words.derivative(), "0");
  } else if (words.is_one_step()) {
    body = latex_factors(e, words);
  } else {
    body = fmt::format("{}{}{}", latex_chain(e, words), latex_factors(e, words),
                       latex_products(e, words));
  }
  // No line break after the last line.
  body.erase(body.rfind(" \\\\\n"));
  return fmt::format("\\begin{{align*}}\n{}\n\\end{{align*}}\n", body);
}

}  // namespace wengert
