// SPDX-License-Identifier: MIT
#include <fmt/core.h>

#include <vector>

#include "sections.hpp"
#include "training.hpp"

namespace tutorial {
namespace {

constexpr std::uint32_t seed = 44;
constexpr std::array<double, 2> emily{-7, -3};
constexpr std::array<double, 2> frank{20, 2};

bool is_right(const Parameters<double>& p) {
  return predict(p, emily) > 0.5 && predict(p, frank) < 0.5;
}

constexpr std::uint32_t seeds = 2000;

// The last loss of the right formulas, by seed.
std::vector<double> right_losses() {
  std::vector<double> losses;
  for (std::uint32_t s = 0; s < seeds; ++s) {
    losses.push_back(train_by_hand(start_parameters(s), Slip::none).losses.back());
  }
  return losses;
}

void print_slip(Slip slip, const char* name, const std::vector<double>& right_loss) {
  int lower = 0;
  int right = 0;
  for (std::uint32_t s = 0; s < seeds; ++s) {
    const Training slipped = train_by_hand(start_parameters(s), slip);
    if (slipped.losses.back() < right_loss[s]) ++lower;
    if (is_right(slipped.parameters)) ++right;
  }
  fmt::print("    {:<22} ends with the lower loss in {:>5.1f} %, ", name, 100.0 * lower / seeds);
  fmt::print("predicts both right in {:>5.1f} %\n", 100.0 * right / seeds);
}

}  // namespace

void print_training(int every) {
  fmt::print(
      "3. Training: learning rate 0.1, 1000 epochs, one person at a time, NumPy's seed {}\n\n",
      seed);
  const Training training = train_by_tape(start_parameters(seed));
  for (std::size_t i = 0; i < training.losses.size(); ++i) {
    const int epoch = 10 * static_cast<int>(i);
    if (epoch % every == 0) fmt::print("  Epoch {} loss: {:.3f}\n", epoch, training.losses[i]);
  }
  fmt::print("\n  Emily: {:.3f}   (the tutorial prints 0.951, a woman)\n",
             predict(training.parameters, emily));
  fmt::print("  Frank: {:.3f}   (the tutorial prints 0.039, a man)\n",
             predict(training.parameters, frank));
  fmt::print("\n  The slips of section 2 over {} seeds, against the right formulas:\n\n", seeds);
  const std::vector<double> right_loss = right_losses();
  print_slip(Slip::w4_from_x0, "x[0] in d_h2_d_w4", right_loss);
  print_slip(Slip::sum_o1_from_inputs, "inputs in sum_o1", right_loss);
  fmt::print("\n  No loss curve shows the first one. Comparing nine numbers with the tape does.\n");
}

}  // namespace tutorial
