// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "detail/explanation_words.hpp"
#include "explain.hpp"

namespace wengert {

using detail::ExplanationWords;

namespace {

// In columns: characters, not the bytes of their encoding.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u;
  }));
}

std::string padded(const std::string& text, std::size_t columns) {
  return fmt::format("{}{}", text, std::string(columns - std::min(columns, width(text)), ' '));
}

std::string with_equals(const std::string& text) {
  return text.empty() ? text : fmt::format("{} = ", text);
}

std::size_t widest(const std::vector<std::string>& texts) {
  std::size_t columns = 0;
  for (const std::string& text : texts) columns = std::max(columns, width(text));
  return columns;
}

std::string chains(const Explanation& e, const ExplanationWords& words) {
  const std::string left = words.derivative();
  const std::string indent(width(left), ' ');
  std::string text;
  for (const Path& path : e.paths) {
    text += fmt::format("{} {} {}\n", text.empty() ? left : indent, text.empty() ? "=" : "+",
                        words.chain(path));
  }
  if (!words.tells_all()) text += fmt::format("{} + ...\n", indent);
  return text;
}

std::string values(const Explanation& e, const ExplanationWords& words) {
  std::vector<std::string> names;
  for (const NamedFormula& value : e.values) names.push_back(value.name);
  std::string text;
  for (const NamedFormula& value : e.values) {
    const std::string formula = value.formula ? with_equals(words.formula(*value.formula)) : "";
    text += fmt::format("  {} = {}{}\n", padded(value.name, widest(names)), formula,
                        words.number(value.value));
  }
  return text;
}

std::string factors(const Explanation& e, const ExplanationWords& words) {
  std::vector<std::string> lefts;
  for (const Factor& factor : e.factors) lefts.push_back(words.derivative(factor.of, factor.by));
  const std::size_t columns = widest(lefts);
  std::string text;
  for (std::size_t k = 0; k < e.factors.size(); ++k) {
    const Factor& factor = e.factors[k];
    std::vector<std::string> rights;
    if (factor.formula) {
      rights.push_back(words.formula(*factor.formula));
      if (const auto numbers = words.with_numbers(*factor.formula)) rights.push_back(*numbers);
    }
    const std::string number = words.number(factor.value);
    if (rights.empty() || rights.back() != number) rights.push_back(number);
    for (const std::string& right : rights) {
      text += fmt::format("  {} = {}\n", padded(&right == rights.data() ? lefts[k] : "", columns),
                          right);
    }
  }
  for (const auto& [left, right] : words.legend()) text += fmt::format("  {} = {}\n", left, right);
  return text;
}

std::string product_of_one(const Explanation& e, const ExplanationWords& words) {
  const std::string numbers = words.numbers(e.paths[0]);
  return fmt::format("{} = {}{}\n", words.derivative(), with_equals(numbers),
                     words.number(e.derivative));
}

std::string products(const Explanation& e, const ExplanationWords& words) {
  if (e.paths.size() == 1 && words.tells_all()) return product_of_one(e, words);
  std::string text = fmt::format("{}, {}:\n", words.derivative(), words.which_paths());
  for (const Path& path : e.paths) {
    const std::string numbers = words.numbers(path);
    text += fmt::format("  {}{}\n", with_equals(numbers), words.number(path.product));
  }
  if (!words.tells_all()) text += words.share() + "\n";
  const std::string sum = words.tells_all() ? with_equals(words.products()) : "";
  return fmt::format("{}{} = {}{}\n", text, words.derivative(), sum, words.number(e.derivative));
}

}  // namespace

std::string to_text(const Explanation& e, const PrintOptions& options) {
  const ExplanationWords words(e, options, Style::text);
  if (e.paths.empty()) {
    return fmt::format("{} = 0: {} does not depend on {}.\n", words.derivative(), e.of, e.by);
  }
  if (e.paths[0].factors.empty()) return fmt::format("{} = 1\n", words.derivative());
  std::string steps = fmt::format("{}\n{}", values(e, words), factors(e, words));
  if (words.is_one_step()) return steps;
  return fmt::format("{}\n{}\n{}", chains(e, words), steps, products(e, words));
}

}  // namespace wengert
