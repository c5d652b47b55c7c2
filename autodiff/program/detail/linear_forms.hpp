// SPDX-License-Identifier: MIT
// Linear forms: which additions and multiplications of a listing become one sum, such as
// w0 x0 + w1 x1 + b. A sum takes over the operand that continues it and the products among its
// terms, where nobody else needs them; the order of its terms stays.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_LINEAR_FORMS_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_LINEAR_FORMS_HPP

#include <vector>

#include "listing.hpp"

namespace wengert::detail {

struct LinearTerm {
  bool negative = false;
  Index a = no_index;
  Index b = no_index;  // a * b; none: a

  bool is_product() const { return b != no_index; }
};

class LinearForms {
 public:
  // `varying` as by the function of that name; `absorb` as in LanePlan: whether it counts as a
  // product. O(size).
  LinearForms(const Listing& listing, const std::vector<bool>& varying, bool absorb_is_product);

  // By varying instructions and outputs, each operand counted.
  Index uses(Index i) const { return uses_[i]; }
  // Whether i is part of another instruction's sum, and computed nowhere else.
  bool is_taken_over(Index i) const { return taken_over_[i]; }
  // Whether i is a sum, or a product, of varying values. A square is a product.
  bool is_form(Index i) const { return is_sum(i) || is_product(i); }
  bool is_product(Index i) const;
  // The terms of i, which must be a form, in their order.
  std::vector<LinearTerm> terms(Index i) const;

 private:
  bool is_sum(Index i) const;
  LinearTerm product(Index i, bool negative) const;
  void take_over(Index i);
  // The terms of i itself, except for the operand that continues it, last first.
  Index own_terms(Index i, bool& negative, std::vector<LinearTerm>& terms) const;
  LinearTerm term(Index i, bool negative) const;

  const Listing& listing_;
  const std::vector<bool>& varying_;
  bool absorb_is_product_;
  std::vector<Index> uses_;
  std::vector<Index> continued_;  // per sum: the operand that continues it
  std::vector<bool> taken_over_;
};

}  // namespace wengert::detail

#endif
