// SPDX-License-Identifier: MIT
#include "repair_search.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "words.hpp"

namespace wengert::detail {
namespace {

using Kind = Expression::Kind;

double base_cost(Slip slip) {
  switch (slip) {
    case Slip::other_name:
    case Slip::slope:
      return 1.0;
    case Slip::argument:
      return 1.1;
    case Slip::sign:
      return 1.2;
    case Slip::number:
      return 1.3;
    case Slip::swapped:
    case Slip::operation:
    case Slip::complement:
      return 1.4;
    case Slip::missing_factor:
    case Slip::extra_factor:
    case Slip::exponent:
      return 1.5;
    case Slip::missing_term:
    case Slip::extra_term:
    case Slip::regrouped:
      return 1.6;
    case Slip::name_for_value:
    case Slip::value_for_name:
    case Slip::function:
      return 1.8;
  }
  return 2.0;
}

// What is put in is the less likely the more it is.
double size_of(const Expression& e) {
  double nodes = 0.0;
  for_each_node(e, [&](const Expression&) { nodes += 1.0; });
  return nodes;
}

double extra_cost(const Edit& edit) {
  const Expression& before = *edit.before;
  const Expression& after = *edit.after;
  switch (edit.slip) {
    case Slip::other_name:
      return unlikeness(before.text, after.text) + (before.kind == after.kind ? 0.0 : 0.5);
    case Slip::number:
      return 0.05 * std::min(10.0, std::fabs(before.number - after.number));
    case Slip::missing_factor:
    case Slip::missing_term:
      return edit.piece->kind == Kind::number ? 0.0 : 0.1 * size_of(*edit.piece);
    case Slip::extra_factor:
      return edit.piece->kind == Kind::number ? -0.05 : 0.1 * size_of(*edit.piece);
    case Slip::extra_term:
      return 0.1 * size_of(*edit.piece);
    case Slip::value_for_name:
      return after.number == 0.0 ? 0.6 : 0.2;
    case Slip::sign:
      return is_operation(before, Operation::Negate) ? 0.1 : 0.0;  // it is forgotten more often
    default:
      return 0.0;
  }
}

}  // namespace

double cost_of(const Edit& edit) { return base_cost(edit.slip) + extra_cost(edit); }

void rank(std::vector<FoundRepair>& repairs) {
  std::stable_sort(repairs.begin(), repairs.end(),
                   [](const FoundRepair& a, const FoundRepair& b) { return a.cost < b.cost; });
  // 0 + 1 for 0: the number itself is the repair.
  std::erase_if(repairs, [](const FoundRepair& repair) {
    return repair.slip == Slip::missing_term && repair.before.kind == Kind::number &&
           repair.piece.kind == Kind::number;
  });
  std::unordered_set<std::string> seen;
  std::erase_if(repairs, [&](const FoundRepair& repair) {
    return !seen.insert(canonical_text(repair.formula)).second;
  });
}

}  // namespace wengert::detail
