// SPDX-License-Identifier: MIT
// Engine: runs a listing over batches. What is uniform is computed once; the samples go in blocks
// through the steps of a plan, and the blocks in parts that threads share out. Blocks and parts
// depend on the batch's size alone, and their sums are added in order: the same bits on any number
// of threads.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_ENGINE_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_ENGINE_HPP

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "../program.hpp"
#include "block_runner.hpp"
#include "parallel.hpp"
#include "schedule.hpp"

namespace wengert::detail {

// The inputs of one sample of a batch.
std::vector<double> inputs_of(const Batch& batch, std::size_t sample);

class Engine {
 public:
  // The listing must outlive it. Threads: 0 for as many as the machine has. O(size log size).
  Engine(const Listing& listing, const Passes& passes, unsigned threads);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // A batch of one that fits, and that no guard can refuse. False: nothing was done, or nothing
  // that counts.
  bool run_single(const Batch& batch, const Results& results);
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

  std::size_t inputs() const { return inputs_.size(); }
  std::size_t parameters() const { return parameters_.size(); }
  std::size_t reduced() const { return sums_.size(); }

 private:
  // An output; the reduced ones and the others are each numbered for themselves.
  struct Target {
    Index at;
    Over over;
  };
  struct Blocks {
    std::size_t width, count, per_part, parts;
  };

  void prepare_outputs();
  void prepare_uniforms();
  Blocks blocks_of(std::size_t size) const;
  void run_uniform(std::span<const double> parameters);
  void copy_parameters(std::span<const double> parameters);
  void add_uniforms(std::span<const AddedUniform> added);
  void run(const Batch& batch, const Results& results, Branches branches);
  void run_parts(const RunContext& context, const Blocks& blocks);
  void run_part(const RunContext& context, const Blocks& blocks, std::size_t number,
                BlockRunner& runner);
  void run_carefully(const RunContext& context, const Blocks& blocks);
  bool is_worth_threads(std::size_t size) const;
  void gather_parts(const RunContext& context, std::size_t parts);
  [[noreturn]] void refuse(std::size_t sample, const Batch& batch) const;
  void put(const std::vector<double>& outputs, std::size_t sample, const Batch& batch,
           const Results& results);
  void finish(const Batch& batch, const Results& results, Branches branches) const;

  const Listing& listing_;
  Schedule schedule_;
  const Passes passes_;
  LanePlan plan_;
  unsigned threads_;
  std::vector<Index> inputs_;  // instructions
  std::vector<Index> parameters_;
  bool has_customs_ = false;
  bool has_uniform_outputs_ = false;
  bool may_run_single_ = false;
  bool wants_uniforms_ = false;  // a single run
  bool are_parameters_in_a_row_ = false;
  std::vector<Target> reduced_;
  std::vector<Target> each_;
  std::vector<Index> unlike_sums_;  // reduced outputs that are means, or uniform
  std::vector<double> uniforms_;    // by instruction, and those that the plan adds; for one sample
                                    // all values
  std::vector<AddedUniform> changing_;  // from run to run
  std::optional<Parallel> parallel_;
  std::vector<std::unique_ptr<BlockRunner>> runners_;
  // For what the plan was too hasty for; made when first needed.
  std::optional<LanePlan> careful_plan_;
  std::optional<BlockRunner> careful_runner_;
  std::vector<BatchPart> parts_;
  std::vector<double> sums_;  // of the reduced outputs
  std::vector<std::size_t> marked_;
};

}  // namespace wengert::detail

#endif
