// SPDX-License-Identifier: MIT
#include "graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "detail/cause_words.hpp"
#include "detail/drawing.hpp"
#include "detail/local_partials.hpp"

namespace wengert {

using detail::Drawing;
using detail::DrawnEdge;
using detail::DrawnNode;
using detail::Index;
using detail::Role;

namespace {

struct Colours {
  std::string_view fill, line, text;
};

Colours colours_of(Role role) {
  switch (role) {
    case Role::variable:
      return {"#fff4d6", "#d9a514", "#5c4300"};
    case Role::constant:
      return {"#eef0f3", "#aab2bd", "#4a525c"};
    case Role::output:
      return {"#dff3e4", "#3f9a5a", "#14532d"};
    case Role::operation:
      return {"#ffffff", "#9aa5b1", "#37414d"};
    default:
      return {"#e3edfb", "#4a7fc9", "#173a6b"};
  }
}

// For an HTML-like label. Control characters are shown as blanks.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return result;
}

class DotWriter {
 public:
  DotWriter(const Drawing& drawing, const DrawingOptions& options)
      : drawing_(drawing), options_(options) {
    for (const DrawnNode& node : drawing.nodes) {
      if (node.role == Role::variable || node.role == Role::constant) leaves_.insert(node.row);
      if (node.adjoint) adjoints_[node.row] = *node.adjoint;
      if (node.frame) frames_[*node.frame].push_back(&node);
    }
    for (const DrawnEdge& edge : drawing.edges) {
      const double size = contribution(edge);
      if (std::isfinite(size)) largest_ = std::max(largest_, size);
    }
  }

  std::string written() {
    text_ = "digraph wengert {\n";
    text_ +=
        "  graph [rankdir=LR, bgcolor=\"white\", pad=0.3, nodesep=0.22, ranksep=0.65, "
        "splines=spline, newrank=true, fontname=\"Helvetica\"];\n"
        "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=12, "
        "margin=\"0.09,0.05\", height=0.2, width=0.2];\n"
        "  edge [fontname=\"Helvetica\", fontsize=9, color=\"#8793a1\", fontcolor=\"#5a6673\", "
        "arrowsize=0.6];\n";
    for (const auto& [row, members] : frames_) write_frame(row, members);
    for (const DrawnNode& node : drawing_.nodes) {
      if (!node.frame) write(node, "  ");
    }
    for (const DrawnEdge& edge : drawing_.edges) write(edge);
    return text_ += "}\n";
  }

 private:
  std::string number(double x) const { return detail::shown_number(x, options_.digits); }

  double contribution(const DrawnEdge& edge) const {
    const auto at = adjoints_.find(edge.to);
    if (!edge.partial || at == adjoints_.end()) return 0.0;
    return std::fabs(*edge.partial * at->second);
  }

  void write_frame(Index row, const std::vector<const DrawnNode*>& members) {
    if (members.size() == 1) return write(*members[0], "  ");
    text_ += fmt::format(
        "  subgraph cluster_{} {{\n"
        "    style=\"rounded,filled\"; color=\"#d5dce5\"; fillcolor=\"#f7f9fc\"; margin=10;\n",
        row);
    for (const DrawnNode* node : members) write(*node, "    ");
    text_ += "  }\n";
  }

  static std::string cell(std::string_view text, int size, std::string_view colour) {
    return fmt::format("<TR><TD><FONT POINT-SIZE=\"{}\" COLOR=\"{}\">{}</FONT></TD></TR>", size,
                       colour, text);
  }

  void write(const DrawnNode& node, std::string_view indent) {
    const Colours colours = colours_of(node.role);
    std::string rows;
    const std::string title = escaped(node.title);
    const bool bold = node.role != Role::operation;
    if (!title.empty()) {
      rows += cell(bold ? fmt::format("<B>{}</B>", title) : title, 13, colours.text);
    }
    if (!node.formula.empty()) rows += cell(escaped(node.formula), 10, "#6b7683");
    rows += cell(number(node.value), 11, colours.text);
    if (node.adjoint) rows += cell(fmt::format("\u2202 {}", number(*node.adjoint)), 10, "#b3403a");
    text_ += fmt::format(
        "{}n{} [fillcolor=\"{}\", color=\"{}\", tooltip=\"row {}\", label=<<TABLE BORDER=\"0\" "
        "CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">{}</TABLE>>];\n",
        indent, node.row, colours.fill, colours.line, node.row, rows);
  }

  // The more an edge contributes to the derivatives, the thicker it is.
  void write(const DrawnEdge& edge) {
    if (!edge.partial) {
      text_ += fmt::format("  n{} -> n{} [style=dashed, color=\"#b8c0ca\"];\n", edge.from, edge.to);
      return;
    }
    const double size = contribution(edge);
    const double share = largest_ > 0.0 && std::isfinite(size) ? size / largest_ : 0.0;
    text_ += fmt::format("  n{} -> n{} [label=\" {} \", penwidth={:.2f}{}];\n", edge.from, edge.to,
                         number(*edge.partial), 0.8 + 2.0 * std::sqrt(share),
                         leaves_.contains(edge.from) ? "" : ", weight=2");
  }

  const Drawing& drawing_;
  const DrawingOptions& options_;
  std::map<Index, double> adjoints_;
  std::set<Index> leaves_;  // what comes from elsewhere is kept straight
  std::map<Index, std::vector<const DrawnNode*>> frames_;
  double largest_ = 0.0;
  std::string text_;
};

}  // namespace

std::string graph_dot(const Tape& tape, const Var& y, const DrawingOptions& options) {
  const detail::Recording& recording = recording_of(tape);
  const Drawing picture = drawing(recording, varying_row(recording, y, "graph"), options);
  return DotWriter(picture, options).written();
}

}  // namespace wengert
