// SPDX-License-Identifier: MIT
// The graph of a recording as a picture: values and adjoints on the nodes, local partials on the
// edges, what belongs to one neuron or named value in one frame.
//
//   write("net.dot", graph_dot(tape, loss));     // for any program that reads DOT
//   write("net.svg", graph_svg(tape, loss));     // laid out by the Graphviz library
#ifndef WENGERT_AUTODIFF_EXPLAIN_GRAPH_HPP
#define WENGERT_AUTODIFF_EXPLAIN_GRAPH_HPP

#include <cstddef>
#include <string>

#include "../tape.hpp"

namespace wengert {

// named: the values that have a name, and the variables. operations: every operation and number.
enum class GraphDetail { named, operations };

struct DrawingOptions {
  GraphDetail detail = GraphDetail::named;
  int digits = 4;
  bool adjoints = true;           // and the partials
  std::size_t most_nodes = 2000;  // a graph of more throws Error
};

// What y is computed from, in the DOT language. Names may be any text. Throws Error where y is a
// plain number, stale, on another tape, depends on no variable, or the graph is too large. O(rows).
WENGERT_EXPORT std::string graph_dot(const Tape& tape, const Var& y,
                                     const DrawingOptions& options = {});

// The same as a picture, by the Graphviz library. Throws Error also where this build is without it,
// or it fails. May be called from several threads; they wait for each other. Graphviz writes frames
// in the order of addresses in memory: the same picture may come in another order of elements.
WENGERT_EXPORT std::string graph_svg(const Tape& tape, const Var& y,
                                     const DrawingOptions& options = {});

// Whether this build has the Graphviz library.
WENGERT_EXPORT bool can_draw_svg();

}  // namespace wengert

#endif
