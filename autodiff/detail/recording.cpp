// SPDX-License-Identifier: MIT
#include "recording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <new>
#include <utility>

#include "../custom.hpp"
#include "../error.hpp"

namespace wengert::detail {

// Names are rare and never on the hot path. Those of the last rewind are kept, so that a message
// about a stale variable can still name it.
struct Recording::Names {
  std::map<Index, std::string> live;
  std::map<Index, std::pair<Index, std::string>> retired;  // row -> its stamp and name
};

Recording::Recording(std::size_t max_rows)
    : max_rows_(std::min<std::size_t>(max_rows, 0xffffffffu)), names_(std::make_unique<Names>()) {}

Recording::~Recording() { std::free(rows_); }

void Recording::reallocate(std::size_t capacity) {
  void* moved = std::realloc(rows_, capacity * sizeof(Row));
  if (moved == nullptr) throw std::bad_alloc();
  rows_ = static_cast<Row*>(moved);
  capacity_ = static_cast<Index>(capacity);
}

void Recording::grow(std::size_t wanted) {
  if (wanted > max_rows_) {
    throw Error(fmt::format("the tape is full: {} rows are its limit, and one more was wanted. "
                            "rewind() or clear() it between samples, or allow more with "
                            "Tape({{.max_rows = ...}}), up to 4294967295",
                            max_rows_));
  }
  const std::size_t doubled = std::max<std::size_t>(64, std::size_t{capacity_} * 2);
  reallocate(std::min(std::max(doubled, wanted), max_rows_));
}

void Recording::reserve(std::size_t rows) {
  if (rows > capacity_) {
    if (rows > max_rows_) {
      throw Error(fmt::format("reserve: {} rows were asked for, the tape's limit is {}", rows,
                              max_rows_));
    }
    reallocate(rows);
  }
}

Operand Recording::push_variable(double value) {
  const Index at = push(value, 0, 0, code_of(Operation::variable, 0), 1);
  if (at == leading_leaves_) ++leading_leaves_;
  return {value, this, at, stamp_ | 1u};
}

Recording::Arguments Recording::append_arguments(std::size_t count) {
  const std::size_t first = arguments_.size();
  if (first + count > 0xffffffffu) {
    throw Error(fmt::format("the tape's list of operands is full: {} are its limit", 0xffffffffu));
  }
  arguments_.resize(first + count);
  return {static_cast<Index>(first), arguments_.data() + first};
}

std::span<const Index> Recording::operands(const Row& r, Index (&scratch)[2]) const {
  const Operation operation = r.operation();
  if (operation == Operation::variable || operation == Operation::constant) return {};
  scratch[0] = r.a;
  scratch[1] = r.b;
  if (operation == Operation::guard || operation == Operation::custom) return {scratch, 1};
  const int arity =
      visit_row(operation, [](auto type) { return decltype(type)::type::facts.arity; });
  if (arity == 1 || arity == 2) return {scratch, static_cast<std::size_t>(arity)};
  return arguments(r);
}

Place Recording::place() const {
  return {size_, static_cast<Index>(arguments_.size()), static_cast<Index>(customs_.size()),
          size_ == 0 ? 0 : rows_[size_ - 1].stamp};
}

bool Recording::is_valid(const Place& p) const {
  return p.rows <= size_ && (p.rows == 0 || rows_[p.rows - 1].stamp == p.last_stamp);
}

void Recording::next_recording() {
  stamp_ += 2;  // wraps after 2^31 recordings; a variable kept for exactly that long is not noticed
  if (stamp_ == 0) stamp_ = 2;
}

void Recording::rewind(const Place& p) {
  if (!names_->live.empty()) {
    const auto first = names_->live.lower_bound(p.rows);
    for (auto it = first; it != names_->live.end(); ++it) {
      names_->retired[it->first] = {rows_[it->first].stamp, std::move(it->second)};
    }
    names_->live.erase(first, names_->live.end());
  }
  size_ = p.rows;
  leading_leaves_ = std::min(leading_leaves_, size_);
  arguments_.resize(p.arguments);
  customs_.resize(p.customs);
  next_recording();
}

void Recording::clear() { rewind({0, 0, 0, 0}); }

void Recording::set_name(Index row, std::string_view name) { names_->live[row] = name; }

std::string_view Recording::given_name(Index row) const {
  const auto found = names_->live.find(row);
  return found == names_->live.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view Recording::operation_name(Index row) const {
  switch (rows_[row].operation()) {
    case Operation::variable: return "variable";
    case Operation::constant: return "constant";
    case Operation::guard: return "guard";
    case Operation::custom: return custom(rows_[row]).name();
    default:
      return visit_row(rows_[row].operation(),
                       [](auto type) { return decltype(type)::type::facts.name; });
  }
}

std::string Recording::shown(Index row) const {
  const std::string_view name = given_name(row);
  if (!name.empty()) return fmt::format("'{}'", name);
  if (rows_[row].operation() == Operation::constant) return fmt::format("{}", rows_[row].value);
  return fmt::format("row {} ({})", row, operation_name(row));
}

std::string Recording::shown(const Operand& v) const {
  if (v.recording == nullptr) return fmt::format("the constant {}", v.value);
  if (v.recording != this) return v.recording->shown(v);
  if (is_live(v)) return shown(v.index);
  const auto found = names_->retired.find(v.index);
  if (found != names_->retired.end() && found->second.first == v.stamp) {
    return fmt::format("'{}'", found->second.second);
  }
  return fmt::format("row {} of recording {}", v.index, recording_number(v.stamp));
}

Index Recording::find(const Operand& v, std::string_view query) const {
  if (v.recording == nullptr) {
    throw Error(fmt::format("{}: a variable of the tape was wanted, and the constant {} came",
                            query, v.value));
  }
  if (v.recording != this) {
    throw Error(fmt::format("{}: {} is on another tape", query, v.recording->shown(v)));
  }
  if (!is_live(v)) throw_stale(v, query, Operand());
  return v.index;
}

void Recording::throw_stale(const Operand& v, std::string_view operation,
                            const Operand& other) const {
  std::string beside;
  if (other.recording != nullptr) beside = fmt::format(" Used with {}.", shown(other));
  throw Error(fmt::format(
      "{}: {} (value {}) is stale: it was recorded in recording {}, the tape was rewound or cleared "
      "since and is now in recording {}.{}",
      operation, shown(v), v.value, recording_number(v.stamp), recording_number(stamp_), beside));
}

void Recording::throw_mixed(const Operand& a, const Operand& b, std::string_view operation) {
  throw Error(fmt::format("{}: {} and {} are on different tapes", operation, a.recording->shown(a),
                          b.recording->shown(b)));
}

Index Recording::push_custom(std::shared_ptr<const CustomRule> rule) {
  const auto found = std::find(customs_.begin(), customs_.end(), rule);
  if (found != customs_.end()) return static_cast<Index>(found - customs_.begin());
  customs_.push_back(std::move(rule));
  return static_cast<Index>(customs_.size() - 1);
}

std::size_t Recording::bytes_used() const {
  return size_ * sizeof(Row) + arguments_.size() * sizeof(Index);
}

std::size_t Recording::bytes_reserved() const {
  return capacity_ * sizeof(Row) + arguments_.capacity() * sizeof(Index);
}

}  // namespace wengert::detail
