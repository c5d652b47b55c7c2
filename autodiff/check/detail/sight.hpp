// SPDX-License-Identifier: MIT
// What the names in a formula mean, on one number type: as written by hand, or as it truly is.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_SIGHT_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_SIGHT_HPP

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "../../dual.hpp"
#include "../../tape.hpp"
#include "outline.hpp"
#include "walk.hpp"

namespace wengert::detail {

template <class T>
using Table = std::unordered_map<std::string, T>;

template <class T>
const T& look_up(const Table<T>& table, const std::string& name) {
  const auto found = table.find(name);
  if (found == table.end()) throw Error("check: " + name + " is used before it is defined");
  return found->second;
}

// The values of a function at one call: `locals` holds its parameters.
template <class T, class Sight>
T call(const Function& function, Table<T>& locals, const Sight& sight) {
  for (const Definition& step : function.steps) {
    locals.insert_or_assign(step.name, walk<T>(step.value, sight));
  }
  return walk<T>(function.result, sight);
}

// What names mean. Names come from `names`; the derivatives from `derivatives`, which the caller
// fills with what was claimed or with what is true. `claimed_slopes`: f' is what the derivation
// says, where it says something; else it is the true one.
template <class T>
class Sight {
 public:
  Sight(const Outline& outline, const Table<T>& names, const Table<T>& derivatives,
        bool claimed_slopes, const Table<T>* locals = nullptr)
      : outline_(outline),
        names_(names),
        derivatives_(derivatives),
        claimed_slopes_(claimed_slopes),
        locals_(locals) {}

  // The same inside a function.
  Sight inside(const Table<T>& locals) const {
    Sight result(outline_, names_, derivatives_, claimed_slopes_, &locals);
    result.tape_ = tape_;
    return result;
  }

  // The same names with the functions of another outline.
  Sight in(const Outline& outline) const {
    return Sight(outline, names_, derivatives_, claimed_slopes_, locals_);
  }

  T name(const std::string& text) const {
    if (locals_ != nullptr) {
      if (const auto local = locals_->find(text); local != locals_->end()) return local->second;
    }
    return look_up(names_, text);
  }
  T derivative(const std::string& text) const { return look_up(derivatives_, text); }

  T function(const Expression& e, std::vector<T> arguments) const {
    const Function* function = outline_.function(e.text);
    if (function == nullptr) throw Error("check: there is no function " + e.text);
    return apply(*function, std::move(arguments));
  }
  T slope(const Expression& e, const T& u) const {
    const Function* claimed = outline_.slope(e.text);
    if (claimed_slopes_ && claimed != nullptr) return apply(*claimed, {u});
    const Function* function = outline_.function(e.text);
    return function != nullptr ? true_slope(*function, u)
                               : Walker<T, Sight>::row_slope(e.operation, u);
  }
  // By forward mode; on a tape by the sweep recorded.
  T true_slope(const Function& function, const T& u) const {
    if constexpr (std::is_same_v<T, Var>) {
      return recorded_slope(apply(function, {u}), u);
    } else {
      return dual_slope(function, u);
    }
  }

  T apply(const Function& function, std::vector<T> arguments) const {
    Table<T> locals;
    for (std::size_t k = 0; k < function.parameters.size(); ++k) {
      locals.insert_or_assign(function.parameters[k], arguments.at(k));
    }
    return call<T>(function, locals, inside(locals));
  }
  // Where slopes are recorded, when T is Var.
  void set_tape(Tape& tape) { tape_ = &tape; }

 private:
  T recorded_slope(const T& y, const T& u) const {
    if (tape_ == nullptr || operand_of(y).active() == 0) return T(0.0);
    return tape_->gradient_nodes(y)[u];
  }
  T dual_slope(const Function& function, const T& u) const {
    Table<Dual<T>> locals{{function.parameters.at(0), Dual<T>(u, T(1.0))}};
    return call<Dual<T>>(function, locals, DualSight{*this, locals}).tangent;
  }

  // The sight of a function that is differentiated: everything but its parameter is constant.
  struct DualSight {
    using D = Dual<T>;
    D name(const std::string& text) const {
      const auto local = locals.find(text);
      return local != locals.end() ? local->second : D(sight.name(text), T(0.0));
    }
    D derivative(const std::string& text) const { return D(sight.derivative(text), T(0.0)); }
    D function(const Expression& e, const std::vector<D>& arguments) const {
      const Function* function = sight.outline_.function(e.text);
      if (function == nullptr) throw Error("check: there is no function " + e.text);
      return apply(*function, arguments);
    }
    D slope(const Expression& e, const D& u) const {
      if (const Function* claimed = sight.outline_.slope(e.text)) return apply(*claimed, {u});
      if (sight.outline_.function(e.text) == nullptr) {
        return Walker<D, DualSight>::row_slope(e.operation, u);
      }
      throw Error("check: " + e.text +
                  "' stands in a function that is differentiated: write it as "
                  "a function of its own");
    }
    D apply(const Function& function, const std::vector<D>& arguments) const {
      Table<D> inner;
      for (std::size_t k = 0; k < function.parameters.size(); ++k) {
        inner.insert_or_assign(function.parameters[k], arguments.at(k));
      }
      return call<D>(function, inner, DualSight{sight, inner});
    }

    const Sight& sight;
    const Table<D>& locals;
  };

  const Outline& outline_;
  const Table<T>& names_;
  const Table<T>& derivatives_;
  bool claimed_slopes_;
  const Table<T>* locals_;
  Tape* tape_ = nullptr;
};

}  // namespace wengert::detail

#endif
