// SPDX-License-Identifier: MIT
#include "verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kinks.hpp"
#include "report_words.hpp"
#include "rounding.hpp"

namespace wengert::detail::checking {
namespace {

double size_of(double a, double b) { return std::max(std::fabs(a), std::fabs(b)); }

// Exact values of one derivative; NaN and infinities agree with themselves.
bool same(double a, double b, double tolerance) {
  if (a == b || (std::isnan(a) && std::isnan(b))) return true;
  // What is lost when a product underflows on the way.
  constexpr double lost = 16.0 * std::numeric_limits<double>::denorm_min();
  return std::fabs(a - b) <= std::max(tolerance * size_of(a, b), lost);
}

bool within_bar(double claim, const Estimate& e, double tolerance) {
  return std::fabs(claim - e.slope) <= 10.0 * e.error + tolerance * size_of(claim, e.slope);
}

double agreeing_digits(double a, double b) {
  if (a == b) return 16.0;
  const double apart = std::fabs(a - b) / size_of(a, b);
  return std::isfinite(apart) ? std::clamp(0.0 - std::log10(apart), 0.0, 16.0) : 0.0;
}

class Judge {
 public:
  Judge(const Subject& f, const Hand* hand, const Evidence& evidence,
        const GradcheckOptions& options)
      : f_(f),
        evidence_(evidence),
        options_(options),
        neighbourhood_(f, hand, evidence, options.seed) {
    if (evidence.recorded) edges_ = edges(*evidence.recorded);
  }

  ElementReport judge(std::size_t k, const std::string& name) {
    ElementReport e = testimonies(k, name);
    if (!evidence_.recorded) {
      judge_by_differences(e);
    } else if (const Edge* edge = edge_of(edges_, *evidence_.recorded, k);
               edge != nullptr && is_kink(e)) {
      judge_at_a_kink(e, *edge);
    } else {
      judge_by_all(e);
    }
    compare(e);
    return e;
  }

 private:
  ElementReport testimonies(std::size_t k, const std::string& name) const {
    ElementReport e;
    e.index = k;
    e.name = name;
    e.at = evidence_.x[k];
    if (evidence_.recorded) e.tape = {evidence_.recorded->gradient[k], 0.0, true};
    if (!evidence_.complex_step.empty()) e.complex_step = {evidence_.complex_step[k], 0.0, true};
    if (!evidence_.forward.empty()) e.forward = {evidence_.forward[k], 0.0, true};
    const Estimate& d = evidence_.differences[k];
    e.differences = {d.slope, d.error, std::isfinite(d.slope)};
    if (!evidence_.hand.empty()) e.hand = evidence_.hand[k];
    e.claim = e.hand ? *e.hand : e.tape.value;
    return e;
  }

  bool same(double a, double b) const { return checking::same(a, b, options_.relative_tolerance); }

  static void refer(ElementReport& e, const Witness& to) {
    e.reference = to.value;
    e.error = to.error;
  }

  static void unresolved(ElementReport& e, Doubt doubt, std::string why) {
    e.verdict = Verdict::unresolved;
    e.doubt = doubt;
    e.why = std::move(why);
  }

  static void disagree(ElementReport& e, Party wrong, std::string why) {
    e.verdict = Verdict::disagree;
    e.wrong = wrong;
    e.why = std::move(why);
  }

  // Where nothing can be compared there is no ratio: not of two infinities, nor of anything to one.
  static void compare(ElementReport& e) {
    const bool is_finite = std::isfinite(e.claim) && std::isfinite(e.reference);
    e.ratio = is_finite ? e.claim / e.reference : std::numeric_limits<double>::quiet_NaN();
    e.digits = agreeing_digits(e.claim, e.reference);
  }

  // A black box: the hand value against difference quotients.
  void judge_by_differences(ElementReport& e) const {
    const Estimate& d = evidence_.differences[e.index];
    refer(e, e.differences);
    if (!std::isfinite(evidence_.value) || !std::isfinite(d.slope)) {
      return unresolved(e, Doubt::not_finite, "the function is not finite around the point");
    }
    if (std::isnan(e.claim)) return disagree(e, Party::hand, "");
    if (d.corner) {
      return unresolved(e, Doubt::corner,
                        fmt::format("difference quotients from the left ({:.4g}) and from the "
                                    "right ({:.4g}) do not meet",
                                    d.left, d.right));
    }
    if (!(d.error <= 1e-3 * size_of(e.claim, d.slope))) return too_noisy(e, d);
    if (within_bar(e.claim, d, options_.difference_tolerance)) {
      e.verdict = Verdict::agree;
    } else if (is_confirmed_against(e.claim, e.index)) {
      disagree(e, Party::hand, "difference quotients exclude the hand value");
    } else {
      unresolved(e, Doubt::noise, "difference quotients of other steps do not confirm each other");
    }
  }

  static void too_noisy(ElementReport& e, const Estimate& d) {
    if (!d.moved) {
      return unresolved(e, Doubt::saturation,
                        "the function does not change by a bit: its derivative is below what "
                        "differences can show");
    }
    const bool tiny = size_of(e.claim, d.slope) <= d.error;
    unresolved(e, tiny ? Doubt::saturation : Doubt::noise,
               fmt::format("rounding in the function leaves the differences an error bar of {:.2g}",
                           d.error));
  }

