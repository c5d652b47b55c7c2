// SPDX-License-Identifier: MIT
// What a tape can say about where a derivative is doubtful.
#ifndef WENGERT_AUTODIFF_DIAGNOSIS_HPP
#define WENGERT_AUTODIFF_DIAGNOSIS_HPP

#include <cstddef>
#include <string>
#include <vector>

namespace wengert {

struct NamedValue {
  std::string name;  // the name given, or what Tape::name() shows without one
  double value;
};

// A row that ran at a point where its slope is infinite, missing or a convention.
struct HardPoint {
  std::size_t row;
  std::string operation;
  std::vector<NamedValue> operands;
  std::string rule;  // "the slope of abs at 0 is taken as 0"
  std::string text;  // all of it in a sentence
};

enum class Direction { forward, backward };

// Where a NaN or an infinity first arose.
struct NonFinite {
  std::size_t row;
  Direction direction;  // forward: the row's value; backward: what it hands to an operand
  std::string operation;
  std::vector<NamedValue> operands;
  double value;      // the non-finite number
  std::string text;  // all of it in a sentence
};

}  // namespace wengert

#endif
