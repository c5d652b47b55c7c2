// SPDX-License-Identifier: MIT
#include <fmt/core.h>

#include <cmath>
#include <limits>
#include <string>

#include "manual_formulas.hpp"
#include "sections.hpp"
#include "taped.hpp"

namespace tutorial {

namespace {

// How far apart, in units in the last place of the first.
double ulps(double a, double b) {
  const double size = std::fabs(a);
  const double ulp = std::nextafter(size, std::numeric_limits<double>::infinity()) - size;
  return std::fabs(a - b) / ulp;
}

void print_person(TapedNetwork& network, const Person& person) {
  const Parameters<double> tape = network.gradient(person);
  const auto textbook = manual_gradient(all_ones, person.x, person.y_true, deriv_sigmoid<double>);
  const auto exact =
      manual_gradient(all_ones, person.x, person.y_true, exact_deriv_sigmoid<double>);
  fmt::print("  {:<8} {:>24} {:>24} {:>9} {:>14}\n", person.name, "tape", "f' = f(x) (1 - f(x))",
             "ulps", "f(x) f(-x)");
  for (std::size_t i = 0; i < tape.size(); ++i) {
    fmt::print("    {:<6} {:>24.16e} {:>24.16e} {:>9.3g} {:>9.3g} ulps\n", parameter_names[i],
               tape[i], textbook[i], ulps(tape[i], textbook[i]), ulps(tape[i], exact[i]));
  }
}

// The wrong ones with the factor by which they are wrong; once where it is the same for all nine.
std::string wrong_gradients(const Parameters<double>& right, const Parameters<double>& hand) {
  std::string list;
  int count = 0;
  bool same = true;
  for (std::size_t i = 0; i < right.size(); ++i) {
    if (ulps(right[i], hand[i]) <= 16) continue;
    const std::string factor = fmt::format(" x{:.4g}", hand[i] / right[i]);
    same = same && (count == 0 || list.ends_with(factor));
    list += fmt::format("{}{}{}", count == 0 ? "" : ", ", parameter_names[i], factor);
    ++count;
  }
  if (count == 9 && same) list = fmt::format("all x{:.4g}", hand[0] / right[0]);
  return fmt::format("{} of 9 wrong: {}", count, list);
}

void print_slip(TapedNetwork& network, Slip slip, const char* code) {
  fmt::print("  {}\n", code);
  for (const Person& person : people) {
    const auto hand =
        manual_gradient(all_ones, person.x, person.y_true, exact_deriv_sigmoid<double>, slip);
    fmt::print("    {:<8} {}\n", person.name, wrong_gradients(network.gradient(person), hand));
  }
}

}  // namespace

void print_gradients() {
  TapedNetwork network(all_ones);
  fmt::print("2. All nine gradients, the tape beside the tutorial's formulas\n\n");
  for (const Person& person : people) print_person(network, person);
  fmt::print(
      "\n  Bob and Charlie drive the hidden units close to 1 (pre-activations 31 and 21). There"
      "\n  1 - f(x) has lost its digits, and the hand formulas with it; the same formulas with"
      "\n  f(-x) in its place agree with the tape.\n\n"
      "  Two slips of a widely copied version, and what they make of each gradient\n"
      "  (x2 means twice the right value):\n\n");
  print_slip(network, Slip::sum_o1_from_inputs, "sum_o1 = w5*x[0] + w6*x[1] + b3, not h1 and h2");
  print_slip(network, Slip::w4_from_x0, "d_h2_d_w4 = x[0] * f'(sum_h2), not x[1]");
  fmt::print("\n");
}

}  // namespace tutorial
