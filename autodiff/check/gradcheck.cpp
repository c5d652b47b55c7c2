// SPDX-License-Identifier: MIT
#include "gradcheck.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <exception>

#include "../error.hpp"
#include "detail/evidence.hpp"
#include "detail/limits.hpp"
#include "detail/random.hpp"
#include "detail/report_words.hpp"
#include "detail/verdict.hpp"

namespace wengert::detail::checking {
namespace {

std::vector<std::string> names_of(std::span<const double> x, const GradcheckOptions& options) {
  if (!options.names.empty()) {
    require_length("gradcheck: names of the inputs", x.size(), options.names.size());
    return options.names;
  }
  std::vector<std::string> names;
  for (std::size_t k = 0; k < x.size(); ++k) names.push_back(fmt::format("x[{}]", k));
  return names;
}

void require_tolerance(const char* name, double tolerance) {
  if (!(tolerance > 0.0 && tolerance < 1.0)) {
    throw Error(fmt::format("gradcheck: {} was wanted between 0 and 1, {} came", name, tolerance));
  }
}

// What the user's callables throw at the given point is told as a mistake of the call.
template <class Run>
auto at_the_given_point(Run run) {
  try {
    return run();
  } catch (const Error& e) {
    throw Error(fmt::format("gradcheck, at the given point: {}", e.what()));
  } catch (const std::exception& e) {
    throw Error(
        fmt::format("gradcheck: the function or the hand gradient threw at the given "
                    "point: {}",
                    e.what()));
  }
}

// Bad before good.
int badness(const ElementReport& e) {
  switch (e.verdict) {
    case Verdict::disagree:
      return 4;
    case Verdict::kink:
      return e.one_sided->claim_is_between ? 1 : 3;
    case Verdict::unresolved:
      return 2;
    default:
      return 0;
  }
}

bool is_wrong(const ElementReport& e) { return badness(e) >= 3; }

bool is_worse(const ElementReport& a, const ElementReport& b) {
  if (badness(a) != badness(b)) return badness(a) > badness(b);
  return a.digits < b.digits;
}

// Which of two reports that something is wrong tells more of it: rounding has less of a part where
// the distance is great.
bool tells_more(const ElementReport& a, const ElementReport& b) {
  if (badness(a) != badness(b)) return badness(a) > badness(b);
  return std::fabs(a.claim - a.reference) > std::fabs(b.claim - b.reference);
}

ElementReport over_all_points(const std::vector<PointReport>& points, std::size_t k) {
  const ElementReport* chosen = &points.front().elements[k];
  if (is_wrong(*chosen)) return *chosen;
  for (const PointReport& point : points) {
    const ElementReport& e = point.elements[k];
    const bool resolves = chosen->verdict == Verdict::unresolved && e.verdict == Verdict::agree;
    if (is_wrong(e) ? tells_more(e, *chosen) : resolves) chosen = &e;
  }
  return *chosen;
}

class Check {
 public:
  Check(const Subject& f, const Hand* hand, std::span<const double> x,
        const GradcheckOptions& options)
      : f_(f), hand_(hand), x_(x), options_(options), names_(names_of(x, options)) {
    report_.has_hand = hand != nullptr;
  }

  GradientReport run() {
    at_the_given_point([&] { probe_the_given_point(); });
    if (report_.deterministic) probe_random_points();
    for (std::size_t k = 0; k < x_.size(); ++k) {
      report_.elements.push_back(over_all_points(report_.points, k));
    }
    std::stable_sort(report_.elements.begin(), report_.elements.end(), is_worse);
    return std::move(report_);
  }

 private:
  void probe_the_given_point() {
    const Evidence evidence = gather(f_, hand_, x_, names_);
    report_.problems = differing_runs(f_, hand_, evidence, names_);
    report_.deterministic = report_.problems.empty();
    if (!f_.is_generic()) {
      report_.notes.push_back(
          "the function runs on doubles only: the hand gradient was compared "
          "with difference quotients alone");
    }
    add_point(evidence, true);
    if (report_.deterministic) compare_values(evidence);
  }

