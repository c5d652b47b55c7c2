// SPDX-License-Identifier: MIT
#include <fmt/core.h>

#include <cmath>
#include <string_view>

#include "sections.hpp"
#include "taped.hpp"

namespace tutorial {
namespace {

// A number of the tutorial: the digits that it prints, and how many stand behind the point.
struct Printed {
  std::string_view what;
  double value;
  int decimals;
};

void print_row(const Printed& printed, double tape) {
  const double unit = std::pow(10.0, -printed.decimals);
  const double rounded = std::round(tape / unit) * unit;
  const bool same = std::fabs(rounded - printed.value) < unit / 2;
  fmt::print("  {:<38} {:>8.{}f}   {:.17f}{}\n", printed.what, printed.value, printed.decimals,
             tape, same ? "" : fmt::format("   rounds to {:.{}f}", rounded, printed.decimals));
}

}  // namespace

void print_worked_example() {
  TapedNetwork network(all_ones);
  const wengert::Var loss = network.record(people[0]);
  const auto& n = network.nodes;
  const wengert::Gradient of_loss = network.tape.gradient(loss);
  const wengert::Gradient of_o1 = network.tape.gradient(n.o1);
  const wengert::Gradient of_h1 = network.tape.gradient(n.h1);
  const wengert::Var w1_node = network.parameters[w1];

  fmt::print("1. The worked example: Alice, all weights 1, all biases 0\n\n");
  fmt::print("  {:<38} {:>8}   {}\n", "", "printed", "on the tape");
  print_row({"h1 = f(w1*x1 + w2*x2 + b1)", 0.0474, 4}, n.h1.value());
  print_row({"h2 = f(w3*x1 + w4*x2 + b2)", 0.0474, 4}, n.h2.value());
  print_row({"o1 = f(w5*h1 + w6*h2 + b3)", 0.524, 3}, n.o1.value());
  print_row({"dL/dy_pred = -2 (1 - y_pred)", -0.952, 3}, of_loss[n.o1]);
  print_row({"dy_pred/dh1 = w5 f'(w5*h1 + w6*h2 + b3)", 0.249, 3}, of_o1[n.h1]);
  print_row({"dh1/dw1 = x1 f'(w1*x1 + w2*x2 + b1)", -0.0904, 4}, of_h1[w1_node]);
  print_row({"dL/dw1, the product of the three", 0.0214, 4}, of_loss[w1_node]);
  fmt::print(
      "\n  The tutorial rounds before it multiplies: -2 (1 - 0.524) = -0.952, and -0.952 * 0.249 *"
      "\n  -0.0904 = 0.0214. From unrounded factors the product is 0.021469..., which rounds to"
      "\n  0.0215: its last printed digits of -0.952 and 0.0214 are artefacts of rounding.\n\n");
}

}  // namespace tutorial
