// SPDX-License-Identifier: MIT
#include "ratio.hpp"

namespace wengert::bench {
namespace {

std::vector<Ratio>& registered() {
  static std::vector<Ratio> list;
  return list;
}

void add_timed(const std::string& name, Timed timed, int iterations, Clock clock) {
  auto* const added = benchmark::RegisterBenchmark(name.c_str(), timed);
  if (clock == Clock::wall) added->UseRealTime();
  if (iterations > 0) added->Iterations(iterations)->Repetitions(7);
}

}  // namespace

bool add_ratio(const std::string& work, double target, Timed ours, Timed hand_written,
               int iterations, Clock clock) {
  const Ratio ratio{work, target, work + " / wengert", work + " / by hand", clock};
  add_timed(ratio.ours, ours, iterations, clock);
  add_timed(ratio.hand_written, hand_written, iterations, clock);
  registered().push_back(ratio);
  return true;
}

bool add_milliseconds(const std::string& work, double target, Timed ours) {
  add_timed(work, ours, 0, Clock::processor);
  registered().push_back({work, target, work, "", Clock::processor});
  return true;
}

const std::vector<Ratio>& ratios() { return registered(); }

}  // namespace wengert::bench
