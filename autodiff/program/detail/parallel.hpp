// SPDX-License-Identifier: MIT
// Parallel: a number of independent parts on a number of threads.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_PARALLEL_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_PARALLEL_HPP

#include <cstddef>
#include <memory>

namespace wengert::detail {

class Parallel {
 public:
  // 0: as many threads as the machine has. Threads are started when first needed.
  explicit Parallel(unsigned threads);
  ~Parallel();

  // How many parts may run at one time.
  std::size_t workers() const;
  // Calls part(number, worker) for all numbers below `parts`; no two calls with one worker overlap.
  template <class F>
  void run(std::size_t parts, F part) {
    const auto call = [](void* f, std::size_t number, std::size_t worker) {
      (*static_cast<F*>(f))(number, worker);
    };
    run(parts, call, &part);
  }

 private:
  struct Arena;
  using Call = void (*)(void* part, std::size_t number, std::size_t worker);
  void run(std::size_t parts, Call call, void* part);
  std::unique_ptr<Arena> arena_;
};

}  // namespace wengert::detail

#endif
