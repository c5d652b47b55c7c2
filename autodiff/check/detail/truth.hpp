// SPDX-License-Identifier: MIT
// The true derivatives: the definitions recorded on a tape, replayed and swept at other points.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_TRUTH_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_TRUTH_HPP

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "../../replay.hpp"
#include "../../tape.hpp"
#include "lanes.hpp"
#include "sight.hpp"

namespace wengert::detail {

// The forward pass of a derivation on a tape.
class RecordedDefinitions {
 public:
  // At one value per input. Throws Error where an operation on the way cannot be recorded.
  RecordedDefinitions(const Outline& outline, std::span<const double> inputs);

  const Tape& tape() const { return tape_; }
  std::span<const Var> inputs() const { return inputs_; }
  // Every name, and what claims say where definitions use them, at other points.
  struct Values {
    Table<Lanes> names, claims;
  };
  Values at(std::span<const Lanes> inputs) const;
  // Nothing where it depends on no input.
  std::optional<Var> varying(const std::string& name) const;
  // d of / d by in one lane, by forward mode. O(rows).
  double slope(const Var& of, const Var& by, std::size_t lane, std::span<const Lanes> inputs) const;

 private:
  Tape tape_;
  std::vector<Var> inputs_;
  Table<Var> names_, claims_;
};

// Derivatives at the points of a number type. The sweep of one `of` serves all that it is claimed
// to be differentiated by.
template <class T>
class Truth {
 public:
  // Both must outlive it.
  Truth(const Outline& outline, const RecordedDefinitions& recorded, std::span<const T> inputs)
      : outline_(outline),
        recorded_(recorded),
        replay_(recorded.tape(), recorded.inputs(), inputs) {}

  // With everything that does not depend on `by` held fixed. One sweep, unless it is known.
  T derivative(const std::string& of, const std::string& by) {
    Table<T>& known = known_[of];
    if (known.empty()) sweep(of, claimed_by(of), known);
    if (const auto found = known.find(by); found != known.end()) return found->second;
    sweep(of, {by}, known);
    return known.at(by);
  }

 private:
  const std::vector<std::string>& claimed_by(const std::string& of) const {
    static const std::vector<std::string> none;
    const auto found = outline_.claimed.find(of);
    return found == outline_.claimed.end() ? none : found->second;
  }

  void sweep(const std::string& of, const std::vector<std::string>& by, Table<T>& known) {
    const std::optional<Var> output = recorded_.varying(of);
    std::vector<Var> varying;
    std::vector<const std::string*> names;
    for (const std::string& name : by) {
      const std::optional<Var> v = recorded_.varying(name);
      if (!output || !v) {
        known.insert_or_assign(name, T(0.0));
      } else {
        varying.push_back(*v);
        names.push_back(&name);
      }
    }
    if (varying.empty()) return;
    const std::vector<T> slopes = replay_.gradient(*output, varying);
    for (std::size_t k = 0; k < names.size(); ++k) known.insert_or_assign(*names[k], slopes[k]);
  }

  const Outline& outline_;
  const RecordedDefinitions& recorded_;
  Replay<T> replay_;
  std::unordered_map<std::string, Table<T>> known_;
};

}  // namespace wengert::detail

#endif