  // The function on doubles with its own recording.
  void compare_values(const Evidence& e) {
    if (!e.recorded) return;
    const double recorded = e.recorded->value;
    if (recorded == e.value || (std::isnan(recorded) && std::isnan(e.value))) return;
    const double allowed = 1e-9 * std::max(std::fabs(recorded), std::fabs(e.value)) + 8.0 * e.noise;
    if (std::fabs(recorded - e.value) <= allowed) return;
    report_.problems.push_back(
        fmt::format("the function gives {} on doubles and {} when it is "
                    "recorded: they are not the same function",
                    without_nan_sign(e.value), without_nan_sign(recorded)));
  }

  void add_point(const Evidence& evidence, bool is_given) {
    PointReport point;
    point.x = evidence.x;
    point.is_given = is_given;
    point.value = evidence.value;
    point.elements = judge(f_, hand_, evidence, names_, options_);
    for (ElementReport& e : point.elements) {
      e.point = report_.points.size();
      if (!report_.deterministic) suspend(e);
    }
    point.taylor_order = taylor_order(f_, evidence, point.elements, options_.seed);
    point.blind_spots = blind_spots(evidence, names_);
    point.notes = evidence.notes;
    report_.points.push_back(std::move(point));
  }

  static void suspend(ElementReport& e) {
    e.verdict = Verdict::unresolved;
    e.doubt = Doubt::not_deterministic;
    e.wrong = Party::none;
    e.why = "nothing can be said of what changes from run to run";
  }

  void probe_random_points() {
    if (hand_ != nullptr && !hand_->is_callable()) {
      report_.notes.push_back(
          "the hand gradient is a list of numbers: only the given point was "
          "checked; a callable is checked at random points, too");
      return;
    }
    for (std::size_t i = 0; i < options_.random_points; ++i) probe_random_point(i);
  }

  // Towards 0, where units are not saturated, and with other signs; where the function is not
  // defined there, closer and closer to x.
  void probe_random_point(std::size_t i) {
    const Spread wanted[] = {{}, {.scale = 0.25, .keep_signs = false}, {.scale = 0.0625}};
    const Spread closer[] = {wanted[i % 3], {}, {.factor = 1.5}, {.factor = 1.1}, {.factor = 1.01}};
    std::uint64_t seed = options_.seed + 1000 * (i + 1);
    for (const Spread& spread : closer) {
      if (probe(random_point(x_, spread, ++seed))) return;
    }
    report_.notes.push_back(
        fmt::format("random point {} was left out: around the given point the "
                    "function is not defined",
                    i + 1));
  }

  bool probe(const std::vector<double>& x) {
    if (!std::isfinite(value_or_nan(f_, x))) return false;
    try {
      const Evidence evidence = gather(f_, hand_, x, names_);
      const auto is_nan = [](double v) { return std::isnan(v); };
      if (evidence.recorded && std::ranges::any_of(evidence.recorded->gradient, is_nan)) {
        return false;
      }
      add_point(evidence, false);
      return true;
    } catch (const std::exception& e) {
      report_.notes.push_back(fmt::format("a random point was left out: {}", e.what()));
      return false;
    }
  }

  const Subject& f_;
  const Hand* hand_;
  std::span<const double> x_;
  const GradcheckOptions& options_;
  std::vector<std::string> names_;
  GradientReport report_;
};

}  // namespace

GradientReport check_gradient(const Subject& f, const Hand* hand, std::span<const double> x,
                              const GradcheckOptions& options) {
  require_point("gradcheck", x.size());
  require_tolerance("relative_tolerance", options.relative_tolerance);
  require_tolerance("difference_tolerance", options.difference_tolerance);
  return Check(f, hand, x, options).run();
}

}  // namespace wengert::detail::checking
