// SPDX-License-Identifier: MIT
#include "derivation_mutants.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <random>
#include <set>
#include <sstream>
#include <utility>
#include <variant>

#include <autodiff/check/derivation_check.hpp>
#include <autodiff/derivation/evaluate.hpp>
#include <autodiff/derivation/read.hpp>

namespace wengert::test {
namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Names with their element, derivatives dL/dw1, functions with their prime, numbers, single signs.
std::vector<std::string> tokens_of(const std::string& line) {
  std::vector<std::string> tokens;
  std::size_t at = 0;
  const auto take = [&](auto belongs) {
    const std::size_t begin = at;
    while (at < line.size() && belongs(line[at])) ++at;
    return line.substr(begin, at - begin);
  };
  const auto word = [](char c) { return is_letter(c) || is_digit(c); };
  while (at < line.size() && line[at] != '#') {
    if (is_letter(line[at])) {
      std::string token = take(word);
      if (token.size() > 1 && token[0] == 'd' && line.compare(at, 2, "/d") == 0) {
        ++at;
        token += "/" + take(word);
      }
      if (at < line.size() && line[at] == '[') token += take([](char c) { return c != ']'; }) + "]";
      if (token.back() == ']') ++at;
      if (at < line.size() && line[at] == '\'') token += line[at++];
      tokens.push_back(token);
    } else if (is_digit(line[at])) {
      tokens.push_back(take([](char c) { return is_digit(c) || c == '.'; }));
    } else {
      tokens.emplace_back(1, line[at++]);
    }
  }
  return tokens;
}

std::string joined(const std::vector<std::string>& tokens) {
  std::string text;
  for (const std::string& token : tokens) text += token;
  return text;
}

bool is_name(const std::string& token) { return is_letter(token[0]); }
bool is_derivative(const std::string& token) { return token.find('/') != std::string::npos; }
bool is_number(const std::string& token) { return is_digit(token[0]); }

std::string family(const std::string& name) {
  std::string letters;
  for (const char c : name) letters += is_digit(c) ? '0' : c;
  return letters;
}

class Mutator {
 public:
  explicit Mutator(const std::string& text) : lines_(lines_of(text)) {}

  std::vector<Mutant> run() {
    for (line_ = 0; line_ < lines_.size(); ++line_) {
      tokens_ = tokens_of(lines_[line_]);
      const auto sign = std::find(tokens_.begin(), tokens_.end(), "=");
      if (sign == tokens_.end()) continue;
      begin_ = static_cast<std::size_t>(sign - tokens_.begin()) + 1;
      end_ = static_cast<std::size_t>(std::find(tokens_.begin(), tokens_.end(), "~") -
                                      tokens_.begin());
      if (is_formula()) mutate();
      if (begin_ == 2 || tokens_[1] == " ") names_.push_back(tokens_[0]);
      is_function_ = false;
    }
    return std::move(mutants_);
  }

 private:
  bool is_formula() {
    is_function_ = tokens_[1] == "(";
    return tokens_[begin_] != "[" &&
           std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin_), tokens_.end(),
                       [](const std::string& token) { return is_name(token); }) &&
           tokens_.back() != "?";
  }

  void mutate() {
    for (std::size_t k = begin_; k < end_; ++k) {
      const std::string token = tokens_[k];
      if (token == "+" || token == "-") mutate_sign(k);
      if (token == "*") mutate_product(k);
      if (token == "/") replace(k, "*");
      if (is_number(token)) mutate_number(k);
      if (is_name(token)) mutate_name(k);
    }
  }

  bool is_unary(std::size_t k) const {
    std::size_t before = k - 1;
    while (before > begin_ && tokens_[before] == " ") --before;
    return before < begin_ || tokens_[before] == "(" || tokens_[before] == " " ||
           tokens_[before] == "*" || tokens_[before] == "/";
  }
  void mutate_sign(std::size_t k) {
    if (is_unary(k)) return replace(k, "");
    replace(k, tokens_[k] == "+" ? "-" : "+");
  }
  void mutate_product(std::size_t k) {
    replace(k, "+");
    replace(k, "/");
    // The factor on either side left out, where it is a single token.
    const std::size_t after = tokens_[k + 1] == " " ? k + 2 : k + 1;
    if (after < end_ && (is_name(tokens_[after]) || is_number(tokens_[after])) && !calls(after)) {
      drop(k, after);
    }
    const std::size_t before = tokens_[k - 1] == " " ? k - 2 : k - 1;
    if (is_name(tokens_[before]) || is_number(tokens_[before])) drop(before, after - 1);
  }
  void mutate_number(std::size_t k) {
    const double n = std::stod(tokens_[k]);
    for (const double other : {n + 1.0, n - 1.0}) {
      std::ostringstream text;
      text << other;
      replace(k, text.str());
    }
  }
  void mutate_name(std::size_t k) {
    const std::string token = tokens_[k];
    if (calls(k)) {
      if (token.back() == '\'') {
        replace(k, token.substr(0, token.size() - 1));
      } else if (!is_function_ && token.size() == 1) {
        replace(k, token + "'");
      }
      if (tokens_[k + 2] != "-") replace(k + 1, "(-");
      return;
    }
    std::size_t others = 0;
    for (const std::string& other : names_) {
      if (other == token || is_derivative(other) != is_derivative(token)) continue;
      if (others < 3 && family(other) == family(token)) {
        replace(k, other);
        ++others;
      }
    }
    for (const std::string& other : names_) {
      if (is_derivative(other) != is_derivative(token) || family(other) == family(token)) continue;
      if (++strangers_ % 5 == 0) replace(k, other);  // some of the many
    }
  }
  bool calls(std::size_t k) const { return k + 1 < tokens_.size() && tokens_[k + 1] == "("; }

  void replace(std::size_t k, const std::string& other) {
    std::vector<std::string> changed = tokens_;
    changed[k] = other;
    add(changed, tokens_[k] + " -> " + other);
  }
  void drop(std::size_t first, std::size_t last) {
    std::vector<std::string> changed = tokens_;
    std::string dropped;
    for (std::size_t k = first; k <= last; ++k) dropped += std::exchange(changed[k], "");
    add(changed, dropped + " dropped");
  }
  void add(const std::vector<std::string>& tokens, std::string slip) {
    Mutant mutant{line_ + 1, lines_[line_], joined(tokens), std::move(slip), {}};
    for (std::size_t k = 0; k < lines_.size(); ++k) {
      mutant.text += (k == line_ ? mutant.mutated : lines_[k]) + "\n";
    }
    mutants_.push_back(std::move(mutant));
  }

  std::vector<std::string> lines_;
  std::size_t line_ = 0;
  std::vector<std::string> tokens_;
  std::size_t begin_ = 0, end_ = 0;
  bool is_function_ = false;
  std::vector<std::string> names_;
  std::size_t strangers_ = 0;
  std::vector<Mutant> mutants_;
};

