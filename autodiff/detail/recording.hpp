// SPDX-License-Identifier: MIT
// What a Tape owns and its Vars point to: the rows of the Wengert list and everything about them.
// The hot path, checking operands and appending a row, is inline here; the rest is in the .cpp.
#ifndef WENGERT_AUTODIFF_DETAIL_RECORDING_HPP
#define WENGERT_AUTODIFF_DETAIL_RECORDING_HPP

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export.hpp"
#include "row.hpp"

namespace wengert {
class CustomRule;
}

namespace wengert::detail {

class Recording;

// A value and where it is recorded. No recording: a constant.
struct Operand {
  double value = 0.0;
  Recording* recording = nullptr;
  Index index = 0;
  Index stamp = 0;

  bool is_constant() const { return recording == nullptr; }
  unsigned active() const { return stamp & 1u; }
};

struct Place {
  Index rows, arguments, customs;
  Index last_stamp;  // of the row before the place: tells whether it is still the same row
};

class WENGERT_EXPORT Recording {
 public:
  explicit Recording(std::size_t max_rows);
  ~Recording();
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

  Operand push_variable(double value);
  Operand push_constant(double value) {
    const Index at = push(value, 0, 0, code_of(Operation::constant, 0), 0);
    return {value, this, at, stamp_};
  }
  Operand push_row(double value, Index a, Index b, Operation operation, unsigned active) {
    const Index depends = active != 0 ? 1u : 0u;
    const Index at = push(value, a, b, code_of(operation, active), depends);
    return {value, this, at, stamp_ | depends};
  }

  // The row of an operand; constants get one. Throws when the operand is stale or on another tape;
  // `operation` and `other` are for the message.
  Index row_of(const Operand& v, std::string_view operation, const Operand& other) {
    if (v.recording == this) [[likely]] {
      if (is_live(v)) [[likely]] return v.index;
      throw_stale(v, operation, other);
    }
    if (v.recording == nullptr) return push_constant(v.value).index;
    throw_mixed(other, v, operation);
  }
  bool is_live(const Operand& v) const {
    return v.index < size_ && rows_[v.index].stamp == v.stamp;
  }
  // As row_of, for a query: neither records nor accepts constants.
  Index find(const Operand& v, std::string_view query) const;

  // Room for the `count` operands of a row with three or more. Throws Error beyond 2^32 - 1.
  struct Arguments {
    Index first;
    Index* rows;
  };
  Arguments append_arguments(std::size_t count);

  const Row& row(Index i) const { return rows_[i]; }
  std::span<const Index> arguments(const Row& r) const {
    return std::span<const Index>(arguments_).subspan(r.a, r.b);
  }
  // The operands' rows of any row. `scratch` holds them for rows that store them inline.
  std::span<const Index> operands(const Row& r, Index (&scratch)[2]) const;
  Index size() const { return size_; }
  std::size_t argument_count() const { return arguments_.size(); }
  Index stamp() const { return stamp_; }
  // Rows before this are leaves: the sweep stops there.
  Index leading_leaves() const { return leading_leaves_; }

  Place place() const;
  bool is_valid(const Place& p) const;
  void rewind(const Place& p);
  void clear();
  void reserve(std::size_t rows);

  void set_name(Index row, std::string_view name);
  // The name given, or how the row is called without one: "row 12 (sin)".
  std::string shown(Index row) const;
  std::string_view given_name(Index row) const;
  std::string_view operation_name(Index row) const;
  std::string shown(const Operand& v) const;

  Index push_custom(std::shared_ptr<const CustomRule> rule);
  const CustomRule& custom(const Row& r) const { return *customs_[r.b]; }

  void count_value_read() { ++value_reads_; }
  std::size_t value_reads() const { return value_reads_; }
  std::size_t bytes_used() const;
  std::size_t bytes_reserved() const;

 private:
  Index push(double value, Index a, Index b, Code code, Index depends) {
    if (size_ == capacity_) [[unlikely]] grow(std::size_t{size_} + 1);
    rows_[size_] = Row{value, a, b, stamp_ | depends, code};
    return size_++;
  }
  void grow(std::size_t wanted);
  void reallocate(std::size_t capacity);
  void next_recording();
  [[noreturn]] void throw_stale(const Operand& v, std::string_view operation,
                                const Operand& other) const;
  [[noreturn]] static void throw_mixed(const Operand& a, const Operand& b,
                                       std::string_view operation);

  struct Names;

  Row* rows_ = nullptr;
  Index size_ = 0;
  Index capacity_ = 0;
  Index stamp_ = 2;  // even: the number of the recording, doubled
  Index leading_leaves_ = 0;
  std::vector<Index> arguments_;
  std::vector<std::shared_ptr<const CustomRule>> customs_;
  std::size_t value_reads_ = 0;
  std::size_t max_rows_;
  std::unique_ptr<Names> names_;
};

// The number of a recording as messages show it: 1, 2, 3, ... with every rewind and clear.
inline Index recording_number(Index stamp) { return stamp >> 1; }

}  // namespace wengert::detail

#endif
