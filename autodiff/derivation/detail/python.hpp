// SPDX-License-Identifier: MIT
// A derivation as it stands in a program: its functions, the formulas in its methods and loops, and
// the names that only running it would give values.
#ifndef WENGERT_AUTODIFF_DERIVATION_DETAIL_PYTHON_HPP
#define WENGERT_AUTODIFF_DERIVATION_DETAIL_PYTHON_HPP

#include <map>
#include <set>
#include <string>
#include <vector>

#include "python_lines.hpp"
#include "reader.hpp"

namespace wengert::detail {

// Throws DerivationError.
Derivation read_python(SourceText& text);

// What a program consists of for us, in its order.
struct PythonItem {
  enum class Kind {
    statement,   // name = formula, name -= formula
    function,    // def f(x): steps, return formula
    lambda,      // f = lambda x: formula
    loop,        // for x, y in zip(a, b): its names
    parameters,  // of a function whose body is read as statements
    passed,      // no formula
  };
  Kind kind;
  std::size_t first = 0;  // lines of the program: [first, last)
  std::size_t last = 0;
  TextRange body;  // of a one-line function: what stands behind the colon
};

// Takes a program apart. Throws DerivationError where blocks are nested too deep.
class PythonPlanner {
 public:
  PythonPlanner(const SourceText& text, const std::vector<PythonLine>& lines)
      : text_(text), lines_(lines) {}
  std::vector<PythonItem> plan();

 private:
  void plan_block(std::size_t first, std::size_t last, std::size_t depth);
  void plan_line(std::size_t& i, std::size_t last, std::size_t depth);
  void plan_function(std::size_t first, std::size_t last, std::size_t depth);
  bool is_function(std::size_t first, std::size_t last) const;
  std::size_t end_of_block(std::size_t head, std::size_t last) const;
  std::string_view line(std::size_t i) const;
  TextRange behind_colon(std::size_t i) const;
  void add(PythonItem::Kind kind, std::size_t first, std::size_t last) {
    items_.push_back({kind, first, last, {}});
  }

  const SourceText& text_;
  const std::vector<PythonLine>& lines_;
  std::vector<PythonItem> items_;
};

// An assignment taken apart; `sign` is npos where the line is none.
struct PythonAssignment {
  std::size_t sign = std::string_view::npos;  // where the = stands
  std::string_view left;                      // without the - of -=
  std::string_view right;
  bool is_update = false;
};
PythonAssignment assignment_in(std::string_view line);
// Whether a right side is clearly something else than a formula.
bool is_opaque(std::string_view right);
// What only running the program would give: random numbers, zeros.
bool is_made_by_running(std::string_view right);
// The names in parentheses or before `in`: "self, x, rate=0.1" gives x, rate.
std::vector<std::string> names_in(std::string_view list);
// Calls f(identifier, rest of the text behind it) for every identifier.
template <class F>
void for_each_identifier(std::string_view text, F f) {
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view word = first_word(text.substr(i));
    i += word.empty() ? 1 : word.size();
    const bool is_name = !word.empty() && (word[0] < '0' || word[0] > '9');
    if (is_name) f(word, text.substr(i));
  }
}

}  // namespace wengert::detail

#endif
