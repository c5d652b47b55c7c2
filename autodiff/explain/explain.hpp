// SPDX-License-Identifier: MIT
// explain: a derivative as the chain rule along every path through the named values.
//
//   const Explanation e = explain(tape, loss, w1);
//   std::string page = to_text(e);          // dL/dw1 = dL/dy_pred * dy_pred/dh1 * dh1/dw1, ...
//   e.paths[0].product;                     // 0.021469...
//
// Values without a name are folded into the formulas between names, so that a derivation has the
// steps that whoever named the values had in mind. The sum of the products over all paths is the
// adjoint. Where there are more paths than asked for, those with the largest products are found
// without going through the others: 2^60 paths take no longer than 60 steps.
#ifndef WENGERT_AUTODIFF_EXPLAIN_EXPLAIN_HPP
#define WENGERT_AUTODIFF_EXPLAIN_EXPLAIN_HPP

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "../source.hpp"
#include "../tape.hpp"

namespace wengert {

struct ExplainOptions {
  std::size_t paths = 5;           // at most so many are told
  std::size_t formula_rows = 100;  // formulas of more operations than this are not written
};

// The derivative of one named value by another that it is computed from directly.
struct Factor {
  std::string of, by;             // names; what has none is called by its row, "#12"
  double value;                   // the partial
  std::optional<Source> formula;  // as a textbook writes it; none where it is too long
};

// The value of a name that a path passes.
struct NamedFormula {
  std::string name;
  double value;
  std::optional<Source> formula;  // none for what was given, and where it is too long
};

struct Path {
  std::vector<std::size_t> factors;  // which of Explanation::factors, from the output down
  double product;
};

struct Explanation {
  std::string of, by;
  double derivative;                 // the adjoint of the reverse sweep
  std::vector<Path> paths;           // the largest |product| first
  std::vector<Factor> factors;       // of the paths told
  std::vector<NamedFormula> values;  // on the paths told, in their order
  double path_count;                 // of all paths; exact up to 2^53
  double sum;           // of the products of all paths: the derivative, rounded otherwise
  double absolute_sum;  // of their absolute values

  std::shared_ptr<const Sheet> sheet;  // what the formulas stand on
  std::vector<Operation> primed;       // the functions whose derivative is written with a prime
};

// d y / d x. Throws Error where y or x is a plain number, stale, on another tape, or depends on no
// variable. No path is an answer: 0. O(rows up to y), and for every named value the rows between it
// and the names that it is computed from.
WENGERT_EXPORT Explanation explain(const Tape& tape, const Var& y, const Var& x,
                                   const ExplainOptions& options = {});

struct PrintOptions {
  int digits = 5;       // of every number
  bool unicode = true;  // the partial sign; else the letter d
};

// For a terminal. The formulas are in the notation of derivation files.
WENGERT_EXPORT std::string to_text(const Explanation& e, const PrintOptions& options = {});
WENGERT_EXPORT std::string to_markdown(const Explanation& e, const PrintOptions& options = {});
// A piece of a document that uses the package amsmath.
WENGERT_EXPORT std::string to_latex(const Explanation& e, const PrintOptions& options = {});

}  // namespace wengert

#endif
