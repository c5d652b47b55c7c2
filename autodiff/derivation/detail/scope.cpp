// SPDX-License-Identifier: MIT
#include "scope.hpp"

#include <algorithm>

namespace wengert::detail {
namespace {

std::string stripped(std::string_view name) {
  std::string result(name);
  std::erase(result, '_');
  return result;
}

std::string lowered(std::string_view name) {
  std::string result = stripped(name);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

const std::vector<std::string>* look_up(
    const std::unordered_map<std::string, std::vector<std::string>>& index,
    const std::string& key) {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : &found->second;
}

template <class Map, class Key>
auto find_in(const Map& map, const Key& key) -> const typename Map::mapped_type* {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

// Levenshtein's, given up above 2.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

void Scope::add(const std::string& name, const Meaning& meaning) {
  meanings_[name] = meaning;
  without_underscores_[stripped(name)].push_back(name);
  without_case_[lowered(name)].push_back(name);
}

const Meaning* Scope::find(std::string_view name) const {
  return find_in(meanings_, std::string(name));
}

std::vector<std::string> Scope::matches(std::string_view name, bool any_case) const {
  if (find(name) != nullptr) return {std::string(name)};
  if (const auto* names = look_up(without_underscores_, stripped(name))) return *names;
  if (!any_case) return {};
  const auto* names = look_up(without_case_, lowered(name));
  return names == nullptr ? std::vector<std::string>() : *names;
}

std::vector<DerivativeName> Scope::known_spellings(std::string_view identifier) const {
  std::vector<DerivativeName> result = derivative_spellings(identifier);
  std::erase_if(result, [&](const DerivativeName& d) {
    return matches(d.of, true).empty() || matches(d.by, true).empty();
  });
  return result;
}

std::optional<std::string> Scope::similar(std::string_view name) const {
  if (name.size() > 40) return {};
  // A distance below this is worth a hint; of short names only case may be mistaken.
  std::size_t best = name.size() < 3 ? 0 : name.size() < 5 ? 2 : 3;
  std::optional<std::string> result;
  const auto consider = [&](const std::string& other) {
    if (other.size() + 2 < name.size() || name.size() + 2 < other.size()) return;
    const std::size_t distance = edit_distance(name, other);
    if (best == 0) {
      if (lowered(other) == lowered(name)) result = other;
    } else if (distance < best || (distance == best && result && other < *result)) {
      best = distance;
      result = other;
    }
  };
  for (const auto& [other, meaning] : meanings_) consider(other);
  for_each_row([&](auto row) { consider(std::string(decltype(row)::type::facts.name)); });
  return result;
}

const Place* Scope::find_claim(const DerivativeName& name) const { return find_in(claims_, name); }
const Place* Scope::find_slope(const std::string& function) const {
  return find_in(slopes_, function);
}
const Place* Scope::find_foreseen(const std::string& name) const {
  return find_in(foreseen_, name);
}

const Place* Scope::find_passed_over(const std::string& name) const {
  return find_in(passed_over_, name);
}

std::vector<DerivativeName> Scope::claims_of(std::string_view top, std::string_view bottom) const {
  const std::string_view of = differential(top);
  const std::string_view by = differential(bottom);
  std::vector<DerivativeName> result;
  if (of.empty() || by.empty()) return result;
  const auto add_claims = [&](bool any_case) {
    for (const std::string& one : matches(of, any_case)) {
      for (const std::string& other : matches(by, any_case)) {
        if (claims_.contains({one, other})) result.push_back({one, other});
      }
    }
  };
  // The loss of a pasted program may be claimed about under a name that nothing defines.
  if (claims_.contains({std::string(of), std::string(by)})) {
    return {{std::string(of), std::string(by)}};
  }
  add_claims(false);
  if (result.empty()) add_claims(true);
  return result;
}

std::vector<DerivativeName> Scope::claims_spelled(std::string_view identifier) const {
  std::vector<DerivativeName> result;
  for (const DerivativeName& spelling : derivative_spellings(identifier)) {
    for (const DerivativeName& claim :
         claims_of(std::string("d").append(spelling.of), std::string("d").append(spelling.by))) {
      if (std::find(result.begin(), result.end(), claim) == result.end()) result.push_back(claim);
    }
  }
  return result;
}

std::string_view differential(std::string_view identifier) {
  if (identifier.size() < 2 || identifier[0] != 'd') return {};
  identifier.remove_prefix(identifier[1] == '_' ? 2 : 1);
  return identifier;
}

std::vector<DerivativeName> derivative_spellings(std::string_view identifier) {
  std::vector<DerivativeName> result;
  const std::string_view of = differential(identifier);
  for (std::size_t at = of.find("_d", 1); at < of.size(); at = of.find("_d", at + 1)) {
    std::string_view by = of.substr(at + 2);
    if (!by.empty() && by[0] == '_') by.remove_prefix(1);
    if (!by.empty()) result.push_back({std::string(of.substr(0, at)), std::string(by)});
  }
  return result;
}

std::string slope_function(std::string_view identifier) {
  constexpr std::string_view fronts[] = {"deriv_", "derivative_of_", "derivative_", "d_", "grad_"};
  constexpr std::string_view backs[] = {"_prime", "_derivative", "_deriv", "_grad"};
  for (const std::string_view front : fronts) {
    if (identifier.size() > front.size() && identifier.starts_with(front)) {
      return std::string(identifier.substr(front.size()));
    }
  }
  for (const std::string_view back : backs) {
    if (identifier.size() > back.size() && identifier.ends_with(back)) {
      return std::string(identifier.substr(0, identifier.size() - back.size()));
    }
  }
  return {};
}

std::optional<Operation> operation_named(std::string_view name) {
  constexpr std::pair<std::string_view, Operation> aliases[] = {
      {"ln", Operation::Log},           {"arcsin", Operation::Asin},   {"arccos", Operation::Acos},
      {"arctan", Operation::Atan},      {"fabs", Operation::Abs},      {"absolute", Operation::Abs},
      {"maximum", Operation::Max},      {"minimum", Operation::Min},   {"power", Operation::Pow},
      {"logistic", Operation::Sigmoid}, {"arctan2", Operation::Atan2},
  };
  for (const auto& [alias, operation] : aliases) {
    if (alias == name) return operation;
  }
  std::optional<Operation> result;
  for_each_row([&](auto row) {
    using R = typename decltype(row)::type;
    constexpr bool is_callable = !R::facts.mask && operation_of<R> != Operation::Select &&
                                 operation_of<R> != Operation::Absorb;
    if (is_callable && R::facts.name == name) result = operation_of<R>;
  });
  return result;
}

int arity_of(Operation operation) {
  return visit_row(operation, [](auto row) { return decltype(row)::type::facts.arity; });
}

}  // namespace wengert::detail
