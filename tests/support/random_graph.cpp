// SPDX-License-Identifier: MIT
#include "random_graph.hpp"

#include <algorithm>
#include <cinttypes>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <optional>

#include <autodiff/nary.hpp>

namespace wengert::test {

std::uint64_t test_seed() {
  static const std::uint64_t seed = [] {
    const char* const given = std::getenv("WENGERT_TEST_SEED");
    const std::uint64_t chosen = given != nullptr ? std::strtoull(given, nullptr, 10) : 19640801u;
    std::printf("WENGERT_TEST_SEED=%" PRIu64 "\n", chosen);
    return chosen;
  }();
  return seed;
}

namespace {

// The table's functions as a user writes them.
template <class T>
struct Call {
#define WENGERT_OPERATOR1(Row, symbol) \
  static T run(RowType<operations::Row>, std::size_t, const T& a) { return symbol a; }
#define WENGERT_OPERATOR2(Row, symbol)                                                  \
  static T run(RowType<operations::Row>, std::size_t variant, const T& a, const T& b) { \
    if (variant == 0) return a symbol b;                                                \
    T result = a;                                                                       \
    result symbol## = b;                                                                \
    return result;                                                                      \
  }
#define WENGERT_CMATH1(Row, function)                               \
  static T run(RowType<operations::Row>, std::size_t, const T& a) { \
    using std::function;                                            \
    return function(a);                                             \
  }
#define WENGERT_CMATH2(Row, function)                                           \
  static T run(RowType<operations::Row>, std::size_t, const T& a, const T& b) { \
    using std::function;                                                        \
    return function(a, b);                                                      \
  }
#define WENGERT_CMATH3(Row, function)                                                       \
  static T run(RowType<operations::Row>, std::size_t, const T& a, const T& b, const T& c) { \
    using std::function;                                                                    \
    return function(a, b, c);                                                               \
  }
#define WENGERT_OWN1(Row, function) \
  static T run(RowType<operations::Row>, std::size_t, const T& a) { return function(a); }
#define WENGERT_OWN2(Row, function)                                             \
  static T run(RowType<operations::Row>, std::size_t, const T& a, const T& b) { \
    return function(a, b);                                                      \
  }
#define WENGERT_MASK1(Row)
#define WENGERT_MASK2(Row)
#define WENGERT_SELECT3(Row)
#define WENGERT_NARY(Row, function)
#include <autodiff/operations/list.inc>
};

template <class T>
using Operands = std::vector<T>;

// What is compared comes first, then the two sides of the select.
template <class T>
T masked(const Step& step, const Operands<T>& v) {
  using N = Number<T>;
  const bool turned = step.variant == 1;
  switch (step.operation) {
    case Operation::Less:
      return turned ? select(v[1] > v[0], v[2], v[3]) : select(v[0] < v[1], v[2], v[3]);
    case Operation::LessEqual:
      return turned ? select(v[1] >= v[0], v[2], v[3]) : select(v[0] <= v[1], v[2], v[3]);
    case Operation::Equal:
      return select(v[0] == v[1], v[2], v[3]);
    case Operation::Not:
      return select(v[0] != v[1], v[2], v[3]);
    case Operation::Both:
      return N::select(N::both(N::less(v[0], v[1]), N::less(v[2], v[3])), v[4], v[5]);
    default:
      return N::select(N::less(v[0], v[1]), v[2], v[3]);
  }
}

template <class T>
T branched(const Step& step, const Operands<T>& v) {
  const bool first = step.variant == 0 ? bool(v[0] < v[1]) : bool(v[0] >= v[1]);
  return first ? v[0] : v[1];
}

template <class T>
T dotted(const Operands<T>& v) {
  const std::size_t n = v.size() / 2;
  const std::span<const T> weights(v.data(), n);
  const std::span<const T> inputs(v.data() + n, n);
  return v.size() % 2 == 0 ? dot(weights, inputs) : dot(weights, inputs, v[2 * n]);
}

template <class T>
T run_step(const Step& step, const Operands<T>& v) {
  if (step.operation == Operation::guard) return branched(step, v);
  if (step.operation == Operation::Sum) return sum(v);
  if (step.operation == Operation::Dot) return dotted(v);
  if (step.operation == Operation::LogSumExp) return logsumexp(v);
  return visit_row(step.operation, [&](auto row) -> T {
    if constexpr (requires { Call<T>::run(row, 0, v[0]); }) {
      return Call<T>::run(row, step.variant, v[0]);
    } else if constexpr (requires { Call<T>::run(row, 0, v[0], v[1]); }) {
      return Call<T>::run(row, step.variant, v[0], v[1]);
    } else if constexpr (requires { Call<T>::run(row, 0, v[0], v[1], v[2]); }) {
      return Call<T>::run(row, step.variant, v[0], v[1], v[2]);
    } else {
      return masked(step, v);
    }
  });
}

template <class T>
Operands<T> operands_of(const Step& step, const std::vector<T>& nodes) {
  Operands<T> v;
  v.reserve(step.operands.size());
  for (const std::size_t k : step.operands) v.push_back(nodes[k]);
  return v;
}

// How often an operation can be differentiated: the table ends with trigamma.
int order_of(Operation operation) {
  switch (operation) {
    case Operation::LogGamma:
      return 2;
    case Operation::Digamma:
      return 1;
    case Operation::Trigamma:
      return 0;
    default:
      return std::numeric_limits<int>::max();
  }
}

bool has_complex_form(Operation operation) {
  return operation == Operation::guard ||
         visit_row(operation, [](auto type) { return decltype(type)::type::facts.complex_form; });
}

// Whether the step compares two nodes that are nearly the same number.
bool is_close_call(const Step& step, const Operands<double>& v) {
  std::size_t compared = 0;
  switch (step.operation) {
    case Operation::guard:
    case Operation::Less:
    case Operation::LessEqual:
    case Operation::Equal:
    case Operation::Not:
    case Operation::Select:
      compared = 2;
      break;
    case Operation::Both:
      compared = 4;
      break;
    default:
      break;
  }
  for (std::size_t i = 0; i < compared; i += 2) {
    const bool one_node = step.operands[i] == step.operands[i + 1];
    if (!one_node && std::fabs(v[i] - v[i + 1]) < 1e-3) return true;
  }
  return false;
}

// Whether the step stands exactly at a point where the slope of its row is a convention, or that of
// its slope is: of 0^b, where b varies.
bool is_hard(const Step& step, const Operands<double>& v) {
  if (step.operation == Operation::guard) return false;
  if (step.operation == Operation::Pow && v[0] == 0.0) return true;
  return visit_row(step.operation, [&](auto type) {
    using R = typename decltype(type)::type;
    if constexpr (requires { R::hard(v[0]); }) {
      return R::hard(v[0]);
    } else if constexpr (requires { R::hard(v[0], v[1]); }) {
      return R::hard(v[0], v[1]);
    } else if constexpr (requires { R::hard(v[0], v[1], v[0]); }) {
      return R::hard(v[0], v[1], R::value(v[0], v[1]));
    }
    return false;
  });
}

std::vector<Operation> drawable(const GraphOptions& options) {
  std::vector<Operation> all;
  if (options.guards) all.push_back(Operation::guard);
  for_each_row([&](auto type) {
    constexpr Operation operation = operation_of<typename decltype(type)::type>;
    const bool differentiable = order_of(operation) >= options.order - 1;
    const bool passable = !options.complex_form || has_complex_form(operation);
    if (differentiable && passable) all.push_back(operation);
  });
  return all;
}

class Drawing {
 public:
  Drawing(std::uint64_t seed, const GraphOptions& options)
      : options_(options), operations_(drawable(options)), random_(seed) {
    graph_.seed = seed;
    graph_.variables = 2 + random_.below(3);
    for (std::size_t k = 0; k < graph_.variables; ++k) {
      const double size = random_.uniform(0.25, 2.0);
      const double round = static_cast<double>(random_.below(4)) - 1.0;  // where terms vanish
      const double drawn = random_.chance(0.6) ? size : -size;
      add_leaf(random_.chance(0.2) ? round : drawn, 1.0);
    }
    add_leaf(random_.uniform(0.5, 3.0), 0.0);
    for (const double number : {-1.0, 0.5, 2.0, random_.uniform(0.1, 1.5)}) add_leaf(number, 0.0);
  }

