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

Recording::~Recording() {
  std::free(rows_);
  std::free(arguments_);
}

namespace {

// Rows are moved as bytes, and a large block is mostly not even copied: the system remaps it.
template <class T>
T* reallocated(T* block, std::size_t capacity) {
  void* const moved = std::realloc(block, capacity * sizeof(T));
  if (moved == nullptr) throw std::bad_alloc();
  return static_cast<T*>(moved);
}

}  // namespace

void Recording::reallocate(std::size_t capacity) {
  rows_ = reallocated(rows_, capacity);
  capacity_ = static_cast<Index>(capacity);
}

void Recording::grow() {
  if (size() >= max_rows_) {
    throw Error(
        fmt::format("the tape is full: {} rows are its limit, and one more was wanted. "
                    "rewind() or clear() it between samples, or allow more with "
                    "Tape({{.max_rows = ...}}), up to 4294967295",
                    max_rows_));
  }
  const std::size_t doubled = std::max<std::size_t>(64, std::size_t{capacity_} * 2);
  reallocate(std::min(doubled, max_rows_));
}

void Recording::reserve(std::size_t rows) {
  if (rows > capacity_) {
    if (rows > max_rows_) {
      throw Error(
          fmt::format("reserve: {} rows were asked for, the tape's limit is {}", rows, max_rows_));
    }
    reallocate(rows);
  }
}

void Recording::grow_arguments(std::size_t count) {
  const std::size_t wanted = argument_count_ + count;
  if (wanted > 0xffffffffu) {
    throw Error(fmt::format("the tape's list of operands is full: {} are its limit", 0xffffffffu));
  }
  const std::size_t capacity =
      std::max<std::size_t>(2 * argument_capacity_, std::max<std::size_t>(wanted, 64));
  arguments_ = reallocated(arguments_, capacity);
  argument_capacity_ = capacity;
}

Index Recording::row_of(const Operand& v, Operation operation, const Operand& other) {
  if (v.recording == this && is_live(v)) return v.index();
  if (v.recording == nullptr) return push_constant(v.value).index();
  throw_unusable(v, shown(operation), other);
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
  const Index rows = size();
  return {rows, static_cast<Index>(argument_count_), static_cast<Index>(customs_.size()),
          rows == 0 ? 0 : rows_[rows - 1].stamp};
}

void Recording::retire_names(Index from) {
  const auto first = names_->live.lower_bound(from);
  for (auto it = first; it != names_->live.end(); ++it) {
    names_->retired[it->first] = {rows_[it->first].stamp, std::move(it->second)};
  }
  names_->live.erase(first, names_->live.end());
  named_rows_ = from;
}

void Recording::clear() { rewind({0, 0, 0, 0}); }

void Recording::set_name(Index row, std::string_view name) {
  names_->live[row] = name;
  named_rows_ = std::max(named_rows_, row + 1);
}

std::string_view Recording::given_name(Index row) const {
  const auto found = names_->live.find(row);
  return found == names_->live.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view Recording::shown(Operation operation) {
  switch (operation) {
    case Operation::variable:
      return "variable";
    case Operation::constant:
      return "constant";
    case Operation::guard:
      return "a branch";
    case Operation::custom:
      return "a custom operation";
    default:
      return visit_row(operation, [](auto type) { return decltype(type)::type::facts.name; });
  }
}

std::string_view Recording::operation_name(Index row) const {
  const Operation operation = rows_[row].operation();
  return operation == Operation::custom ? custom(rows_[row]).name() : shown(operation);
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
  if (is_live(v)) return shown(v.index());
  const auto found = names_->retired.find(v.index());
  if (found != names_->retired.end() && found->second.first == v.stamp()) {
    return fmt::format("'{}'", found->second.second);
  }
  return fmt::format("row {} of recording {}", v.index(), recording_number(v.stamp()));
}

Index Recording::find(const Operand& v, std::string_view query) const {
  if (v.recording == nullptr) {
    throw Error(fmt::format("{}: a variable of the tape was wanted, and the constant {} came",
                            query, v.value));
  }
  if (v.recording != this) {
    throw Error(fmt::format("{}: {} is on another tape", query, v.recording->shown(v)));
  }
  if (!is_live(v)) throw_unusable(v, query, Operand());
  return v.index();
}

void Recording::throw_unusable(const Operand& v, std::string_view operation,
                               const Operand& other) const {
  if (v.recording != this) {
    throw Error(fmt::format("{}: {} and {} are on different tapes", operation, shown(other),
                            v.recording->shown(v)));
  }
  std::string beside;
  const bool itself = other.recording == this && other.id == v.id;
  if (other.recording != nullptr && !itself) beside = fmt::format(" Used with {}.", shown(other));
  throw Error(fmt::format(
      "{}: {} (value {}) is stale: it was recorded in recording {}, the tape was rewound or "
      "cleared since and is now in recording {}.{}",
      operation, shown(v), v.value, recording_number(v.stamp()), recording_number(stamp()),
      beside));
}

Index Recording::push_custom(std::shared_ptr<const CustomRule> rule) {
  const auto found = std::find(customs_.begin(), customs_.end(), rule);
  if (found != customs_.end()) return static_cast<Index>(found - customs_.begin());
  customs_.push_back(std::move(rule));
  return static_cast<Index>(customs_.size() - 1);
}

std::size_t Recording::bytes_used() const {
  return size() * sizeof(Row) + argument_count_ * sizeof(Index);
}

std::size_t Recording::bytes_reserved() const {
  return capacity_ * sizeof(Row) + argument_capacity_ * sizeof(Index);
}

}  // namespace wengert::detail
