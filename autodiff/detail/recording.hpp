// SPDX-License-Identifier: MIT
// What a Tape owns and its Vars point to: the rows of the Wengert list and everything about them.
// The hot path, checking operands and appending a row, is inline here; the rest is in the .cpp.
#ifndef WENGERT_AUTODIFF_DETAIL_RECORDING_HPP
#define WENGERT_AUTODIFF_DETAIL_RECORDING_HPP

#include <algorithm>
#include <bit>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export.hpp"
#include "inlining.hpp"
#include "row.hpp"

namespace wengert {
class CustomRule;
}

namespace wengert::detail {

class Recording;

// A row of a recording, as a Var holds on to it. No recording: a constant. Two machine words, so
// that it is passed and returned in registers.
struct Node {
  Recording* recording = nullptr;
  NodeId id = 0;

  bool is_constant() const { return recording == nullptr; }
  Index index() const { return index_of(id); }
  Index stamp() const { return stamp_of(id); }
  unsigned active() const { return static_cast<unsigned>(id >> 63); }
};

struct Operand : Node {
  double value = 0.0;

  explicit Operand(double constant = 0.0) : value(constant) {}
  Operand(const Node& node, double recorded) : Node(node), value(recorded) {}
};

// The variables at the start of a tape, mostly the parameters: rows 0, 1, ... recorded one after
// another, so that their ids are consecutive and one comparison tells whether an id is among them.
struct Leaves {
  NodeId first = 0;
  NodeId count = 0;

  WENGERT_ALWAYS_INLINE bool contain(NodeId id) const { return id - first < count; }
  // A variable with this id was recorded.
  void add(NodeId id) {
    if (count == 0 && index_of(id) == 0) first = id;
    if (id - first == count) ++count;
  }
  // Not stored where nothing changes: a load of both numbers would have to wait for it.
  void keep_below(Index row) {
    if (row < count) count = row;
  }
  bool operator==(const Leaves&) const = default;
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

  Node push_variable(double value) {
    const NodeId id = push(value, 0, 0, code_of(Operation::variable, 0), depends_bit);
    leaves_.add(id);
    return {this, id};
  }
  WENGERT_ALWAYS_INLINE Node push_constant(double value) {
    return {this, push(value, 0, 0, code_of(Operation::constant, 0), 0)};
  }
  WENGERT_ALWAYS_INLINE Node push_row(double value, Index a, Index b, Operation operation,
                                      unsigned active) {
    const NodeId depends = active != 0 ? depends_bit : 0;
    return {this, push(value, a, b, code_of(operation, active), depends)};
  }
  WENGERT_ALWAYS_INLINE Node push_list(double value, Index first, std::size_t count, Code code,
                                       NodeId dependence) {
    return {this, push(value, first, static_cast<Index>(count), code, dependence & depends_bit)};
  }

  // The same for operands known to be live.
  WENGERT_ALWAYS_INLINE Node push_live(const ValueAndRest& y, NodeId a, Operation operation,
                                       unsigned wanted) {
    const unsigned active = static_cast<unsigned>(a >> 63) & wanted;
    const NodeId depends = wanted != 0 ? a & depends_bit : 0;
    return {this, push(y.value, index_of(a), std::bit_cast<Index>(y.rest),
                       code_of(operation, active), depends)};
  }
  WENGERT_ALWAYS_INLINE Node push_live(double value, NodeId a, NodeId b, Operation operation,
                                       unsigned wanted) {
    const unsigned active = static_cast<unsigned>((a >> 63) + 2 * (b >> 63)) & wanted;
    const NodeId depends = wanted != 0 ? (a | b) & depends_bit : 0;
    return {this, push(value, index_of(a), index_of(b), code_of(operation, active), depends)};
  }

  // The row of an operand; constants get one. Throws when the operand is stale or on another tape;
  // `operation` and `other` are for the message.
  WENGERT_COLD Index row_of(const Operand& v, Operation operation, const Operand& other);

  // Whether a row of this recording has not been rewound since it was recorded. The first question
  // settles it for what was recorded since the last rewind, the second for parameters: neither
  // looks at the row.
  WENGERT_ALWAYS_INLINE bool is_live(const Node& v) const {
    if (is_recent(v.id)) return true;
    if (leaves_.contain(v.id)) [[likely]]
      return true;
    return has_row(v.id);
  }
  WENGERT_ALWAYS_INLINE bool has_live(const Node& v) const {
    if (v.recording != this) [[unlikely]]
      return false;
    return is_live(v);
  }
  // Recorded since the last rewind.
  WENGERT_ALWAYS_INLINE bool is_recent(NodeId id) const {
    return ((id ^ next_) & recording_bits) == 0;
  }
  // As row_of, for a query: neither records nor accepts constants.
  Index find(const Operand& v, std::string_view query) const;

