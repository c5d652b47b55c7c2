// SPDX-License-Identifier: MIT
// A benchmark here is a ratio: our code against hand-written scalar code doing the same work, timed
// in the same run. An absolute time says more about the machine than about the code.
#ifndef WENGERT_TESTS_BENCHMARKS_RATIO_HPP
#define WENGERT_TESTS_BENCHMARKS_RATIO_HPP

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace wengert::bench {

// How the two are timed: by the processor's clock, or by the wall's, where threads work side by
// side.
enum class Clock { processor, wall };

struct Ratio {
  std::string work;
  double target;                   // at most
  std::string ours, hand_written;  // names of the two timed benchmarks; none: milliseconds
  Clock clock = Clock::processor;
};

using Timed = void (*)(benchmark::State&);

// To be called before main by each file of benchmarks. `iterations` are for work that takes
// long: 0 leaves them to the library.
bool add_ratio(const std::string& work, double target, Timed ours, Timed hand_written,
               int iterations = 0, Clock clock = Clock::processor);
// The same of one benchmark in milliseconds, where there is nothing to compare it with.
bool add_milliseconds(const std::string& work, double target, Timed ours);

const std::vector<Ratio>& ratios();

}  // namespace wengert::bench

#endif