// The inputs at a point where nothing coincides.
std::vector<double> values_at(const Evaluator& evaluator, std::uint64_t seed) {
  std::mt19937_64 bits(seed);
  std::vector<double> values = evaluator.values<double>();
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (!evaluator.is_input(k)) continue;
    values[k] = 0.2 + static_cast<double>(bits() >> 11) * 0x1p-53;
  }
  return values;
}

// d of / d by, with `by` given: forward mode through the definitions below it.
double forward_slope(const Derivation& d, const Evaluator& evaluator,
                     const std::vector<double>& inputs, const Claim& claim) {
  std::vector<Dual<double>> values(inputs.begin(), inputs.end());
  for (const Statement& s : d.statements) {
    const auto* definition = std::get_if<Definition>(&s.content);
    const auto* variable = std::get_if<Variable>(&s.content);
    if (definition == nullptr && variable == nullptr) continue;
    const std::size_t slot = evaluator.slot(definition ? definition->name : variable->name);
    if (definition != nullptr && !evaluator.is_input(slot)) {
      values[slot] = evaluator.value<Dual<double>>(evaluator.compile(definition->value), values);
    }
    if (evaluator.names()[slot] == claim.by) values[slot].tangent = 1.0;
  }
  return values[evaluator.slot(claim.of)].tangent;
}

bool differ(double a, double b) {
  return !(std::fabs(a - b) <= 1e-9 * std::max(std::fabs(a), std::fabs(b)));
}

bool is_inconsistent_at(const Derivation& d, std::uint64_t seed) {
  const Evaluator evaluator(d);
  const std::vector<double> inputs = values_at(evaluator, seed);
  std::vector<double> values = inputs;
  evaluator.run(values);
  for (const Statement& s : d.statements) {
    if (const auto* claim = std::get_if<Claim>(&s.content)) {
      const double hand = evaluator.value<double>(evaluator.compile(claim->value), values);
      if (differ(hand, forward_slope(d, evaluator, inputs, *claim))) return true;
    } else if (const auto* slope = std::get_if<SlopeClaim>(&s.content)) {
      const double at = 0.3 * static_cast<double>(seed);
      if (differ(evaluator.claimed_slope<double>(slope->slope.name, at, values),
                 evaluator.function_slope<double>(slope->slope.name, at, values))) {
        return true;
      }
    }
  }
  return false;
}

std::multiset<std::string> bag_of(const std::string& line) {
  std::multiset<std::string> bag;
  for (const std::string& token : tokens_of(line)) {
    if (token != " " && token != "(" && token != ")") bag.insert(token);
  }
  return bag;
}

// The line as it was: the same tokens, in whatever order and grouping.
bool restores(const std::string& repaired, const std::string& original) {
  return bag_of(repaired) == bag_of(original.substr(0, original.find('~'))) ||
         bag_of(repaired) == bag_of(original);
}

void look_at(const ClaimReport& claim, const Mutant& mutant, Found& found) {
  const bool is_named =
      claim.verdict == Verdict::disagree ||
      (claim.verdict == Verdict::unresolved && claim.subject == Subject::definition);
  if (claim.place.line == mutant.line && is_named) {
    found.line_named = true;
    for (const Repair& repair : claim.repairs) {
      if (restores(repair.line, mutant.original)) found.repair_named = true;
    }
  }
  for (const Repair& repair : claim.elsewhere) {
    if (repair.place.line != mutant.line) continue;
    found.line_named = true;
    if (restores(repair.line, mutant.original)) found.repair_named = true;
  }
}

}  // namespace

std::vector<Mutant> mutants_of(const std::string& text) { return Mutator(text).run(); }

bool is_readable(const std::string& text) {
  try {
    read_derivation(text, "mutant");
    return true;
  } catch (const Error&) {
    return false;
  }
}

bool is_inconsistent(const std::string& text) {
  const Derivation d = read_derivation(text, "mutant");
  return is_inconsistent_at(d, 1) || is_inconsistent_at(d, 2) || is_inconsistent_at(d, 3);
}

Found found_by_check(const Mutant& mutant) {
  const DerivationReport report = check(read_derivation(mutant.text, "mutant"));
  Found found;
  found.detected = !report.all_agree();
  for (const ClaimReport& claim : report.claims) look_at(claim, mutant, found);
  return found;
}

}  // namespace wengert::test
