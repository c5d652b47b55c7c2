// SPDX-License-Identifier: MIT
// What the grammar hands its tokens to: builds the tree, and says what is wrong where it cannot.
#ifndef WENGERT_AUTODIFF_DERIVATION_DETAIL_FORMULA_BUILDER_HPP
#define WENGERT_AUTODIFF_DERIVATION_DETAIL_FORMULA_BUILDER_HPP

#include <string>
#include <vector>

#include "grammar.hpp"

namespace wengert::detail {

// What the grammar could not do without.
enum class Wanted {
  nothing,
  operand,
  statement,
  right_side,
  close,
  close_list,
  open,
  sign,
  end,
  digits
};

class FormulaBuilder {
 public:
  FormulaBuilder(const SourceText& text, TextRange piece, const Scope& scope);

  void number(const char* begin, const char* end);
  void name(const char* begin, const char* end);
  void element(const char* begin, const char* end);
  // Whether it is one: a claim made before. Throws where it can be nothing else, but is none.
  bool derivative(const char* begin, const char* end);
  void open(const char* at);
  void mark_slope();
  void close_call();
  void close_list();
  void close_group();
  void raise_to(double exponent, const char* at);
  void mean(const char* at);
  void open_operator(Operation operation, const char* at);
  void close_operator();
  void sign(WrittenStatement::Sign sign, const char* at);
  void approximate(const char* at);
  void printed(const char* begin, const char* end);
  void question();

  [[noreturn]] void fail(const char* at, Wanted wanted) const;

  WrittenStatement finish_statement();
  Expression finish_formula();

 private:
  // An opened bracket: where, and how many finished expressions stood before it.
  struct Bracket {
    std::size_t offset;
    std::size_t below;
    bool is_slope;
  };
  struct Operator {
    Operation operation;
    std::size_t offset;
  };

  std::size_t offset(const char* at) const;
  Place place(const char* at) const { return text_.place(offset(at)); }
  std::string token_at(std::size_t offset) const;
  std::string what_came(std::size_t offset) const;
  std::string complaint(std::size_t offset, Wanted wanted) const;
  std::string complaint_at_end(std::size_t offset) const;
  void deepen(std::size_t offset);
  void count_operation(std::size_t offset);
  void push(Expression::Kind kind, std::string text, std::size_t offset);
  std::vector<Expression> take_from(std::size_t below);

  const SourceText& text_;
  TextRange piece_;
  const Scope& scope_;
  const char* start_;
  Place first_;  // where the piece starts
  std::size_t depth_ = 0;
  std::size_t operations_ = 0;
  bool slope_is_marked_ = false;
  std::vector<Expression> finished_;
  std::vector<Bracket> brackets_;
  std::vector<Operator> operators_;
  WrittenStatement statement_;
  bool has_sign_ = false;
};

}  // namespace wengert::detail

#endif