  Graph draw() {
    const std::size_t wanted = 5 + random_.below(options_.most_steps - 4);
    while (graph_.steps.size() + 1 < wanted) {
      const Step step = drawn_step();
      const std::optional<double> reach = acceptable(step);
      if (reach) add(step, *reach);
    }
    add(output(), 0.0);
    return std::move(graph_);
  }

 private:
  struct Node {
    bool varies;
    double reach;  // the sum over the paths from the variables to here of |product of slopes|
    bool used = false;
  };

  void add_leaf(double value, double reach) {
    graph_.leaves.push_back(value);
    values_.push_back(value);
    nodes_.push_back({reach != 0.0, reach});
  }

  void add(const Step& step, double reach) {
    bool varies = false;
    for (const std::size_t k : step.operands) {
      nodes_[k].used = true;
      varies = varies || nodes_[k].varies;
    }
    values_.push_back(run_step(step, operands_of(step, values_)));
    nodes_.push_back({varies, reach});
    graph_.steps.push_back(step);
  }

  std::size_t drawn_constant() {
    return graph_.variables + random_.below(graph_.leaves.size() - graph_.variables);
  }

  std::size_t drawn_operand() {
    const double kind = random_.uniform(0.0, 1.0);
    if (kind < 0.15) return drawn_constant();
    if (kind < 0.3) return random_.below(graph_.variables);
    if (kind < 0.7) return nodes_.size() - 1 - random_.below(5);
    return random_.below(nodes_.size());
  }