  // Whether differences exclude the value, and those with other steps confirm it: a step that is
  // not much smaller must exclude the value, too, and small ones must not exclude the slope.
  bool is_confirmed_against(double value, std::size_t k) const {
    const Estimate& d = evidence_.differences[k];
    const double tolerance = options_.difference_tolerance;
    if (d.corner || !std::isfinite(d.slope) || within_bar(value, d, tolerance)) return false;
    if (!(d.error <= 1e-3 * size_of(value, d.slope))) return false;
    const Estimate other = with_step(k, d.step / 7.0);
    if (other.corner || !(other.error <= 1e-2 * size_of(value, other.slope))) return false;
    if (within_bar(value, other, tolerance) || !are_compatible(d, other)) return false;
    return std::ranges::all_of(std::array{1e-3, 1e-5, 1e-7}, [&](double share) {
      return are_compatible(d, with_step(k, share * d.step));
    });
  }

  Estimate with_step(std::size_t k, double step) const {
    return extrapolated(f_, evidence_.x, k, step, evidence_.noise);
  }

  bool are_compatible(const Estimate& a, const Estimate& b) const {
    const double apart = std::fabs(a.slope - b.slope);
    return !b.corner && apart <= 10.0 * (a.error + b.error) +
                                     options_.difference_tolerance * size_of(a.slope, b.slope);
  }

  bool is_kink(ElementReport& e) const {
    e.one_sided = one_sided(f_, evidence_, e.index);
    return e.one_sided.has_value();
  }

  void judge_at_a_kink(ElementReport& e, const Edge& edge) const {
    OneSided& sides = *e.one_sided;
    const double low = std::min(sides.left, sides.right);
    const double high = std::max(sides.left, sides.right);
    const double slack = 1e-6 * (std::isfinite(low) && std::isfinite(high) ? high - low : 1.0);
    sides.claim_is_between = e.claim >= low - slack && e.claim <= high + slack;
    e.verdict = Verdict::kink;
    refer(e, e.tape);
    if (!sides.claim_is_between) e.wrong = e.hand ? Party::hand : Party::tape;
    e.why = fmt::format(
        "no derivative here: {:.6g} from the left, {:.6g} from the right, and {} "
        "is {}between them; {}",
        sides.left, sides.right, without_nan_sign(e.claim), sides.claim_is_between ? "" : "not ",
        edge.text);
  }

  void judge_by_all(ElementReport& e) {
    if (!std::isfinite(evidence_.value) || std::isnan(e.tape.value)) {
      refer(e, e.tape);
      return unresolved(e, Doubt::not_finite, "the function or its derivative is not finite here");
    }
    refer(e, e.complex_step.heard ? e.complex_step : e.forward.heard ? e.forward : e.tape);
    if (!exact_ones_agree(e)) return judge_the_tape(e);
    if (is_confirmed_against(e.reference, e.index)) return judge_the_function(e);
    if (same(e.claim, e.reference)) {
      e.verdict = Verdict::agree;
    } else {
      judge_the_hand(e);
    }
  }

  bool exact_ones_agree(const ElementReport& e) const {
    // Complex step cannot tell an infinite slope from a large one.
    if (std::isinf(e.tape.value)) return true;
    return (!e.forward.heard || same(e.tape.value, e.forward.value)) &&
           (!e.complex_step.heard || same(e.tape.value, e.complex_step.value));
  }

  // The exact witnesses are not of one mind.
  void judge_the_tape(ElementReport& e) const {
    const double t = e.tape.value;
    const double c = e.complex_step.value;
    const std::string all =
        fmt::format("the tape says {}, forward mode {}, complex step {}", without_nan_sign(t),
                    without_nan_sign(e.forward.value), without_nan_sign(c));
    const double other = e.complex_step.heard ? c : e.forward.value;
    const bool excluded = is_confirmed_against(t, e.index);
    if (!excluded && std::fabs(t - other) <= 1e-3 * size_of(t, other)) {
      return unresolved(e, Doubt::noise, all + ": cancellation leaves them that many digits");
    }
    const bool swept_alone = e.forward.heard && e.complex_step.heard && same(c, e.forward.value);
    disagree(e, swept_alone || excluded ? Party::tape : Party::unclear, all);
  }

  // Differences of f on doubles contradict what was recorded.
  void judge_the_function(ElementReport& e) const {
    const Witness exact{e.reference, e.error, true};
    refer(e, e.differences);
    if (e.complex_step.heard) {
      return disagree(e, Party::function,
                      fmt::format("the recorded function has the derivative {}, differences of the "
                                  "function on doubles give {}: they are not the same function",
                                  exact.value, e.differences.value));
    }
    disagree(e, Party::tape,
             fmt::format("tape and forward mode say {}, by the same rules; differences exclude it. "
                         "The slope of an operation is wrong",
                         exact.value));
  }

  void judge_the_hand(ElementReport& e) {
    const bool bad = std::isnan(e.claim) || !e.hand;
    if (bad || !neighbourhood_.is_rounding(e.index, e.claim, e.reference)) {
      return disagree(e, e.hand ? Party::hand : Party::tape, "");
    }
    e.verdict = Verdict::agree;
    e.why = "the further digits are lost to rounding in the hand gradient";
    if (std::fabs(e.claim - e.reference) <= 1e-3 * std::fabs(e.reference)) return;
    unresolved(e, Doubt::saturation,
               "what there is of the hand value here is rounding: terms cancel, as in f (1 - f) "
               "where f nears 1");
  }

  const Subject& f_;
  const Evidence& evidence_;
  const GradcheckOptions& options_;
  Neighbourhood neighbourhood_;
  std::vector<Edge> edges_;
};

}  // namespace

std::vector<ElementReport> judge(const Subject& f, const Hand* hand, const Evidence& evidence,
                                 std::span<const std::string> names,
                                 const GradcheckOptions& options) {
  Judge judge(f, hand, evidence, options);
  std::vector<ElementReport> result;
  for (std::size_t k = 0; k < evidence.x.size(); ++k) result.push_back(judge.judge(k, names[k]));
  return result;
}

}  // namespace wengert::detail::checking
