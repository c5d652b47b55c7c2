// SPDX-License-Identifier: MIT
#include "parallel.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include <optional>

namespace wengert::detail {

namespace tbb = oneapi::tbb;

struct Parallel::Arena {
  explicit Arena(unsigned threads)
      : arena(threads == 0 ? tbb::task_arena::automatic : static_cast<int>(threads)) {
    // oneTBB keeps no more threads at work than the machine has, unless it is told to.
    if (threads > static_cast<unsigned>(tbb::info::default_concurrency())) {
      more.emplace(tbb::global_control::max_allowed_parallelism, threads);
    }
    arena.initialize();
  }

  std::optional<tbb::global_control> more;
  tbb::task_arena arena;
};

Parallel::Parallel(unsigned threads) : arena_(std::make_unique<Arena>(threads)) {}
Parallel::~Parallel() = default;

std::size_t Parallel::workers() const {
  return static_cast<std::size_t>(arena_->arena.max_concurrency());
}

void Parallel::run(std::size_t parts, Call call, void* part) {
  arena_->arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, parts, 1),
        [&](const tbb::blocked_range<std::size_t>& range) {
          const auto worker =
              static_cast<std::size_t>(tbb::this_task_arena::current_thread_index());
          for (std::size_t k = range.begin(); k < range.end(); ++k) call(part, k, worker);
        },
        tbb::simple_partitioner());
  });
}

}  // namespace wengert::detail
