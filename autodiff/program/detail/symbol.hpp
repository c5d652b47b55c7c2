// SPDX-License-Identifier: MIT
// Symbol: the number type whose operations are appended to a listing. A row of the table, run on
// Symbols, becomes instructions; so gradients are made from the same rules as everything else.
#ifndef WENGERT_AUTODIFF_PROGRAM_DETAIL_SYMBOL_HPP
#define WENGERT_AUTODIFF_PROGRAM_DETAIL_SYMBOL_HPP

#include <vector>

#include "../../detail/apply.hpp"
#include "listing.hpp"

namespace wengert::detail {

// A place in a listing, or a plain number, which gets an instruction where it is used.
class Symbol {
 public:
  Symbol(double number = 0.0) : number_(number) {}
  Symbol(Listing& listing, Index at) : listing_(&listing), at_(at) {
    if (listing.is_constant(at)) *this = Symbol(listing.instructions[at].number);
  }

  bool is_number() const { return listing_ == nullptr; }
  bool is_number(double x) const { return is_number() && number_ == x; }
  double number() const { return number_; }
  Listing* listing() const { return listing_; }
  Index at() const { return at_; }
  Index at_in(Listing& listing) const { return is_number() ? listing.push_constant(number_) : at_; }

 private:
  Listing* listing_ = nullptr;
  Index at_ = 0;
  double number_ = 0.0;
};

// The listing that one of the operands is in, or null.
inline Listing* listing_of(std::span<const Symbol> operands) {
  for (const Symbol& v : operands) {
    if (!v.is_number()) return v.listing();
  }
  return nullptr;
}

Symbol push_operation(Listing& listing, Operation operation, std::span<const Symbol> operands);

template <>
struct Apply<Symbol> {
  template <class R, class... Operands>
  static Symbol run(const Operands&... operands) {
    const Symbol list[] = {operands...};
    Listing* const listing = listing_of(list);
    if (listing == nullptr) return R::value(operands.number()...);
    return push_operation(*listing, operation_of<R>, list);
  }
  template <class R, class V>
  static Symbol run_nary(const V& v) {
    std::vector<Symbol> list;
    std::vector<double> numbers;
    list.reserve(v.size());
    numbers.reserve(v.size());
    for (std::size_t k = 0; k < v.size(); ++k) list.push_back(v[k]);
    for (const Symbol& x : list) numbers.push_back(x.number());
    Listing* const listing = listing_of(list);
    if (listing == nullptr) return R::template value<double>(numbers);
    return push_operation(*listing, operation_of<R>, list);
  }
};

#define WENGERT_OPERATOR1(Row, symbol) \
  inline Symbol operator symbol(const Symbol& x) { return Apply<Symbol>::run<operations::Row>(x); }
#define WENGERT_OPERATOR2(Row, symbol)                              \
  inline Symbol operator symbol(const Symbol& a, const Symbol& b) { \
    return Apply<Symbol>::run<operations::Row>(a, b);               \
  }
#define WENGERT_CMATH1(Row, function) \
  inline Symbol function(const Symbol& x) { return Apply<Symbol>::run<operations::Row>(x); }
#define WENGERT_CMATH2(Row, function)                        \
  inline Symbol function(const Symbol& a, const Symbol& b) { \
    return Apply<Symbol>::run<operations::Row>(a, b);        \
  }
#define WENGERT_CMATH3(Row, function)                                         \
  inline Symbol function(const Symbol& a, const Symbol& b, const Symbol& c) { \
    return Apply<Symbol>::run<operations::Row>(a, b, c);                      \
  }
#define WENGERT_OWN1 WENGERT_CMATH1
#define WENGERT_OWN2 WENGERT_CMATH2
#include "../../operations/list.inc"

}  // namespace wengert::detail

namespace wengert {

// A mask is a Symbol of value 0 or 1. Branches are for recordings: rows have none.
template <>
struct Number<detail::Symbol> {
  using S = detail::Symbol;
  static S less(const S& a, const S& b) { return detail::Apply<S>::run<operations::Less>(a, b); }
  static S equal(const S& a, const S& b);
  static S both(const S& a, const S& b) { return detail::Apply<S>::run<operations::Both>(a, b); }
  static bool is_zero(const S& x) { return x.is_number(0.0); }
  static S select(const S& mask, const S& a, const S& b) {
    if (mask.is_number()) return mask.is_number(1.0) ? a : b;
    return detail::Apply<S>::run<operations::Select>(mask, a, b);
  }
  template <class A, class B>
  static S choose(const S& mask, A a, B b) {
    if (mask.is_number()) return mask.is_number(1.0) ? a() : b();
    const S chosen = a();
    const S other = b();
    return select(mask, chosen, other);
  }
  static S constant(Irrational c) { return Number<double>::constant(c); }
  static S digamma(const S& x) { return detail::digamma(x); }
  static S trigamma(const S& x) { return detail::trigamma(x); }
  static constexpr bool is_complex = false;
};

}  // namespace wengert

#endif
