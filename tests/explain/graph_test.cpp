// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include <autodiff/error.hpp>
#include <autodiff/explain/graph.hpp>

#include "../support/approved.hpp"
#include "../support/random_graph.hpp"
#include "../support/says.hpp"
#include "tutorial_tape.hpp"

namespace wengert::test {
namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) {
    ++found;
  }
  return found;
}

const DrawingOptions all{.detail = GraphDetail::operations};

}  // namespace

BOOST_AUTO_TEST_SUITE(graphs)

BOOST_AUTO_TEST_CASE(the_tutorials_network_is_drawn_in_two_levels_of_detail) {
  const TutorialTape t;
  BOOST_TEST(is_approved("explain/approved/tutorial_named.dot", graph_dot(t.tape, t.loss)));
  BOOST_TEST(
      is_approved("explain/approved/tutorial_operations.dot", graph_dot(t.tape, t.loss, all)));
}

BOOST_AUTO_TEST_CASE(a_neuron_stands_in_a_frame_with_its_own_parameters) {
  const TutorialTape t;
  const std::string dot = graph_dot(t.tape, t.loss);
  BOOST_TEST(count(dot, "subgraph cluster_") == 3);
  BOOST_TEST(count(dot, " -> ") == 16);
  BOOST_TEST(count(dot, "label=<") == 15);
}

BOOST_AUTO_TEST_CASE(a_named_sum_stands_with_the_activation_that_alone_uses_it) {
  Tape tape;
  const Var w = tape.variable(2.0, "w");
  const Var x = tape.constant(3.0, "x");
  const Var sum = w * x;
  tape.name(sum, "sum_h");
  const Var h = sigmoid(sum);
  tape.name(h, "h");
  const Var loss = square(h) + x;
  tape.name(loss, "loss");
  const std::string dot = graph_dot(tape, loss);
  BOOST_TEST(count(dot, "subgraph cluster_") == 1);
  BOOST_TEST(dot.find("n2 [") < dot.find("  }\n"));
}

BOOST_AUTO_TEST_CASE(names_may_be_any_text) {
  Tape tape;
  const Var x = tape.variable(1.0, "a\"b\\c<d>&'e\n\u00fc\u4e2d");
  const Var y = exp(x);
  tape.name(y, "]]>-->{}|");
  const std::string dot = graph_dot(tape, y);
  BOOST_TEST(dot.find("a&quot;b\\c&lt;d&gt;&amp;&#39;e \u00fc\u4e2d") != std::string::npos);
  BOOST_TEST(dot.find("]]&gt;--&gt;{}|") != std::string::npos);
  if (can_draw_svg()) {
    const std::string svg = graph_svg(tape, y);
    BOOST_TEST(svg.find("\u00fc\u4e2d") != std::string::npos);
    BOOST_TEST(svg.find("a&quot;b\\c&lt;d&gt;&amp;") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(values_alone_are_drawn_without_derivatives) {
  const TutorialTape t;
  const std::string dot = graph_dot(t.tape, t.loss, {.adjoints = false});
  BOOST_TEST(dot.find("\u2202") == std::string::npos);
  BOOST_TEST(dot.find("label=\" ") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(random_graphs_are_drawn_without_a_loose_end) {
  for (std::size_t k = 0; k < 200; ++k) {
    const RecordedGraph recorded = record(random_graph(graph_seed(k), {}));
    if (operand_of(recorded.output).active() == 0) continue;
    const std::string dot = graph_dot(recorded.tape, recorded.output, all);
    BOOST_TEST(count(dot, "{") == count(dot, "}"));
    for (std::size_t at = 0; (at = dot.find(" -> n", at)) != std::string::npos; ++at) {
      const std::string to = dot.substr(at + 4, dot.find(' ', at + 4) - at - 4);
      BOOST_TEST(dot.find(to + " [fillcolor") != std::string::npos, to);
    }
  }
}

BOOST_AUTO_TEST_CASE(svg_is_drawn_where_graphviz_is_there) {
  const TutorialTape t;
  if (!can_draw_svg()) {
    BOOST_CHECK_EXCEPTION(graph_svg(t.tape, t.loss), Error, says("Graphviz", "DOT"));
    return;
  }
  const std::string svg = graph_svg(t.tape, t.loss);
  BOOST_TEST(svg.starts_with("<?xml"));
  BOOST_TEST(svg.ends_with("</svg>\n"));
  BOOST_TEST(count(svg, "class=\"cluster\"") == 3);
  BOOST_TEST(count(svg, "class=\"edge\"") == 16);
}

BOOST_AUTO_TEST_CASE(threads_draw_one_after_the_other) {
  if (!can_draw_svg()) return;
  const TutorialTape t;
  const std::size_t alone = graph_svg(t.tape, t.loss).size();  // the order may differ
  std::vector<std::string> drawn(4);
  std::vector<std::thread> threads;
  for (std::string& svg : drawn) threads.emplace_back([&] { svg = graph_svg(t.tape, t.loss); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& svg : drawn) BOOST_TEST(svg.size() == alone);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_drawn_is_refused) {
  Tape tape;
  const Var x = tape.variable(1.0, "x");
  Var y = x;
  for (int i = 0; i < 20; ++i) y = sin(y);
  BOOST_CHECK_EXCEPTION(graph_dot(tape, y, {.detail = GraphDetail::operations, .most_nodes = 20}),
                        Error, says("graph", "more than 20 nodes"));
  BOOST_CHECK_EXCEPTION(graph_dot(tape, 1.0), Error, says("graph", "constant 1"));
  BOOST_CHECK_EXCEPTION(graph_dot(tape, tape.constant(2.0, "c")), Error, says("'c'"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
