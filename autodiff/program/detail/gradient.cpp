// SPDX-License-Identifier: MIT
#include "gradient.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rebuild.hpp"
#include "run.hpp"
#include "symbol.hpp"

namespace wengert::detail {
namespace {

std::vector<bool> depending_on(const Listing& listing, std::span<const Index> variables) {
  std::vector<bool> result(listing.size(), false);
  for (const Index v : variables) result[v] = true;
  for (Index i = 0; i < listing.size(); ++i) {
    for (const Index a : listing.operands_of(i)) result[i] = result[i] || result[a];
  }
  return result;
}

// Partials that are to be differentiated become the operations of their formulas.
Listing written_out(const Listing& listing, std::span<const Index> variables) {
  const std::vector<bool> depends = depending_on(listing, variables);
  Rebuild rebuild(listing);
  for (Index i = 0; i < listing.size(); ++i) {
    if (listing.instructions[i].part == Part::value || !depends[i]) {
      rebuild.copy(i);
      continue;
    }
    Listing& to = rebuild.to();
    const auto value = [&](Index a) { return Symbol(to, rebuild.moved(a)); };
    rebuild.replace(i, run_operation<Symbol>(listing, i, value).at_in(to));
  }
  return rebuild.finish();
}

// The reverse sweep on symbols.
class SymbolSweep {
 public:
  SymbolSweep(Listing& listing, std::span<const Index> by)
      : listing_(listing),
        depends_(depending_on(listing, by)),
        adjoints_(listing.size(), Symbol(0.0)),
        may_vanish_(listing.size(), false) {}

  void run(Index output) {
    adjoints_[output] = Symbol(1.0);
    for (Index i = output + 1; i-- > 0;) {
      if (depends_[i] && !Number<Symbol>::is_zero(adjoints_[i])) pull(i);
    }
  }

  Symbol adjoint(Index i) const { return adjoints_[i]; }

 private:
  Symbol symbol(Index i) const { return {listing_, i}; }

  void pull(Index i) {
    // Copies: the lists grow.
    const Instruction it = listing_.instructions[i];
    const auto list = listing_.operands_of(i);
    const std::vector<Index> operands(list.begin(), list.end());
    switch (it.operation) {
      case Operation::variable:
      case Operation::constant:
      case Operation::guard:
        return;
      case Operation::Select:
        return pull_select(i, operands);
      case Operation::custom:
        return add<operations::Absorb>(i, operands[0], partial_instruction(i, 0, operands));
      default:
        return visit_row(it.operation,
                         [&](auto type) { pull_row<typename decltype(type)::type>(i, operands); });
    }
  }

  template <class R>
  void pull_row(Index i, const std::vector<Index>& operands) {
    const auto value = [this](Index a) { return symbol(a); };
    if constexpr (R::facts.mask) {
      return;
    } else if constexpr (R::facts.arity == 0) {
      const OperandValues<Symbol, decltype(value)> v{operands, value};
      R::template partials<Symbol>(v, symbol(i), [&](std::size_t k, const Symbol& slope) {
        if (depends_[operands[k]]) add<R>(i, operands[k], slope);
      });
    } else {
      for (std::size_t k = 0; k < operands.size(); ++k) {
        if (depends_[operands[k]]) add<R>(i, operands[k], partial<R>(i, k, operands));
      }
    }
  }

  // Written out where that takes no more than one instruction.
  template <class R>
  Symbol partial(Index i, std::size_t k, std::vector<Index> operands) {
    operands.push_back(i);
    const auto value = [this](Index a) { return symbol(a); };
    const OperandValues<Symbol, decltype(value)> v{operands, value};
    const Index size = listing_.size();
    const std::size_t operand_count = listing_.operands.size();
    const Symbol slope = run_partial<R, Symbol>(k, v);
    const auto constants = static_cast<Index>(
        std::count_if(listing_.instructions.begin() + size, listing_.instructions.end(),
                      [](const Instruction& it) { return it.operation == Operation::constant; }));
    if (listing_.size() - size - constants <= 1) return slope;
    listing_.instructions.resize(size);
    listing_.operands.resize(operand_count);
    operands.pop_back();
    return partial_instruction(i, k, std::move(operands));
  }

  Symbol partial_instruction(Index i, std::size_t k, std::vector<Index> operands) {
    Instruction it = listing_.instructions[i];
    it.part = static_cast<Part>(k + 1);
    operands.push_back(i);
    return {listing_, listing_.push(it, operands)};
  }

  // An adjoint that can be 0 at some samples absorbs: what it is multiplied with may be infinite or
  // NaN there, because a side not taken is computed too.
  template <class R>
  void add(Index i, Index operand, const Symbol& slope) {
    // Rows with a kink or a jump have slopes that are 0 on a side, or by convention.
    constexpr bool vanishes = requires { R::hard_rule; }
    || operation_of<R> == Operation::Absorb;
    const bool absorbs = R::facts.infinite_slope || may_vanish_[i];
    if (vanishes || may_vanish_[i]) may_vanish_[operand] = true;
    add_product(operand, product(adjoints_[i], slope, absorbs));
  }

  static Symbol product(const Symbol& adjoint, const Symbol& slope, bool absorbs) {
    if (slope.is_number(1.0)) return adjoint;
    if (adjoint.is_number(1.0)) return slope;
    if (slope.is_number(-1.0)) return -adjoint;
    if (adjoint.is_number(-1.0)) return -slope;
    if (absorbs && !adjoint.is_number() && !slope.is_number()) return absorb(adjoint, slope);
    return adjoint * slope;
  }

  void add_product(Index operand, const Symbol& product) {
    Symbol& sum = adjoints_[operand];
    sum = Number<Symbol>::is_zero(sum) ? product : sum + product;
  }

  void pull_select(Index i, const std::vector<Index>& operands) {
    const Symbol mask = symbol(operands[0]);
    const Symbol adjoint = adjoints_[i];
    using R = operations::Select;
    for (const std::size_t k : {1u, 2u}) {
      if (!depends_[operands[k]]) continue;
      may_vanish_[operands[k]] = true;
      add_product(operands[k], k == 1 ? R::pull_b(mask, adjoint) : R::pull_c(mask, adjoint));
    }
  }

  Listing& listing_;
  std::vector<bool> depends_;
  std::vector<Symbol> adjoints_;  // of the instructions there were at first
  std::vector<bool> may_vanish_;
};

// How the derivative of an output is gathered over the batch.
Over over_of(Over output, VariableRole by) {
  if (by != VariableRole::input) return output;
  switch (output) {
    case Over::mean:
      return Over::share;
    case Over::sum:
      return Over::each;
    default:
      return output;
  }
}

}  // namespace

Listing with_gradient(const Listing& listing, const OutputAt& output, std::span<const Index> by) {
  Listing result = written_out(listing, by);
  const auto named = [&](const OutputAt& o) { return o.name == output.name; };
  const Index at = std::find_if(result.outputs.begin(), result.outputs.end(), named)->at;
  SymbolSweep sweep(result, by);
  sweep.run(at);
  for (const Index v : by) {
    const Variable& variable = result.variables[v];
    result.outputs.push_back({sweep.adjoint(v).at_in(result),
                              fmt::format("d{}/d{}", output.name, variable.name),
                              over_of(output.over, variable.role)});
  }
  return result;
}

}  // namespace wengert::detail
