// SPDX-License-Identifier: MIT
// Formulas between names: a value in terms of the named values below it, and the derivative of one
// named value by the next as a textbook writes it.
#ifndef WENGERT_AUTODIFF_EXPLAIN_DETAIL_FORMULAS_HPP
#define WENGERT_AUTODIFF_EXPLAIN_DETAIL_FORMULAS_HPP

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

#include "../../detail/recording.hpp"
#include "../../source.hpp"

namespace wengert::detail {

// The operation of row i applied to these operands.
Source applied(const Recording& recording, Sheet& sheet, Index i, const std::vector<Source>& v);
// Row i in terms of its operands, each called by its name or "#12", with its value.
Source one_operation(const Recording& recording, Sheet& sheet, Index i);

class Formulas {
 public:
  // Formulas of more than `most_rows` rows are not written. The ends are names too.
  Formulas(const Recording& recording, Sheet& sheet, std::size_t most_rows, std::vector<Index> ends)
      : recording_(recording), sheet_(sheet), most_rows_(most_rows), ends_(std::move(ends)) {}

  // None where row i is a leaf, or the formula too long.
  std::optional<Source> value(Index i);
  // d row y / d row x. None where the formula is too long.
  std::optional<Source> slope(Index y, Index x);

 private:
  using Terms = std::unordered_map<Index, Source>;

  bool is_end(Index i) const;
  // The rows that the value of i is made of, down to names, in their order; false if too many.
  bool collect(Index i);
  Source evaluated(Index i);
  std::vector<Source> operands_of(Index i) const;
  void hand_on(Index i, Index x, Terms& adjoints);

  const Recording& recording_;
  Sheet& sheet_;
  std::size_t most_rows_;
  std::vector<Index> ends_;
  std::vector<Index> rows_;
  Terms values_;
};

}  // namespace wengert::detail

#endif
