// SPDX-License-Identifier: MIT
#include "drawing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "../../detail/spelling.hpp"
#include "../../error.hpp"
#include "formulas.hpp"
#include "frames.hpp"
#include "local_partials.hpp"
#include "named_graph.hpp"

namespace wengert::detail {

namespace {

bool is_leaf(const Row& row) {
  return row.operation() == Operation::variable || row.operation() == Operation::constant;
}

class Drawer {
 public:
  Drawer(const Recording& recording, Index y, const DrawingOptions& options)
      : recording_(recording),
        y_(y),
        options_(options),
        frames_(frames(recording, y)),
        adjoints_(adjoints_of(recording, y)) {}

  Drawing drawn() {
    for (Index i = 0; i <= y_; ++i) {
      if (frames_[i] != not_below && is_shown(i)) add_node(i);
    }
    if (options_.detail == GraphDetail::named) {
      join_names();
    } else {
      join_operations();
    }
    return std::move(drawing_);
  }

 private:
  bool is_shown(Index i) const {
    return options_.detail == GraphDetail::operations || i == y_ || is_named(recording_, i) ||
           recording_.row(i).operation() == Operation::variable;
  }

  Role role_of(Index i) const {
    if (i == y_) return Role::output;
    const Operation operation = recording_.row(i).operation();
    if (operation == Operation::variable) return Role::variable;
    if (operation == Operation::constant) return Role::constant;
    return is_named(recording_, i) ? Role::value : Role::operation;
  }

  std::string operation_sign(Index i) const {
    const Operation operation = recording_.row(i).operation();
    const Spelling spelling = spelling_of(operation);
    if (spelling.kind == Kind::none) return std::string(recording_.operation_name(i));
    if (operation == Operation::Multiply) return "\u00d7";
    if (spelling.name == "-") return "\u2212";
    return std::string(spelling.name);
  }

  std::string title(Index i) const {
    const bool is_number = is_leaf(recording_.row(i)) && !is_named(recording_, i);
    if (is_number && role_of(i) == Role::constant) return {};
    const bool by_sign = !is_named(recording_, i) && role_of(i) == Role::operation;
    return by_sign ? operation_sign(i) : short_name(recording_, i);
  }

  std::string formula(Index i) const {
    if (is_leaf(recording_.row(i))) return {};
    if (options_.detail == GraphDetail::operations) {
      return is_named(recording_, i) ? operation_sign(i) : std::string();
    }
    Sheet sheet(Style::text);
    const auto formula = Formulas(recording_, sheet, 30, {y_}).value(i);
    const std::string text = formula ? sheet.text(*formula, {.style = Style::unicode}) : "";
    return text.size() <= 60 ? text : std::string();
  }

  void add_node(Index i) {
    if (drawing_.nodes.size() == options_.most_nodes) {
      throw Error(
          fmt::format("graph: more than {} nodes; draw the named values only, name fewer, "
                      "or raise most_nodes",
                      options_.most_nodes));
    }
    const Row& row = recording_.row(i);
    DrawnNode node{i, role_of(i), title(i), formula(i), row.value, {}, {}};
    if (options_.adjoints && row.depends_on_variable()) node.adjoint = adjoints_[i];
    if (frames_[i] != no_frame) node.frame = frames_[i];
    drawing_.nodes.push_back(std::move(node));
  }

  void join(Index from, Index to, std::optional<double> partial) {
    drawing_.edges.push_back({from, to, options_.adjoints ? partial : std::nullopt});
  }

  void join_operations() {
    LocalPartials partials(recording_);
    Index scratch[2];
    for (const DrawnNode& node : drawing_.nodes) {
      std::set<Index> joined;
      partials.each(node.row, 1.0, [&](Index k, double partial) {
        joined.insert(k);
        join(k, node.row, partial);
      });
      for (const Index k : recording_.operands(recording_.row(node.row), scratch)) {
        if (joined.insert(k).second) join(k, node.row, std::nullopt);
      }
    }
  }

  void join_names() {
    const std::vector<NamedNode> nodes = named_graph(recording_, y_, std::nullopt);
    for (const NamedNode& node : nodes) {
      std::set<Index> joined;
      for (const NamedEdge& edge : node.edges) {
        joined.insert(nodes[edge.to].row);
        join(nodes[edge.to].row, node.row, edge.partial);
      }
      join_rest(node.row, joined);
    }
    // Named values that depend on no variable have partials of nothing.
    for (const DrawnNode& node : drawing_.nodes) {
      std::set<Index> joined;
      if (!recording_.row(node.row).depends_on_variable()) join_rest(node.row, joined);
    }
  }

  // Edges from what a value is computed from without a derivative: constants, masks.
  void join_rest(Index top, std::set<Index>& joined) {
    std::set<Index> found{top};
    std::vector<Index> waiting{top};
    Index scratch[2];
    while (!waiting.empty()) {
      const Index i = waiting.back();
      waiting.pop_back();
      if (i != top && is_shown(i)) {
        if (joined.insert(i).second) join(i, top, std::nullopt);
        continue;
      }
      for (const Index k : recording_.operands(recording_.row(i), scratch)) {
        if (found.insert(k).second) waiting.push_back(k);
      }
    }
  }

  const Recording& recording_;
  Index y_;
  const DrawingOptions& options_;
  std::vector<Index> frames_;
  std::vector<double> adjoints_;
  Drawing drawing_;
};

}  // namespace

Drawing drawing(const Recording& recording, Index y, const DrawingOptions& options) {
  return Drawer(recording, y, options).drawn();
}

}  // namespace wengert::detail
