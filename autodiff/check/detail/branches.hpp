// SPDX-License-Identifier: MIT
// Where formulas change their branch, at the kinks and jumps of abs, max, min, relu, floor and the
// like, and on which side of each the points of a derivation are.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_BRANCHES_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_BRANCHES_HPP

#include <cstddef>
#include <string>
#include <vector>

#include "agreement.hpp"
#include "formula.hpp"
#include "lanes.hpp"
#include "sight.hpp"

namespace wengert::detail {

struct Branch {
  Expression at;       // min(x, 2), or a slope: relu'(u)
  std::string of;      // the definition that it is of; empty in a claim
  std::string inside;  // the own function in whose formula it stands: "f"; else empty
  Lanes distance;      // from the edge, for jumps from the jump at 0, in some measure
  Lanes side;          // equal for points on the same side; NaN on the edge itself

  bool is_on_edge(std::size_t lane) const;
  // Whether two points are on one side. On an edge nothing is.
  bool is_same(std::size_t lane, std::size_t other) const;
  // Whether both have their edge at the same place: relu(x - 2), max(2, x), relu'(2*x - 4).
  bool is_at_same_place(const Branch& other) const;
};

// Whether any definition has branches: from the text alone.
bool has_branches(const Outline& outline);

// What the sight does not know may not occur. At most 10,000 branches, the first ones.
std::vector<Branch> branches_of_definitions(const Outline& outline, const Sight<Lanes>& sight);
// Of what the claims' formulas hold beside derivatives: all that can be seen of them from the
// names.
std::vector<Branch> branches_of_claims(const Outline& outline, const Sight<Lanes>& sight);
// Of its formula, and of the claims that this uses; not of the names.
std::vector<Branch> branches_of_claim(const Outline& outline, const Claim& claim,
                                      const Sight<Lanes>& sight);
// Of a function at these arguments; of a row of the table where the derivation has none.
std::vector<Branch> branches_of_function(const Outline& outline, const Function& claimed,
                                         const Lanes& at, const Sight<Lanes>& sight);

// What tells the points at which two numbers differ from one at which they agree.
struct Sides {
  std::string where;  // "x > 2 and w1 > 0": at the point where they agree
  std::string kinks;  // "the kinks of min(x, 2) and abs(w1)"
};
// Both empty where no branch tells them apart.
Sides sides_of(const std::vector<Branch>& branches, const Agreements& agreements, std::size_t here,
               const Dialect& dialect);

}  // namespace wengert::detail

#endif
