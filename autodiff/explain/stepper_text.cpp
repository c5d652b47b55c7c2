// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "detail/cause_words.hpp"
#include "detail/stepping.hpp"
#include "stepper.hpp"

namespace wengert {

namespace {

class StepText {
 public:
  StepText(std::string output, int digits) : output_(std::move(output)), digits_(digits) {}

  std::string of(const StepperStep& step) const {
    std::string text = step.direction == Direction::forward ? value(step) : sweep(step);
    for (const Handed& h : step.handed) text += line(step, h);
    return text;
  }

 private:
  std::string number(double x) const { return detail::shown_number(x, digits_); }
  std::string factor(double x) const { return detail::shown_factor(x, digits_); }
  std::string adjoint_of(const std::string& name) const {
    return fmt::format("d{}/d{}", output_, name);
  }

  static std::string value(const StepperStep& step) {
    std::string text = step.formula + (step.is_given ? ", given\n" : "\n");
    const bool is_told =
        step.formula.starts_with(fmt::format("{} = {} =", step.name, step.meaning));
    if (step.meaning.empty() || is_told) return text;
    return text + fmt::format("  {} is {}\n", step.name, step.meaning);
  }

  std::string sweep(const StepperStep& step) const {
    const std::string meaning =
        step.meaning.empty() ? step.meaning : fmt::format(", which is {},", step.meaning);
    return fmt::format("{}{} has the adjoint {} = {} and hands on\n", step.name, meaning,
                       adjoint_of(step.name), number(step.adjoint));
  }

  // dL/dh1 * sigmoid'(s) = -0.24 * 0.045 = -0.011
  std::string line(const StepperStep& step, const Handed& h) const {
    std::string text =
        fmt::format("  to {}: {} * {} = {} * {} = {}", h.to, adjoint_of(step.name), symbol(step, h),
                    number(step.adjoint), factor(h.partial), number(h.contribution));
    if (h.before != 0.0) {
      text += fmt::format("; with the {} from before, {} = {}", number(h.before), adjoint_of(h.to),
                          number(h.sum));
    }
    return text + "\n";
  }

  // The local derivative as a formula, in parentheses where it is a sum or begins with a sign.
  std::string symbol(const StepperStep& step, const Handed& h) const {
    if (h.slope.empty()) return fmt::format("d{}/d{}", step.name, h.to);
    const bool is_open = h.slope.find(' ') != std::string::npos || h.slope.starts_with('-');
    return is_open ? fmt::format("({})", h.slope) : h.slope;
  }

  std::string output_;
  int digits_;
};

}  // namespace

std::string Stepper::text() const {
  const std::string output = short_name(stepping_->recording(), stepping_->output());
  return StepText(output, options_.digits).of(step());
}

}  // namespace wengert
