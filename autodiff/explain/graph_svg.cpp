// SPDX-License-Identifier: MIT
#include "../error.hpp"
#include "graph.hpp"

#ifdef WENGERT_HAS_GRAPHVIZ
#include <graphviz/gvc.h>

#include <memory>
#include <mutex>
#endif

namespace wengert {

#ifdef WENGERT_HAS_GRAPHVIZ

namespace {

struct FreeContext {
  void operator()(GVC_t* context) const { gvFreeContext(context); }
};
struct CloseGraph {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};
struct FreeData {
  void operator()(char* data) const { gvFreeRenderData(data); }
};

// The library keeps its state in globals, one of which (the last font of its Pango plug-in, 2.42)
// points into the context: there is one context for all drawings, and one drawing at a time.
struct Graphviz {
  std::mutex mutex;
  std::unique_ptr<GVC_t, FreeContext> context{gvContext()};
};

Graphviz& graphviz() {
  static Graphviz library;
  return library;
}

struct Layout {
  Layout(GVC_t* c, Agraph_t* g) : context(c), graph(g), done(gvLayout(c, g, "dot") == 0) {}
  ~Layout() {
    if (done) gvFreeLayout(context, graph);
  }
  Layout(const Layout&) = delete;
  Layout& operator=(const Layout&) = delete;

  GVC_t* context;
  Agraph_t* graph;
  bool done;
};

std::string rendered(const std::string& dot) {
  Graphviz& library = graphviz();
  const std::scoped_lock lock(library.mutex);
  GVC_t* const context = library.context.get();
  const std::unique_ptr<Agraph_t, CloseGraph> graph(agmemread(dot.c_str()));
  if (context == nullptr || graph == nullptr) throw Error("graph: Graphviz could not read the DOT");
  const Layout layout(context, graph.get());
  if (!layout.done) throw Error("graph: Graphviz could not lay the graph out");
  char* data = nullptr;
  unsigned int size = 0;
  if (gvRenderData(context, graph.get(), "svg", &data, &size) != 0 || data == nullptr) {
    throw Error("graph: Graphviz could not write the SVG; is its plug-in for it installed?");
  }
  const std::unique_ptr<char, FreeData> owned(data);
  return std::string(data, size);
}

}  // namespace

bool can_draw_svg() { return true; }

std::string graph_svg(const Tape& tape, const Var& y, const DrawingOptions& options) {
  return rendered(graph_dot(tape, y, options));
}

#else

bool can_draw_svg() { return false; }

std::string graph_svg(const Tape& tape, const Var& y, const DrawingOptions& options) {
  graph_dot(tape, y, options);  // a mistake in what was asked for comes first
  throw Error(
      "graph: SVG wants the Graphviz library, and this build is without it: install it "
      "(libgraphviz-dev) and configure again, or write DOT, which any Graphviz program draws");
}

#endif

}  // namespace wengert
