// SPDX-License-Identifier: MIT
// Functions, their slopes, and updates.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "reader.hpp"
#include "update.hpp"

namespace wengert::detail {
namespace {

using Kind = Expression::Kind;

bool speaks_of_loss(std::string name) {
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const char* word : {"loss", "cost", "error", "mse"}) {
    if (name.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

// f(t) = ... and f'(t) = ...
void Reader::read_call(const Origin& origin, WrittenStatement& written) {
  Expression& left = written.left;
  if (written.printed) {
    text_.fail(written.printed_place, "a function has no single printed number");
  }
  Function function{left.text, {}, {}, std::move(*written.right)};
  for (const Expression& p : left.operands) {
    const bool is_name = p.kind == Kind::name && p.text.find('[') == std::string::npos;
    if (!is_name) {
      text_.fail(p.place, fmt::format("the parameters of {} must be names, as in {}(t) = ...",
                                      left.text, left.text));
    }
    if (std::count(function.parameters.begin(), function.parameters.end(), p.text) != 0) {
      text_.fail(p.place, fmt::format("two parameters of {} are called {}", left.text, p.text));
    }
    function.parameters.push_back(p.text);
  }
  const Origin at{left.place, origin.source};
  const auto sloped = left.kind == Kind::function_slope
                          ? function_of_slope(left.text)
                          : function_of_slope(slope_function(left.text));
  if (left.kind == Kind::function_slope && !sloped) {
    text_.fail(left.place, fmt::format("there is no function {} that this could be the derivative "
                                       "of",
                                       left.text));
  }
  if (sloped) require_one_parameter(at.place, *sloped, function.parameters.size());
  const Effort effort =
      resolve(function.result, left.kind == Kind::function ? left.text : "", function.parameters);
  if (!sloped) return define_function(at, std::move(function), effort);
  function.name = *sloped;
  claim_slope(at, std::move(function));
}

// The function that deriv_f or f' belongs to: an own one, or a row of the table.
std::optional<std::string> Reader::function_of_slope(const std::string& name) const {
  if (name.empty()) return {};
  for (const std::string& match : scope_.matches(name)) {
    if (scope_.find(match)->kind == Meaning::Kind::function) return match;
  }
  const auto operation = operation_named(name);
  if (!operation || arity_of(*operation) != 1) return {};
  return visit_row(*operation,
                   [](auto row) { return std::string(decltype(row)::type::facts.name); });
}

void Reader::define_function(const Origin& origin, Function function, const Effort& effort) {
  require_new(origin.place, function.name);
  if (function.result.kind == Kind::list) {
    text_.fail(function.result.place, "a function gives a number, a list came");
  }
  scope_.add(function.name, {Meaning::Kind::function, origin.place, function.parameters.size(),
                             effort.cost, effort.depth});
  if (speaks_of_loss(function.name)) loss_functions_.push_back(function.name);
  add(origin, std::move(function));
}

void Reader::require_one_parameter(Place place, const std::string& function,
                                   std::size_t came) const {
  const Meaning* meaning = scope_.find(function);
  const std::size_t has = meaning != nullptr ? meaning->count : 1;
  if (has == 1 && came == 1) return;
  text_.fail(place, fmt::format("{}' is the derivative of a function of one number: {} has {}, and "
                                "{} came",
                                function, function, has, came));
}

void Reader::claim_slope(const Origin& origin, Function function) {
  const std::string& name = function.name;
  if (const Place* first = scope_.find_slope(name)) {
    text_.fail(origin.place, fmt::format("{}' is claimed again: the first claim is in line {}",
                                         name, first->line));
  }
  require_one_parameter(origin.place, name, function.parameters.size());
  if (function.result.kind == Kind::list) {
    text_.fail(function.result.place, "a derivative is a number, a list came");
  }
  scope_.add_slope(name, origin.place);
  add(origin, SlopeClaim{std::move(function)});
}

Function Reader::resolve_function(const WrittenFunction& written, Effort& effort) {
  Function function{written.name, written.parameters, {}, {}};
  Resolver resolver(text_, scope_, result_.notes);
  resolver.set_parameters(written.parameters);
  for (const TextRange step : written.steps) {
    WrittenStatement s = parse_statement(text_, step, scope_);
    if (s.left.kind != Kind::name || s.sign != WrittenStatement::Sign::equals || !s.right) {
      text_.fail(s.left.place, fmt::format("a step of {} must be name = formula", written.name));
    }
    resolver.set_target(s.left.text);
    resolver.resolve(*s.right);
    if (s.right->kind == Kind::list) text_.fail(s.right->place, "a number was wanted, a list came");
    resolver.add_parameter(s.left.text);
    function.steps.push_back({s.left.text, std::move(*s.right)});
  }
  resolver.set_target(written.name);
  function.result = parse_formula(text_, written.result, scope_);
  resolver.resolve(function.result);
  effort = resolver.effort();
  return function;
}

void Reader::read_function(const WrittenFunction& written) {
  Effort effort;
  Function function = resolve_function(written, effort);
  const Origin origin{written.place, written.source};
  const auto sloped = function_of_slope(slope_function(written.name));
  if (!sloped) return define_function(origin, std::move(function), effort);
  function.name = *sloped;
  claim_slope(origin, std::move(function));
}

void Reader::read_update(const Origin& origin, WrittenStatement& written) {
  if (written.left.kind != Kind::name) {
    text_.fail(written.left.place, "an update changes a name, as w1 -= learn_rate * dL_dw1");
  }
  if (written.is_question || written.printed) {
    text_.fail(written.sign_place, "an update needs a formula and no printed number");
  }
  const bool descends = written.sign == WrittenStatement::Sign::minus_equals;
  resolve(*written.right, "");
  add_update(origin, written.left, std::move(*written.right), descends);
}

// w1 = w1 - learn_rate * E
bool Reader::read_update_in_full(const Origin& origin, WrittenStatement& written) {
  if (written.is_question || !is_step(*written.right, written.left.text)) return false;
  Expression value = std::move(*written.right);
  resolve(value, "");
  const bool descends = value.operation == Operation::Subtract;
  Expression step = std::move(value.operands[1]);
  add_update(origin, written.left, std::move(step), descends);
  return true;
}

void Reader::add_update(const Origin& origin, const Expression& target, Expression value,
                        bool descends) {
  if (value.kind == Kind::list) text_.fail(value.place, "a number was wanted, a list came");
  Update update = take_apart(std::move(value));
  if (!descends) {
    Expression negated;
    negated.kind = Kind::operation;
    negated.operation = Operation::Negate;
    negated.text = "negate";
    negated.place = update.slope.place;
    negated.operands.push_back(std::move(update.slope));
    update.slope = std::move(negated);
  }
  const std::string by = known_value({target.place, ""}, target.text, "by");
  updates_.push_back(result_.statements.size());
  add(origin, Claim{"", by, std::move(update.slope), std::move(update.rate)});
}

// What a training step makes smaller: what claims are of, but never by; else a name that says so.
std::string Reader::loss_of_updates() const {
  std::set<std::string> candidates;
  for (const auto& [name, place] : scope_.claims()) candidates.insert(name.of);
  for (const auto& [name, place] : scope_.claims()) candidates.erase(name.by);
  if (candidates.size() == 1) return *candidates.begin();
  for (const char* name : {"L", "loss", "Loss", "E", "J", "cost", "error"}) {
    const Meaning* meaning = scope_.find(name);
    if (meaning != nullptr && meaning->kind == Meaning::Kind::value) return name;
  }
  return "";
}

Derivation Reader::finish() {
  if (result_.statements.empty()) {
    text_.fail(std::size_t{0}, "a derivation was wanted, but there is no statement in it");
  }
  const std::string loss = updates_.empty() ? "" : loss_of_updates();
  for (const std::size_t i : updates_) {
    Statement& s = result_.statements[i];
    if (loss.empty()) {
      text_.fail(s.place,
                 "an update changes a weight to make a loss smaller, but which name is the loss is "
                 "unclear: define L, or claim a derivative of it");
    }
    std::get<Claim>(s.content).of = loss;
  }
  std::stable_sort(
      result_.notes.begin(), result_.notes.end(),
      [](const ReadingNote& a, const ReadingNote& b) { return a.place.line < b.place.line; });
  return std::move(result_);
}

}  // namespace wengert::detail
