// SPDX-License-Identifier: MIT
#include "explanation_words.hpp"

#include <fmt/format.h>

#include <cmath>

#include "../../detail/notation.hpp"
#include "../../detail/spelling.hpp"
#include "shown_slope.hpp"

namespace wengert::detail {

namespace {

constexpr std::size_t longest_formula = 400;

std::string count(double paths) {
  return paths < 1e15 ? fmt::format("{:.0f}", paths) : fmt::format("{:.4g}", paths);
}

}  // namespace

std::string ExplanationWords::number(double x) const {
  return Notation(style_, options_.digits).value_of_name(x).text;
}

std::string ExplanationWords::name(std::string_view name) const {
  return Notation(style_, options_.digits).name(name).text;
}

std::string ExplanationWords::derivative(std::string_view of, std::string_view by) const {
  if (style_ == Style::latex) {
    return fmt::format("\\frac{{\\partial {}}}{{\\partial {}}}", name(of), name(by));
  }
  const std::string_view d = options_.unicode ? "\u2202" : "d";
  return fmt::format("{0}{1}/{0}{2}", d, of, by);
}

std::string ExplanationWords::chain(const Path& path) const {
  std::string text;
  for (const std::size_t k : path.factors) {
    if (!text.empty()) text += times();
    text += derivative(e_.factors[k].of, e_.factors[k].by);
  }
  return text.empty() ? "1" : text;
}

// A negative number is enclosed where it would follow a sign.
std::string ExplanationWords::factor(std::string text, bool first) const {
  return first || !text.starts_with('-') ? text : fmt::format("({})", text);
}

std::string ExplanationWords::numbers(const Path& path) const {
  if (path.factors.size() < 2) return {};
  std::string text;
  for (const std::size_t k : path.factors) {
    if (!text.empty()) text += times();
    text += factor(number(e_.factors[k].value), text.empty());
  }
  return text;
}

std::string ExplanationWords::product(const Path& path) const {
  const std::string factors = numbers(path);
  const std::string product = number(path.product);
  return factors.empty() ? product : fmt::format("{} = {}", factors, product);
}

std::string ExplanationWords::products() const {
  std::string text;
  for (const Path& path : e_.paths) {
    if (!text.empty()) text += " + ";
    text += factor(number(path.product), text.empty());
  }
  return text;
}

std::string ExplanationWords::formula(const Source& formula) const {
  return e_.sheet->text(formula, {.style = style_, .longest = longest_formula});
}

std::optional<std::string> ExplanationWords::with_numbers(const Source& formula) const {
  const TextOptions options{
      .style = style_, .numbers = true, .digits = options_.digits, .longest = longest_formula};
  std::string text = e_.sheet->text(formula, options);
  if (text == this->formula(formula)) return std::nullopt;
  return text;
}

std::vector<std::pair<std::string, std::string>> ExplanationWords::legend() const {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const Operation function : e_.primed) {
    Sheet sheet(Style::text);
    const Source t = sheet.name("t");
    const Source y = sheet.apply(function, {&t, 1}, std::nullopt);
    const TextOptions options{.style = style_};
    lines.emplace_back(sheet.text(sheet.primed(function, t), options),
                       sheet.text(written_out_slope(sheet, function, t, y), options));
  }
  return lines;
}

std::string ExplanationWords::which_paths() const {
  if (tells_all()) return fmt::format("the sum over {} paths", e_.paths.size());
  if (e_.paths.size() == 1) return fmt::format("the largest of {} paths", count(e_.path_count));
  return fmt::format("the {} largest of {} paths", e_.paths.size(), count(e_.path_count));
}

std::string ExplanationWords::share() const {
  double told = 0.0;
  double told_absolute = 0.0;
  for (const Path& path : e_.paths) {
    told += path.product;
    told_absolute += std::fabs(path.product);
  }
  const bool comparable =
      std::isfinite(e_.absolute_sum) && e_.absolute_sum > 0.0 && e_.derivative != 0.0;
  if (!comparable) return "They cannot be compared with the whole, which is not a number above 0.";
  return fmt::format(
      "They add up to {}: {:.3g} percent of the derivative. Their absolute values make up {:.3g} "
      "percent of those of all paths.",
      number(told), 100.0 * told / e_.derivative, 100.0 * told_absolute / e_.absolute_sum);
}

}  // namespace wengert::detail
