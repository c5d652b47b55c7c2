// SPDX-License-Identifier: MIT
// LanePlan: a listing as the engine runs it. Sums of products are fused into few long steps, value
// and slope of an activation are computed together, and every value has a slot.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_LANE_PLAN_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_LANE_PLAN_HPP

#include <vector>

#include "../passes.hpp"
#include "frame.hpp"
#include "kernel.hpp"
#include "lane_kernels.hpp"

namespace wengert::detail {

enum class StepKind : std::uint8_t {
  combination,  // these three by the kernels of sum_kernels.hpp, which say what their words are
  terms,
  outer,
  row,     // one instruction; words: its result, its operands
  pair,    // value and slope of one operand; words: both results, the operand
  custom,  // as a row
  guard,   // words: the mask
  store,   // an output with a number per sample; words: the value, its column
};

struct LaneStep {
  StepKind kind = StepKind::row;
  Index at = no_index;      // the listing's instruction, where it is one
  Index first = 0;          // of its words
  Index words = 0;          // how many
  Index count = 0;          // of a combination's operands, or of terms
  Index results = 0;        // of a combination; of an outer sum: its rows
  Index columns = 0;        // of an outer sum
  bool has_more = false;    // a combination's bias, an outer sum's totals
  bool has_factor = false;  // a combination's
  Index places = 0;         // words that are places of values
  // For frames of many lanes, and for those of one.
  StepRun sum[2] = {};
  Kernel row[2] = {};
  bool by_vectors = false;  // the row's kernel wants padding, and not the samples alone
  // Of a pair, that of many lanes; null, or one lane: the two scalar rows, value and slope.
  PairKernel pair = nullptr;
};

// A uniform value that no instruction gives: that of another, or 1, or the opposite.
struct AddedUniform {
  Index at = no_index;  // among the uniforms
  Index of = no_index;  // whose; none: 1
  bool negative = false;
};

struct SpreadUniform {
  Index slot;
  Index uniform;
};

// For single.hpp.
struct SingleCode {
  std::vector<Index> words;
  bool wants_parameters = false;  // among the values: else only where the caller has them
};

struct LanePlan {
  std::vector<LaneStep> steps;
  SingleCode single;       // the same for one sample; without words where it cannot be
  std::size_t values = 0;  // of single: instructions, uniforms that the plan adds, further sums
  std::vector<Index> words;
  std::vector<AddedUniform> added;    // behind the listing's instructions among the uniforms
  std::vector<SpreadUniform> spread;  // uniforms that steps take as if they varied
  Index slots = 0;
  std::size_t lanes = 0;       // of a block, at most: a multiple of 8
  std::size_t operations = 0;  // per sample: multiplications and additions, and one for other rows
  // Whether a product in which an adjoint of 0 absorbs even an infinite slope may be an ordinary
  // one. 0 times infinity is then NaN, which runs through to the outputs: where one is NaN, the
  // samples must be run again by a careful plan.
  bool is_hasty = false;
};

enum class Care : std::uint8_t { hasty, careful };

// O(size log size).
LanePlan make_plan(const Listing& listing, const std::vector<bool>& varying, const Passes& passes,
                   Care care = Care::hasty);

}  // namespace wengert::detail

#endif
