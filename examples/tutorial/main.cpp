// SPDX-License-Identifier: MIT
// The tutorial's 2-2-1 network, built from scalar nodes: its worked numbers, its nine gradients and
// its training run, each beside what the tutorial has; and the check of a copy of its program.
#include <autodiff/error.hpp>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <string_view>

#include "sections.hpp"

namespace {

constexpr const char* usage =
    "usage: tutorial [--every N]\n"
    "\n"
    "  --every N   show the loss every N epochs, a multiple of 10 (default 100)\n";

// The N of the arguments, or 0 where they make no sense.
int every_of(int argc, char** argv) {
  if (argc == 1) return 100;
  if (argc != 3 || std::string_view(argv[1]) != "--every") return 0;
  int every = 0;
  const char* const end = argv[2] + std::strlen(argv[2]);
  const auto [stopped, error] = std::from_chars(argv[2], end, every);
  const bool whole = error == std::errc() && stopped == end;
  return whole && every > 0 && every % 10 == 0 ? every : 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--help") {
    std::fputs(usage, stdout);
    return 0;
  }
  const int every = every_of(argc, argv);
  if (every == 0) {
    std::fputs(usage, stderr);
    return 2;
  }
  tutorial::print_worked_example();
  tutorial::print_gradients();
  tutorial::print_training(every);
  try {
    tutorial::print_derivation_check();
  } catch (const wengert::Error& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
  }
}
