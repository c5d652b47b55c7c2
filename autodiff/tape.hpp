// SPDX-License-Identifier: MIT
// Tape: the Wengert list (R. E. Wengert, CACM 7, 1964), a record of scalar operations in the order
// in which they ran, from which derivatives are derived.
//
//   Tape tape;
//   Var w = tape.variable(0.5, "w");
//   const Mark start = tape.mark();
//   for (const Sample& s : samples) {
//     Var loss = square(s.target - sigmoid(w * s.input));
//     Gradient g = tape.gradient(loss);
//     ... g[w] ...
//     tape.rewind(start);                // forget the sample, keep w
//   }
//
// The tape is owned by the user; there is no global one. It may be moved: its Vars point to what it
// holds, not to it. Not thread-safe: N threads record on N tapes.
//
// After an Error the tape is as usable as before.
#ifndef WENGERT_AUTODIFF_TAPE_HPP
#define WENGERT_AUTODIFF_TAPE_HPP

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnosis.hpp"
#include "gradient.hpp"
#include "var.hpp"

namespace wengert {

struct TapeOptions {
  // One more row than this throws Error. 24 bytes a row; at most 2^32 - 1.
  std::size_t max_rows = 0xffffffff;
};

// A place on a tape to come back to.
class Mark {
 private:
  friend class Tape;
  Mark(const detail::Recording* recording, detail::Place place)
      : recording_(recording), place_(place) {}
  const detail::Recording* recording_;
  detail::Place place_;
};

struct Statistics {
  std::size_t rows = 0;  // operations, variables, constants and guards
  std::size_t variables = 0;
  std::size_t constants = 0;
  std::size_t guards = 0;       // branches taken on a comparison
  std::size_t operands = 0;     // of rows with three or more
  std::size_t value_reads = 0;  // calls of Var::value() since the tape was made
  std::size_t recording = 0;    // 1, and one more with every rewind and clear
  std::size_t bytes_used = 0;
  std::size_t bytes_reserved = 0;
};

class WENGERT_EXPORT Tape {
 public:
  explicit Tape(const TapeOptions& options = {});
  ~Tape();
  Tape(Tape&&) noexcept;
  Tape& operator=(Tape&&) noexcept;

  // A leaf to differentiate by. Throws Error where the tape is full.
  Var variable(double value) { return {recording().push_variable(value), value}; }
  Var variable(double value, std::string_view name);
  // A leaf that is not differentiated by; unlike a plain number it is one row however often used.
  Var constant(double value) { return {recording().push_constant(value), value}; }
  Var constant(double value, std::string_view name);

  // Names a node, for every message and drawing. Naming again replaces. Throws where v is a plain
  // number, stale, or on another tape.
  void name(const Var& v, std::string_view name);
  // The name given, or how the node is shown without one.
  std::string name(const Var& v) const;

  Mark mark() const;
  // Forgets what was recorded since the mark; Vars from since are stale. Keeps the memory. Throws
  // Error where the mark is another tape's, or what stood there has been rewound.
  void rewind(const Mark& mark) {
    if (mark.recording_ != &recording() || !recording_->is_valid(mark.place_)) [[unlikely]] {
      throw_invalid(mark);
    }
    recording_->rewind(mark.place_);
  }
  // Forgets everything; all Vars of the tape are stale. Keeps the memory.
  void clear();
  // Makes room for this many rows in all. Throws Error above max_rows.
  void reserve(std::size_t rows);

  // d y / d (every node), by one reverse sweep. Throws Error where y is a constant, stale, or on
  // another tape. O(rows up to y); 8 bytes a row.
  Gradient gradient(const Var& y) const;
  // As above, into a Gradient whose memory is used again.
  void gradient(const Var& y, Gradient& reuse) const;
  // Of the weighted sum of several outputs: a vector-Jacobian product. Throws Error also where
  // there are none. An output that comes twice counts twice.
  Gradient gradient(std::span<const Seed> outputs) const;

  // The reverse sweep recorded: derivatives as nodes, which can be differentiated again. Throws as
  // gradient does, and where an operation on the way has a slope for doubles only. Records a few
  // rows for every row of y; after an Error those recorded so far remain, unused.
  GradientNodes gradient_nodes(const Var& y);

  // Counted anew: O(rows).
  Statistics statistics() const;
  // Where the recording touched a point at which the derivative is infinite, missing or a
  // convention.
  std::vector<HardPoint> hard_points() const;
  // The first row, in the order they ran, whose value is NaN or infinite although its operands are
  // finite.
  std::optional<NonFinite> first_nonfinite() const;
  // That; where all values are finite, the first row, in the order of the reverse sweep, that
  // handed on a NaN or an infinity although its own adjoint was finite. Throws Error where the
  // gradient is not of this tape's present recording.
  std::optional<NonFinite> first_nonfinite(const Gradient& gradient) const;

 private:
  friend const detail::Recording& recording_of(const Tape& tape) { return tape.recording(); }
  detail::Recording& recording() const {
    if (recording_ == nullptr) [[unlikely]]
      throw_moved_from();
    return *recording_;
  }
  // From the row `last`: of the weighted sum of the outputs, or, where none are named, of that row.
  // Not inlined, so that what calls it saves no registers.
  WENGERT_NEVER_INLINE void sweep(detail::Index last, std::span<const Seed> outputs,
                                  Gradient& result) const;
  [[noreturn]] static void throw_moved_from();
  [[noreturn]] void throw_invalid(const Mark& mark) const;

  std::unique_ptr<detail::Recording> recording_;
};

}  // namespace wengert

#endif