  std::size_t drawn_arity(Operation operation) {
    if (operation == Operation::guard) return 2;
    if (operation == Operation::Both) return 6;
    if (operation == Operation::Dot) return 2 + random_.below(8);
    return visit_row(operation, [&](auto type) -> std::size_t {
      constexpr Facts facts = decltype(type)::type::facts;
      if (facts.mask || operation == Operation::Select) return 4;
      return facts.arity != 0 ? facts.arity : 1 + random_.below(5);
    });
  }

  Step drawn_step() {
    Step step{operations_[random_.below(operations_.size())], random_.below(2), {}};
    const bool only_constants = order_of(step.operation) < options_.order;
    const std::size_t arity = drawn_arity(step.operation);
    while (step.operands.size() < arity) {
      const bool again = !step.operands.empty() && random_.chance(0.15);
      const std::size_t other = only_constants ? drawn_constant() : drawn_operand();
      step.operands.push_back(again ? step.operands.back() : other);
    }
    return step;
  }

  // All that is still unused, weighted and added up, so that every step matters.
  Step output() {
    std::vector<std::size_t> inputs = {0};
    for (std::size_t k = 1; k < nodes_.size(); ++k) {
      if (nodes_[k].varies && !nodes_[k].used) inputs.push_back(k);
    }
    Step step{Operation::Dot, 0, {}};
    for (std::size_t i = 0; i < inputs.size(); ++i) step.operands.push_back(drawn_constant());
    step.operands.insert(step.operands.end(), inputs.begin(), inputs.end());
    return step;
  }

  // The step's value and its slope along one node, with that node moved.
  Dual<double> moved(const Step& step, std::size_t node, double by) const {
    Operands<Dual<double>> v;
    v.reserve(step.operands.size());
    for (const std::size_t k : step.operands) {
      const bool here = k == node;
      v.emplace_back(values_[k] + (here ? by : 0.0), here ? 1.0 : 0.0);
    }
    return run_step(step, v);
  }

  // No kink, jump or pole within a thousandth: the slope hardly changes, and the value no more than
  // the slopes say.
  bool is_smooth(const Step& step, std::size_t node, const Dual<double>& here) const {
    const double distance = 1e-3 * std::fmax(1.0, std::fabs(values_[node]));
    for (const double by : {-distance, distance}) {
      const Dual<double> there = moved(step, node, by);
      const double bend = std::fabs(there.tangent - here.tangent);
      const double jump = std::fabs(there.value - here.value - by * here.tangent);
      if (!(bend <= 0.1 * (std::fabs(here.tangent) + 0.1))) return false;
      if (!(jump <= distance * bend + 1e-12)) return false;
    }
    return std::fabs(here.tangent) <= 30.0;
  }

  // The reach of the step's result, where the step is well away from trouble.
  std::optional<double> acceptable(const Step& step) const {
    const Operands<double> v = operands_of(step, values_);
    const double value = run_step(step, v);
    const bool moderate = value == 0.0 || std::fabs(value) >= 1e-3;
    if (!moderate || !(std::fabs(value) <= 50.0)) return std::nullopt;
    if (is_hard(step, v) || is_close_call(step, v)) return std::nullopt;
    // Left of 0 lgamma has poles and, of it and its slopes, roots at which the bounds do not hold.
    const int order = order_of(step.operation);
    if (order <= 2 && v[0] < 0.1) return std::nullopt;
    if (order == 0) return 0.0;
    double reach = 0.0;
    std::vector<std::size_t> seen;
    for (const std::size_t k : step.operands) {
      if (std::find(seen.begin(), seen.end(), k) != seen.end()) continue;
      seen.push_back(k);
      const Dual<double> here = moved(step, k, 0.0);
      if (!is_smooth(step, k, here)) return std::nullopt;
      reach += std::fabs(here.tangent) * nodes_[k].reach;
    }
    return reach <= 1e3 ? std::optional(reach) : std::nullopt;
  }

  GraphOptions options_;
  std::vector<Operation> operations_;
  Random random_;
  Graph graph_;
  std::vector<double> values_;
  std::vector<Node> nodes_;
};

}  // namespace

Graph random_graph(std::uint64_t seed, const GraphOptions& options) {
  return Drawing(seed, options).draw();
}

bool has_complex_form(const Graph& graph) {
  return std::all_of(graph.steps.begin(), graph.steps.end(),
                     [](const Step& step) { return has_complex_form(step.operation); });
}

template <class T>
std::vector<T> run(const Graph& graph, std::vector<T> nodes) {
  nodes.reserve(nodes.size() + graph.steps.size());
  for (const Step& step : graph.steps) nodes.push_back(run_step(step, operands_of(step, nodes)));
  return nodes;
}

template std::vector<double> run(const Graph&, std::vector<double>);
template std::vector<Dual<double>> run(const Graph&, std::vector<Dual<double>>);
template std::vector<Var> run(const Graph&, std::vector<Var>);

}  // namespace wengert::test
