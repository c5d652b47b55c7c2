// SPDX-License-Identifier: MIT
#include "ratio.hpp"

namespace wengert::bench {
namespace {

std::vector<Ratio>& registered() {
  static std::vector<Ratio> list;
  return list;
}

void add_timed(const std::string& name, Timed timed, int iterations) {
  auto* const added = benchmark::RegisterBenchmark(name.c_str(), timed);
  if (iterations > 0) added->Iterations(iterations)->Repetitions(7);
}

}  // namespace

bool add_ratio(const std::string& work, double target, Timed ours, Timed hand_written,
               int iterations) {
  const Ratio ratio{work, target, work + " / wengert", work + " / by hand"};
  add_timed(ratio.ours, ours, iterations);
  add_timed(ratio.hand_written, hand_written, iterations);
  registered().push_back(ratio);
  return true;
}

const std::vector<Ratio>& ratios() { return registered(); }

}  // namespace wengert::bench
