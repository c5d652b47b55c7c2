// SPDX-License-Identifier: MIT
// The pieces that an explanation is printed from, in one style.
#ifndef WENGERT_AUTODIFF_EXPLAIN_DETAIL_EXPLANATION_WORDS_HPP
#define WENGERT_AUTODIFF_EXPLAIN_DETAIL_EXPLANATION_WORDS_HPP

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../explain.hpp"

namespace wengert::detail {

class ExplanationWords {
 public:
  ExplanationWords(const Explanation& e, const PrintOptions& options, Style style)
      : e_(e), options_(options), style_(style) {}

  std::string number(double x) const;
  std::string name(std::string_view name) const;
  // dL/dw1, with the partial sign.
  std::string derivative(std::string_view of, std::string_view by) const;
  std::string derivative() const { return derivative(e_.of, e_.by); }
  // dL/dh1 * dh1/dw1; 1 for the path of no step.
  std::string chain(const Path& path) const;
  // -0.9 * (-0.2); empty for less than two factors.
  std::string numbers(const Path& path) const;
  // The numbers, and what their product is.
  std::string product(const Path& path) const;
  // All products told: 0.1 + (-0.2).
  std::string products() const;
  std::string formula(const Source& formula) const;
  // None where the formula has no name with a value.
  std::optional<std::string> with_numbers(const Source& formula) const;
  // sigmoid'(t) and what it is.
  std::vector<std::pair<std::string, std::string>> legend() const;

  // Whether the derivative is a local one, which needs no chain rule.
  bool is_one_step() const {
    return tells_all() && e_.paths.size() == 1 && e_.paths[0].factors.size() == 1;
  }
  bool tells_all() const { return static_cast<double>(e_.paths.size()) == e_.path_count; }
  // "the 5 largest of 12 paths"; "the sum over 2 paths".
  std::string which_paths() const;
  // How much of the derivative the paths told make up.
  std::string share() const;

 private:
  std::string factor(std::string text, bool first) const;
  std::string_view times() const { return style_ == Style::latex ? " \\cdot " : " * "; }

  const Explanation& e_;
  const PrintOptions& options_;
  Style style_;
};

}  // namespace wengert::detail

#endif
