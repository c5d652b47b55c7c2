// SPDX-License-Identifier: MIT
#include "derivation_compare.hpp"

#include <unordered_map>
#include <variant>

#include "detail/agreement.hpp"
#include "detail/points.hpp"

namespace wengert {
namespace {

using namespace detail;

constexpr double tolerance = 1e-9;

// Every name of a derivation at common random points.
class Side {
 public:
  explicit Side(const Derivation& derivation) : outline_(derivation) {}

  const Outline& outline() const { return outline_; }

  void evaluate(const Table<Lanes>& inputs) {
    for (const Input& input : outline_.inputs) {
      names_.insert_or_assign(input.name, inputs.at(input.name));
    }
    const Table<Lanes> no_claims;
    Table<Lanes> claims;
    const Sight<Lanes> sight(outline_, names_, claims, true);
    for (const Statement& statement : outline_.derivation.statements) {
      if (const auto* definition = std::get_if<Definition>(&statement.content)) {
        if (outline_.definition(definition->name) == nullptr) continue;
        names_.insert_or_assign(definition->name, walk<Lanes>(definition->value, sight));
      } else if (const auto* claim = std::get_if<Claim>(&statement.content)) {
        if (!outline_.definitions_use_claims()) continue;
        claims.insert_or_assign(claim->name(), walk<Lanes>(claim->value, sight));
      }
    }
  }
  const Lanes* find(const std::string& name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? nullptr : &found->second;
  }
  const Statement& line(const std::string& name) const {
    return outline_.derivation.statements[outline_.statement_of.at(name)];
  }
  // Names in the order of the text.
  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const Statement& statement : outline_.derivation.statements) {
      if (const auto* definition = std::get_if<Definition>(&statement.content)) {
        result.push_back(definition->name);
      } else if (const auto* variable = std::get_if<Variable>(&statement.content)) {
        result.push_back(variable->name);
      }
    }
    return result;
  }

 private:
  const Outline outline_;
  Table<Lanes> names_;
};

// One drawn number per name; an attempt is over when both sides have finite values for most.
Table<Lanes> drawn_inputs(const Side& a, const Side& b, PointSource& source) {
  Table<Lanes> inputs;
  for (const Side* side : {&a, &b}) {
    for (const Input& input : side->outline().inputs) {
      if (inputs.contains(input.name)) continue;
      // Lanes take the ways of drawing in turn: some of them suit every function.
      inputs.emplace(input.name, lane_by_lane([&](std::size_t k) { return source.draw(k, {}); }));
    }
  }
  return inputs;
}

bool are_equal(const Lanes& a, const Lanes& b) {
  const Agreements agreements(a, b, tolerance);
  return !agreements.differ_at_random() && agreements.random(Agreement::agrees) > 0;
}

Parting parting_at(const std::string& name, const Side& a, const Side& b) {
  const Statement& line_1 = a.line(name);
  const Statement& line_2 = b.line(name);
  return {name,          line_1.place,       line_2.place,      line_1.source,
          line_2.source, (*a.find(name))[1], (*b.find(name))[1]};
}

// Whether the name is an input of both: equal by definition, unless the files give two numbers.
bool is_input(const Side& side, const std::string& name) {
  return side.outline().definition(name) == nullptr;
}

}  // namespace

ComparisonReport compare(const Derivation& first, const Derivation& second, std::uint64_t seed) {
  Side a(first);
  Side b(second);
  PointSource source(seed);
  const Table<Lanes> inputs = drawn_inputs(a, b, source);
  a.evaluate(inputs);
  b.evaluate(inputs);
  ComparisonReport report{first.file, second.file, {}, {}, {}, {}, {}};
  for (const std::string& name : a.names()) {
    if (b.find(name) == nullptr) {
      report.only_in_1.push_back(name);
    } else if (is_input(a, name) && is_input(b, name)) {
      continue;
    } else if (are_equal(*a.find(name), *b.find(name))) {
      report.equal.push_back(name);
    } else if (!report.parting) {
      report.parting = parting_at(name, a, b);
    } else {
      report.later.push_back(name);
    }
  }
  for (const std::string& name : b.names()) {
    if (a.find(name) == nullptr) report.only_in_2.push_back(name);
  }
  return report;
}

}  // namespace wengert
