// SPDX-License-Identifier: MIT
// BlockRunner: runs the steps of a plan over blocks of a batch, on one thread, in memory of its
// own.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_BLOCK_RUNNER_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_BLOCK_RUNNER_HPP

#include <cstdint>
#include <span>
#include <vector>

#include "../program.hpp"
#include "lane_plan.hpp"

namespace wengert::detail {

// What a run knows from its beginning.
struct RunContext {
  const Listing& listing;
  const LanePlan& plan;
  std::size_t inputs;  // columns of them
  std::span<const double> uniforms;
  const Batch& batch;
  const Results& results;
  Branches branches;
};

// Consecutive blocks, and what comes of them.
struct BatchPart {
  std::vector<double> sums = {};         // of the reduced outputs
  std::vector<std::size_t> marked = {};  // samples that branch otherwise
  bool has_nan = false;                  // among the results
  bool is_refused = false;               // and the first of them may not: nothing after it has run
};

class BlockRunner {
 public:
  // For blocks of up to `width` samples, a multiple of 8.
  BlockRunner(const LanePlan& plan, std::size_t inputs, std::size_t outputs, std::size_t width);

  // Samples from `begin` to before `end`, in blocks of `width` samples, which is not more than the
  // constructor was told.
  struct Range {
    std::size_t begin, end, width;
  };
  void run(const RunContext& context, const Range& range, BatchPart& part);
  // The only sample of a batch.
  void run_one(const RunContext& context, BatchPart& part);

 private:
  struct Block {
    const RunContext& run;
    std::size_t begin;
    std::size_t form;  // of its steps: 0 for many lanes, 1 for one
  };

  void spread(const RunContext& context, std::size_t lanes);
  void read_inputs(const Block& block, Frame& frame);
  void look_for_nan(BatchPart& part) const;
  bool run_block(const Block& block, Frame& frame, BatchPart& part);
  void leave_out(const Block& block, Frame& frame, BatchPart& part);
  void run_steps(const Block& block, const Frame& frame);
  void run_other(const LaneStep& step, const Block& block, const Frame& frame);
  void run_row(const LaneStep& step, const Block& block, const Frame& frame);
  void run_pair(const LaneStep& step, const Block& block, const Frame& frame);
  void run_custom(const LaneStep& step, const Block& block, const Frame& frame) const;
  void check_guard(const LaneStep& step, const Block& block, const Frame& frame);
  void store(const LaneStep& step, const Block& block, const Frame& frame);
  void count_lanes(Frame& frame);
  Frame fresh_frame(const RunContext& context) const;

  const LanePlan& plan_;
  std::size_t stride_;  // from slot to slot
  bool has_guards_ = false;
  std::vector<double> memory_;  // of slots, then of inputs that do not fill a block
  double* slots_ = nullptr;     // aligned
  double* inputs_ = nullptr;
  std::vector<double> counted_;  // as in a frame
  std::vector<double> block_sums_;
  std::vector<const double*> pointers_;
  std::vector<bool> left_;  // per lane: a guard comes out otherwise there
  bool any_left_ = false;
  bool stored_nan_ = false;
};

}  // namespace wengert::detail

#endif