  // Room for the `count` operands of a row with three or more. Throws Error beyond 2^32 - 1.
  struct Arguments {
    Index first;
    Index* rows;
  };
  Arguments append_arguments(std::size_t count) {
    if (count > argument_capacity_ - argument_count_) [[unlikely]]
      grow_arguments(count);
    const std::size_t first = argument_count_;
    argument_count_ += count;
    return {static_cast<Index>(first), arguments_ + first};
  }

  const Row& row(Index i) const { return rows_[i]; }
  const Row* rows() const { return rows_; }
  std::span<const Index> arguments(const Row& r) const { return {arguments_ + r.a, r.b}; }
  // The operands' rows of any row. `scratch` holds them for rows that store them inline.
  std::span<const Index> operands(const Row& r, Index (&scratch)[2]) const;
  Index size() const { return index_of(next_); }
  std::size_t argument_count() const { return argument_count_; }
  Index stamp() const { return stamp_of(next_); }
  // The sweep stops there.
  const Leaves& leaves() const { return leaves_; }

  Place place() const;
  bool is_valid(const Place& p) const {
    return p.rows <= size() && (p.rows == 0 || rows_[p.rows - 1].stamp == p.last_stamp);
  }
  void rewind(const Place& p) {
    if (p.rows < named_rows_) retire_names(p.rows);
    leaves_.keep_below(p.rows);
    argument_count_ = p.arguments;
    if (customs_.size() > p.customs) customs_.resize(p.customs);
    start_recording(p.rows);
  }
  void clear();
  void reserve(std::size_t rows);

  void set_name(Index row, std::string_view name);
  // The name given, or how the row is called without one: "row 12 (sin)".
  std::string shown(Index row) const;
  std::string_view given_name(Index row) const;
  std::string_view operation_name(Index row) const;
  static std::string_view shown(Operation operation);
  std::string shown(const Operand& v) const;

  // Says that v is stale, or on another tape than `other`.
  [[noreturn]] void throw_unusable(const Operand& v, std::string_view operation,
                                   const Operand& other) const;

  Index push_custom(std::shared_ptr<const CustomRule> rule);
  const CustomRule& custom(const Row& r) const { return *customs_[r.b]; }

  void count_value_read() { ++value_reads_; }
  std::size_t value_reads() const { return value_reads_; }
  std::size_t bytes_used() const;
  std::size_t bytes_reserved() const;

 private:
  WENGERT_ALWAYS_INLINE bool has_row(NodeId id) const {
    return index_of(id) < size() && rows_[index_of(id)].stamp == stamp_of(id);
  }
  WENGERT_ALWAYS_INLINE NodeId push(double value, Index a, Index b, Code code, NodeId depends) {
    if (size() == capacity_) [[unlikely]]
      grow();
    const NodeId id = next_ | depends;
    rows_[index_of(next_)] = Row{value, a, b, stamp_of(id), code};
    ++next_;
    return id;
  }
  WENGERT_NEVER_INLINE void grow();
  WENGERT_NEVER_INLINE void grow_arguments(std::size_t count);
  void reallocate(std::size_t capacity);
  // Wraps after 2^31 - 1 recordings; a variable kept for exactly that long is not noticed as stale.
  void start_recording(Index rows) {
    const Index number = recording_number(stamp() + 1);
    next_ = NodeId{number == 0 ? 1 : number} << 32 | rows;
  }
  void retire_names(Index from);

  struct Names;

  Row* rows_ = nullptr;
  NodeId next_ = NodeId{1} << 32;  // the next row, in recording 1
  Index capacity_ = 0;
  Index named_rows_ = 0;  // no row from here on has a name
  Leaves leaves_;
  Index* arguments_ = nullptr;
  std::size_t argument_count_ = 0;
  std::size_t argument_capacity_ = 0;
  std::vector<std::shared_ptr<const CustomRule>> customs_;
  std::size_t value_reads_ = 0;
  std::size_t max_rows_;
  std::unique_ptr<Names> names_;
};

// Whether the operands of a row are recorded, on the same tape, and not stale.
WENGERT_ALWAYS_INLINE bool is_live(const Node& a) {
  if (a.recording == nullptr) [[unlikely]]
    return false;
  return a.recording->is_live(a);
}
WENGERT_ALWAYS_INLINE bool are_live(const Node& a, const Node& b) {
  if (a.recording != b.recording) [[unlikely]]
    return false;
  if (a.recording == nullptr) [[unlikely]]
    return false;
  return a.recording->is_live(a) && a.recording->is_live(b);
}

}  // namespace wengert::detail

#endif
