// SPDX-License-Identifier: MIT
#include "report_words.hpp"

#include <fmt/format.h>
#include <cmath>
#include <limits>

namespace wengert::detail {
namespace {

// What is wrong in the formula, without the reason.
std::string change(const std::string& written, const std::string& wanted) {
  if (written.empty()) return fmt::format("'{}' is missing", wanted);
  if (wanted.empty()) return fmt::format("'{}' is too much", written);
  return fmt::format("'{}' should be '{}'", written, wanted);
}

std::string counted(std::size_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

bool same_ratio(const ClaimReport& claim) {
  for (const Compared& point : claim.points) {
    const double ratio = point.hand / point.truth;
    if (!(std::fabs(ratio - claim.ratio) <= 1e-6 * std::fabs(claim.ratio))) return false;
  }
  return claim.points.size() > 1;
}

std::string random_summary(const ClaimReport& claim) {
  std::size_t random = 0;
  std::size_t agreeing = 0;
  for (const Compared& point : claim.points) {
    if (point.at_own_numbers) continue;
    ++random;
    agreeing += point.agrees ? 1 : 0;
  }
  if (random == 0) return {};
  if (same_ratio(claim)) return "; the same ratio at every random point";
  if (agreeing == random) return "; equal at every random point";
  if (agreeing == 0) return "; other ratios at the random points";
  return fmt::format("; equal at {} of {} random points", agreeing, random);
}

std::string definition_finding(const ClaimReport& claim) {
  if (claim.repairs.empty()) return fmt::format("{} contradicts the claims", claim.name);
  const Repair& repair = claim.repairs.front();
  return fmt::format("{} is defined otherwise than the claims take it: {}", claim.name,
                     change(repair.written, repair.wanted));
}

}  // namespace

std::string_view word(Verdict verdict) {
  switch (verdict) {
    case Verdict::agree:
      return "agree";
    case Verdict::disagree:
      return "disagree";
    case Verdict::inherited:
      return "inherited";
    case Verdict::kink:
      return "kink";
    case Verdict::unresolved:
      return "unresolved";
  }
  return {};
}

std::string_view word(Subject subject) {
  switch (subject) {
    case Subject::derivative:
      return "derivative";
    case Subject::update:
      return "update";
    case Subject::slope:
      return "slope";
    case Subject::printed_number:
      return "printed number";
    case Subject::definition:
      return "definition";
  }
  return {};
}

double without_nan_sign(double x) {
  return std::isnan(x) ? std::numeric_limits<double>::quiet_NaN() : x;
}

std::string number_text(double x) { return fmt::format("{:.6g}", without_nan_sign(x)); }

std::string headline(const DerivationReport& report) {
  std::size_t definitions = 0;  // that the claims contradict
  std::size_t numberless = 0;   // that have no value
  for (const ClaimReport& claim : report.claims) {
    if (claim.subject != Subject::definition) continue;
    ++(claim.verdict == Verdict::disagree ? definitions : numberless);
  }
  const std::size_t claims = report.claims.size() - definitions - numberless;
  if (claims == 0) {
    return "no claims to check: a line such as dL/dw1 = ... was wanted, none came";
  }
  const std::size_t wrong = report.count(Verdict::disagree) - definitions;
  const std::size_t inherited = report.count(Verdict::inherited);
  const std::size_t unresolved = report.count(Verdict::unresolved) - numberless;
  if (report.all_agree()) {
    return claims == 1 ? "the claim is right" : fmt::format("all {} claims are right", claims);
  }
  if (wrong + definitions + inherited == 0) {
    return claims == 1 ? "the claim could not be decided"
                       : fmt::format("{} of {} claims could not be decided", unresolved, claims);
  }
  std::string text;
  if (definitions != 0) {
    text = counted(definitions, "line") + " of the forward pass and ";
  }
  text += fmt::format("{} of {} {} wrong", wrong == 0 ? "none" : fmt::format("{}", wrong),
                      counted(claims, "claim"), wrong + definitions == 1 ? "is" : "are");
  if (inherited != 0) text += fmt::format(", {} more only because of that", inherited);
  if (unresolved != 0) text += fmt::format(", {} could not be decided", unresolved);
  return text;
}

std::string finding(const ClaimReport& claim) {
  std::string text = claim.name;
  if (claim.verdict == Verdict::unresolved) return text + " could not be decided";
  if (claim.subject == Subject::definition) return definition_finding(claim);
  text += " is wrong";
  if (!claim.repairs.empty()) {
    const Repair& repair = claim.repairs.front();
    text += ": " + change(repair.written, repair.wanted);
    if (!repair.why.empty()) text += " (" + repair.why + ")";
  } else if (claim.factor.empty() && claim.wanted == "0") {
    text += ": it is 0";
  } else if (!claim.factor.empty() || !claim.wanted.empty()) {
    text += ": " + change(claim.factor, claim.wanted);
  }
  return text;
}

std::string numbers(const ClaimReport& claim) {
  if (claim.points.empty()) return {};
  const bool own = claim.points[claim.shown].at_own_numbers;
  std::string text =
      fmt::format("hand {}, true {}", number_text(claim.hand), number_text(claim.truth));
  if (std::isfinite(claim.ratio)) text += fmt::format(", ratio {}", number_text(claim.ratio));
  text += own ? " at the file's own numbers" : " at a random point";
  return text + random_summary(claim);
}

std::string alternative(const Repair& repair) {
  const std::string why = repair.why.empty() ? "" : fmt::format(" ({})", repair.why);
  return fmt::format(fmt::runtime(repair.line.empty() ? "{}{}" : "{}{}: {}"),
                     change(repair.written, repair.wanted), why, repair.line);
}

std::string other_way(const Repair& repair) {
  return fmt::format("or it is right, and line {} should be: {}", repair.place.line, repair.line);
}

std::string because(const ClaimReport& claim) {
  if (claim.because.empty()) return {};
  return fmt::format("through line{} {}", claim.because.size() == 1 ? "" : "s",
                     fmt::join(claim.because, ", "));
}

std::string where_right(const ClaimReport& claim) {
  bool own = false;
  std::size_t agreeing = 0;
  std::size_t differing = 0;
  for (const Compared& point : claim.points) {
    if (point.at_own_numbers) {
      own = point.agrees;
    } else if (point.agrees) {
      ++agreeing;
    } else if (point.decided) {
      ++differing;
    }
  }
  const bool random = agreeing != 0 && differing == 0;
  if (!random) return own ? "at its own numbers" : "at its own numbers but for rounding";
  std::string text = own ? "at its own numbers and " : "";
  text += "at " +
          counted(agreeing, claim.subject == Subject::slope ? "random argument" : "random point");
  return claim.branch.empty() ? text : text + ", all where " + claim.branch;
}

std::vector<const ClaimReport*> with_verdict(const DerivationReport& report, Verdict verdict) {
  std::vector<const ClaimReport*> found;
  for (const ClaimReport& claim : report.claims) {
    if (claim.verdict == verdict) found.push_back(&claim);
  }
  return found;
}

}  // namespace wengert::detail
