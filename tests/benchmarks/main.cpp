// SPDX-License-Identifier: MIT
// Prints the vectors of this processor and `name  ratio  target  ok|short`, a line per benchmark,
// and exits with 1 when one is short. The targets of programs are for AVX-512.
//
//   wengert_bench [--quick] [any option of Google Benchmark]
#include <algorithm>
#include <autodiff/program/detail/lane_kernels.hpp>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ratio.hpp"

namespace {

// The least time of each benchmark over its repetitions: what disturbs a run only ever adds.
class LeastTimes : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      const auto& name = run.run_name.function_name;
      for (auto [times, time] : {std::pair(&processor, run.GetAdjustedCPUTime()),
                                 std::pair(&wall, run.GetAdjustedRealTime())}) {
        const auto [at, fresh] = times->try_emplace(name, time);
        at->second = std::min(at->second, time);
      }
    }
  }

  using Times = std::map<std::string, double>;  // in nanoseconds
  Times processor, wall;
};

bool print_ratio(const wengert::bench::Ratio& ratio, const LeastTimes& times) {
  const auto& least = ratio.clock == wengert::bench::Clock::wall ? times.wall : times.processor;
  const bool is_ratio = !ratio.hand_written.empty();
  const auto ours = least.find(ratio.ours);
  const auto by_hand = least.find(ratio.hand_written);
  if (ours == least.end() || (is_ratio && by_hand == least.end())) return true;  // filtered out
  const double measured = ours->second / (is_ratio ? by_hand->second : 1e6);
  const bool ok = measured <= ratio.target;
  std::printf("%-44s %6.2f  %5.2f  %s\n", ratio.work.c_str(), measured, ratio.target,
              ok ? "ok" : "short");
  return ok;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  const auto quick = std::find_if(arguments.begin(), arguments.end(), [](const char* argument) {
    return std::strcmp(argument, "--quick") == 0;
  });
  const bool is_quick = quick != arguments.end();
  if (is_quick) arguments.erase(quick);
  // Many short repetitions: one of them falls between what else the machine does.
  std::string repetitions = std::string("--benchmark_repetitions=") + (is_quick ? "60" : "300");
  std::string shortest = "--benchmark_min_time=0.004";
  std::string interleaved = "--benchmark_enable_random_interleaving=true";
  for (std::string* option : {&repetitions, &shortest, &interleaved}) {
    arguments.insert(arguments.begin() + 1, option->data());
  }
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;

  LeastTimes times;
  benchmark::RunSpecifiedBenchmarks(&times);
  const auto& vectors = wengert::detail::lane_kernels();
  std::printf("vectors: %s, %zu doubles\n", std::string(vectors.target).c_str(), vectors.width);
  std::printf("%-44s %6s  %5s\n", "work", "ratio", "target");
  bool all_ok = true;
  for (const auto& ratio : wengert::bench::ratios()) {
    all_ok = print_ratio(ratio, times) && all_ok;
  }
  return all_ok ? 0 : 1;
}
