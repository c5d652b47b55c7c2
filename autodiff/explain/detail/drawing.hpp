// SPDX-License-Identifier: MIT
// What a picture of a recording shows, before it is written in a language.
#ifndef WENGERT_AUTODIFF_EXPLAIN_DETAIL_DRAWING_HPP
#define WENGERT_AUTODIFF_EXPLAIN_DETAIL_DRAWING_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "../../detail/recording.hpp"
#include "../graph.hpp"

namespace wengert::detail {

enum class Role { variable, constant, value, operation, output };

struct DrawnNode {
  Index row;
  Role role;
  std::string title;    // the name, or the operation
  std::string formula;  // may be empty
  double value;
  std::optional<double> adjoint;
  std::optional<Index> frame;  // the row of the named value whose frame it stands in
};

struct DrawnEdge {
  Index from, to;  // from the operand to the result
  std::optional<double> partial;
};

struct Drawing {
  std::vector<DrawnNode> nodes;  // in the order of their rows
  std::vector<DrawnEdge> edges;
};

Drawing drawing(const Recording& recording, Index y, const DrawingOptions& options);

}  // namespace wengert::detail

#endif
