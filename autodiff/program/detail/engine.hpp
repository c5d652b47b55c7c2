// SPDX-License-Identifier: MIT
// Engine: runs a listing over batches, a block of samples at a time, instruction by instruction.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_ENGINE_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_ENGINE_HPP

#include <span>
#include <vector>

#include "../program.hpp"
#include "kernel.hpp"
#include "schedule.hpp"

namespace wengert::detail {

// The inputs of one sample of a batch.
std::vector<double> inputs_of(const Batch& batch, std::size_t sample);

class Engine {
 public:
  // The listing must outlive it. O(size).
  Engine(const Listing& listing, bool reuse_slots);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // As Program::run; the sizes have been checked. `again` gives the outputs of a sample that is to
  // be recorded again.
  template <class Again>
  void run(const Batch& batch, const Results& results, Branches branches, Again again) {
    run(batch, results, branches);
    if (branches == Branches::rerecord) {
      for (const std::size_t sample : marked_) put(again(sample), sample, batch, results);
    }
    finish(batch, results, branches);
  }
  std::span<const std::size_t> marked() const { return marked_; }

 private:
  // An output: its place among the reduced ones, or its column.
  struct Target {
    Index at;
    Over over;
    std::size_t place;
  };
  // An instruction with what it needs at hand.
  struct Step {
    Index at;
    Kernel kernel;             // null: a guard or a custom operation
    std::size_t first, count;  // its operands, in operands_
    std::span<const Target> outputs;
  };
  struct Block {
    const Batch& batch;
    const Results& results;
    std::size_t begin;
    std::size_t lanes;
    Branches branches;
  };

  void prepare_steps();
  void prepare_outputs();
  std::span<const Target> outputs_at(Index i) const;
  void run_uniform(std::span<const double> parameters);
  void run(const Batch& batch, const Results& results, Branches branches);
  void run_block(const Block& block);
  void run_steps(const Block& block);
  void leave_out(const Block& block);
  [[noreturn]] void refuse(std::size_t sample, const Batch& batch) const;
  void put(const std::vector<double>& outputs, std::size_t sample, const Batch& batch,
           const Results& results);
  void run_step(const Step& step, const Block& block);
  void check_guard(Index i, const double* mask, const Block& block);
  double sum_of(const double* values, std::size_t lanes) const;
  void run_custom(Index i, std::size_t lanes, double* result) const;
  void gather(std::span<const Target> outputs, const double* values, const Block& block);
  void finish(const Batch& batch, const Results& results, Branches branches) const;
  const double* values_of(Index i, const Block& block) const;

  const Listing& listing_;
  Schedule schedule_;
  std::size_t width_;  // lanes of a block
  std::vector<Step> steps_;
  std::vector<Index> operands_;
  std::vector<Target> targets_;          // by instruction
  std::vector<Index> inputs_;            // instructions
  std::vector<std::size_t> column_;      // per variable that is an input
  std::vector<const double*> pointers_;  // to the operands of the step that runs
  std::vector<double> values_;           // of uniform instructions
  std::vector<double> slots_;
  std::vector<double> sums_;        // of the reduced outputs
  std::vector<double> block_sums_;  // the block's part of them
  std::vector<bool> left_;          // per lane: a guard comes out otherwise there
  bool any_left_ = false;
  std::vector<std::size_t> marked_;
};

}  // namespace wengert::detail

#endif
