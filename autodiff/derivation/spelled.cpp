// SPDX-License-Identifier: MIT
#include "spelled.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "../error.hpp"
#include "detail/grammar.hpp"
#include "detail/scope.hpp"
#include "read.hpp"

namespace wengert {

namespace {

using detail::DerivativeName;
using detail::Meaning;
using detail::Scope;
using detail::SourceText;
using Kind = Expression::Kind;

// "a, b and c"; of many the first ones.
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 24;
  const std::size_t shown = std::min(names.size(), most);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool is_last = i + 1 == names.size();
    text += (i == 0 ? "" : is_last ? " and " : ", ") + names[i];
  }
  if (shown < names.size()) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

class Spelling {
 public:
  explicit Spelling(const Derivation& derivation) {
    for (const Statement& s : derivation.statements) {
      if (const auto* v = std::get_if<Variable>(&s.content)) add_value(v->name, s.place);
      if (const auto* d = std::get_if<Definition>(&s.content)) add_value(d->name, s.place);
      if (const auto* f = std::get_if<Function>(&s.content)) {
        scope_.add(f->name, {Meaning::Kind::function, s.place, f->parameters.size()});
      }
    }
    for (const auto& [name, count] : lists_) {
      scope_.add(name, {Meaning::Kind::list, {}, count});
    }
  }

  SpelledDerivative derivative(std::string_view text) const {
    const Expression e = parsed(text, "a derivative such as dL/dw1");
    if (e.kind == Kind::operation && e.operation == Operation::Divide &&
        e.operands[0].kind == Kind::name && e.operands[1].kind == Kind::name) {
      const std::string_view of = detail::differential(e.operands[0].text);
      const std::string_view by = detail::differential(e.operands[1].text);
      if (!of.empty() && !by.empty()) return {value(of), value(by)};
    }
    if (e.kind == Kind::name) {
      if (const auto name = spelled_in_one_word(e.text)) return {value(name->of), value(name->by)};
    }
    fail_wanted("a derivative such as dL/dw1", text);
  }

  std::string name(std::string_view text) const {
    const Expression e = parsed(text, "a name");
    if (e.kind != Kind::name) fail_wanted("a name", text);
    return value(e.text);
  }

 private:
  void add_value(const std::string& name, Place place) {
    scope_.add(name, {.place = place});
    names_.push_back(name);
    const std::size_t bracket = name.find('[');
    if (bracket != std::string::npos) ++lists_[name.substr(0, bracket)];
  }

  [[noreturn]] static void fail_wanted(std::string_view wanted, std::string_view came) {
    throw Error(fmt::format("{} was wanted, '{}' came", wanted, came));
  }

  Expression parsed(std::string_view text, std::string_view wanted) const {
    try {
      const SourceText source(text, "");
      return detail::parse_formula(source, {0, source.size()}, Scope());
    } catch (const DerivationError&) {
      fail_wanted(wanted, text);  // the place in so short a text helps nobody
    }
  }

  // Where no reading has both names defined, the one whose first name is.
  std::optional<DerivativeName> spelled_in_one_word(std::string_view identifier) const {
    const std::vector<DerivativeName> known = scope_.known_spellings(identifier);
    if (known.size() > 1) {
      throw Error(fmt::format("{} can mean {} and {}: write it as a quotient", identifier,
                              known[0].shown(), known[1].shown()));
    }
    if (known.size() == 1) return known[0];
    const std::vector<DerivativeName> all = detail::derivative_spellings(identifier);
    const auto half_known = std::find_if(all.begin(), all.end(), [&](const DerivativeName& d) {
      return !scope_.matches(d.of, true).empty();
    });
    if (half_known != all.end()) return *half_known;
    return all.empty() ? std::nullopt : std::optional(all.front());
  }

  std::string value(std::string_view name) const {
    const std::vector<std::string> matches = matches_of(name);
    if (matches.empty()) fail_unknown(name);
    if (matches.size() > 1) {
      throw Error(fmt::format("{} can mean {} and {}: write one of them out", name, matches[0],
                              matches[1]));
    }
    switch (scope_.find(matches[0])->kind) {
      case Meaning::Kind::list:
        throw Error(
            fmt::format("{0} is a list: one of its elements was wanted, as {0}[0]", matches[0]));
      case Meaning::Kind::function:
        throw Error(fmt::format("{} is a function: a value was wanted", matches[0]));
      default:
        return matches[0];
    }
  }

  // Of an element, the spelling of the list counts.
  std::vector<std::string> matches_of(std::string_view name) const {
    const std::string_view list = name.substr(0, name.find('['));
    std::vector<std::string> result = scope_.matches(list, true);
    if (list.size() == name.size()) return result;
    for (std::string& match : result) match += name.substr(list.size());
    std::erase_if(result, [&](const std::string& match) { return scope_.find(match) == nullptr; });
    return result;
  }

  [[noreturn]] void fail_unknown(std::string_view name) const {
    const auto similar = scope_.similar(name);
    const bool is_near = similar && scope_.find(*similar) != nullptr;
    throw Error(fmt::format(
        "the derivation has no {}{}", name,
        is_near ? fmt::format(": did you mean {}?", *similar) : "; it has " + listed(names_)));
  }

  Scope scope_;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t> lists_;
};

}  // namespace

SpelledDerivative derivative_spelled(const Derivation& derivation, std::string_view text) {
  return Spelling(derivation).derivative(text);
}

std::string name_spelled(const Derivation& derivation, std::string_view text) {
  return Spelling(derivation).name(text);
}

}  // namespace wengert
