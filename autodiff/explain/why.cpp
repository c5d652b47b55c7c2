// SPDX-License-Identifier: MIT
#include "why.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "detail/adjoint_search.hpp"
#include "detail/cause_words.hpp"
#include "detail/local_partials.hpp"

namespace wengert {

using detail::Edge;
using detail::Index;
using detail::Recording;

namespace {

DerivativeState state_of(double derivative, const WhyOptions& options) {
  const double size = std::fabs(derivative);
  if (std::isnan(derivative)) return DerivativeState::not_a_number;
  if (std::isinf(derivative)) return DerivativeState::infinite;
  if (size == 0.0) return DerivativeState::zero;
  if (size < options.tiny) return DerivativeState::tiny;
  return size > options.huge ? DerivativeState::huge : DerivativeState::ordinary;
}

class Answer {
 public:
  Answer(const Tape& tape, const Var& y, const Var& x, const WhyOptions& options)
      : tape_(tape),
        recording_(recording_of(tape)),
        options_(options),
        y_(varying_row(recording_, y, "why")),
        x_(varying_row(recording_, x, "why")),
        search_(recording_, y_, x_) {
    why_.derivative = tape.gradient(y)[x];
    why_.state = search_.has_path() ? state_of(why_.derivative, options) : DerivativeState::no_path;
  }

  Why answered() {
    const std::string_view d = options_.unicode ? "\u2202" : "d";
    why_.text = fmt::format("{0}{1}/{0}{2} = {3}", d, short_name(recording_, y_),
                            short_name(recording_, x_), detail::shown_number(why_.derivative));
    tell();
    return std::move(why_);
  }

 private:
  void tell() {
    switch (why_.state) {
      case DerivativeState::no_path:
        why_.text += fmt::format(": there is no path, {} is computed without {}.",
                                 short_name(recording_, y_), short_name(recording_, x_));
        return;
      case DerivativeState::zero:
        return tell_zero();
      case DerivativeState::tiny:
        return tell_factors(" is tiny", [](double a, double b) { return a < b; });
      case DerivativeState::huge:
        return tell_factors(" is huge", [](double a, double b) { return a > b; });
      case DerivativeState::ordinary:
        why_.text += ": neither zero, tiny nor huge.";
        return;
      default:
        return tell_nonfinite();
    }
  }

  void tell_zero() {
    const std::vector<Edge> deaths = search_.deaths();
    if (deaths.empty()) {
      why_.text += ": what its paths contribute is not 0, and cancels.";
      return;
    }
    for (const Edge& edge : deaths) add_cause(edge);
    end(": the adjoint dies at ", deaths.size());
  }

  void tell_nonfinite() {
    const std::vector<Edge> found = search_.nonfinite();
    if (found.empty()) {
      why_.text += ": finite contributions overflow when they are added.";
      return;
    }
    for (const Edge& edge : found) add_cause(edge);
    end(": it arises at ", found.size());
    const Index origin = search_.origin(found[0].row);
    if (origin != found[0].row && !std::isfinite(recording_.row(origin).value)) {
      why_.text += fmt::format(" The value comes from {}.", detail::shown_row(recording_, origin));
    }
  }

  template <class MoreExtreme>
  void tell_factors(std::string_view is, MoreExtreme more_extreme) {
    std::vector<Edge> path = search_.largest_path();
    std::stable_sort(path.begin(), path.end(), [&](const Edge& a, const Edge& b) {
      return more_extreme(std::fabs(a.partial), std::fabs(b.partial));
    });
    const double unremarkable = 0.5 * std::log(std::fabs(why_.derivative));
    const auto is_remarkable = [&](const Edge& edge) {
      const double size = std::log(std::fabs(edge.partial));
      return more_extreme(size, unremarkable / static_cast<double>(options_.causes));
    };
    for (const Edge& edge : path) {
      if (is_remarkable(edge)) add_cause(edge);
    }
    why_.text += is;
    if (!why_.causes.empty()) return end(": at ", why_.causes.size());
    const double mean =
        std::exp(std::log(std::fabs(why_.derivative)) / static_cast<double>(path.size()));
    why_.text += fmt::format(
        ": the largest path has {} factors, none of which is remarkable by itself; their size is "
        "{} on average.",
        path.size(), detail::shown_number(mean, 3));
  }

  void add_cause(const Edge& edge) {
    if (why_.causes.size() == options_.causes) return;
    why_.causes.push_back({edge.row, short_name(recording_, edge.row),
                           short_name(recording_, edge.operand), search_.adjoint(edge.row),
                           edge.partial,
                           detail::shown_cause(tape_, edge.row, edge.operand, edge.partial)});
  }

  void end(std::string_view opening, std::size_t all) {
    for (std::size_t k = 0; k < why_.causes.size(); ++k) {
      why_.text += k == 0 ? opening : std::string_view("; at ");
      why_.text += why_.causes[k].text;
    }
    if (all > why_.causes.size()) {
      why_.text += fmt::format("; and at {} more", all - why_.causes.size());
    }
    why_.text += ".";
  }

  const Tape& tape_;
  const Recording& recording_;
  const WhyOptions& options_;
  Index y_, x_;
  detail::AdjointSearch search_;
  Why why_{};
};

}  // namespace

Why why(const Tape& tape, const Var& y, const Var& x, const WhyOptions& options) {
  return Answer(tape, y, x, options).answered();
}

}  // namespace wengert
