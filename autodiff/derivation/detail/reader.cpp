// SPDX-License-Identifier: MIT
#include "reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "update.hpp"

namespace wengert::detail {
namespace {

using Kind = Expression::Kind;

bool is_quotient_of_names(const Expression& e) {
  return e.kind == Kind::operation && e.operation == Operation::Divide &&
         e.operands[0].kind == Kind::name && e.operands[1].kind == Kind::name;
}

bool has_element(const std::string& name) { return name.find('[') != std::string::npos; }

Expression named(Kind kind, const std::string& name, Place place) {
  Expression e;
  e.kind = kind;
  e.text = name;
  e.place = place;
  return e;
}

bool are_same(const Expression& a, const Expression& b) {
  return a.kind == b.kind && a.operation == b.operation && a.text == b.text &&
         a.number == b.number &&
         std::equal(a.operands.begin(), a.operands.end(), b.operands.begin(), b.operands.end(),
                    are_same);
}

}  // namespace

Reader::Reader(const SourceText& text, Repeats repeats) : text_(text), repeats_(repeats) {
  result_.file = text.file();
}

void Reader::add(const Origin& origin, Content content) {
  result_.statements.push_back({origin.place, origin.source, std::move(content)});
}

void Reader::add_note(Place place, std::string sentence) {
  result_.notes.push_back({place, std::move(sentence)});
}

Effort Reader::resolve(Expression& e, const std::string& target,
                       const std::vector<std::string>& parameters) {
  Resolver resolver(text_, scope_, result_.notes);
  resolver.set_target(target);
  resolver.set_parameters(parameters);
  resolver.resolve(e);
  return resolver.effort();
}

void Reader::read_statement(TextRange piece) {
  WrittenStatement written = parse_statement(text_, piece, scope_);
  const Origin origin{text_.place(piece.begin), text_.shown(piece)};
  using Sign = WrittenStatement::Sign;
  if (written.sign == Sign::approximately) {
    Expression value = std::move(written.left);
    resolve(value, "");
    return read_printed(origin, written, std::move(value));
  }
  if (written.is_question && written.left.kind != Kind::name) {
    text_.fail(written.left.place, "only a name can be a variable: w1 = ?");
  }
  if (written.sign == Sign::equals) return read_equation(origin, written);
  read_update(origin, written);
}

void Reader::read_equation(const Origin& origin, WrittenStatement& written) {
  const Expression& left = written.left;
  if (is_quotient_of_names(left)) return read_quotient(origin, written);
  switch (left.kind) {
    case Kind::name:
      return read_named(origin, written);
    case Kind::function:
    case Kind::function_slope:
      return read_call(origin, written);
    case Kind::derivative:
      fail_claimed_again(left.place, left.text);
    default:
      text_.fail(left.place,
                 "the left side of '=' must be a name, a derivative as dy/dx, or a function as "
                 "f(t) or f'(t)");
  }
}

void Reader::read_quotient(const Origin& origin, WrittenStatement& written) {
  const Expression& top = written.left.operands[0];
  const Expression& bottom = written.left.operands[1];
  const std::string of(differential(top.text));
  const std::string by(differential(bottom.text));
  if (of.empty() || by.empty()) {
    text_.fail(written.left.place,
               fmt::format("the left side of '=' must be a name, or a derivative as dy/dx: {}/{} "
                           "is a quotient",
                           top.text, bottom.text));
  }
  claim({top.place, origin.source}, known_derivative({top.place, ""}, of, by), written);
}

void Reader::read_named(const Origin& origin, WrittenStatement& written) {
  const std::string name = written.left.text;
  if (!has_element(name) && !written.is_question) {
    if (const auto derivative = claimed_name({written.left.place, ""}, name)) {
      return claim(origin, *derivative, written);
    }
  }
  if (scope_.find(name) != nullptr && read_update_in_full(origin, written)) return;
  define({origin.place, origin.source}, name, written);
}

void Reader::require_new(Place place, const std::string& name) const {
  if (const Meaning* first = scope_.find(name)) {
    text_.fail(place, fmt::format("{} is defined again: the first definition is in line {}", name,
                                  first->place.line));
  }
}

// Whether the name has been defined already by just this formula.
bool Reader::is_repeated(const std::string& name, const Expression& value) const {
  if (repeats_ == Repeats::refused) return false;
  for (const Statement& s : result_.statements) {
    const auto* d = std::get_if<Definition>(&s.content);
    if (d != nullptr && d->name == name) return are_same(d->value, value);
  }
  return false;
}

void Reader::define(const Origin& origin, const std::string& name, WrittenStatement& written) {
  if (knows(name) && written.right && repeats_ == Repeats::allowed) {
    Expression again = *written.right;
    resolve(again, "");
    if (is_repeated(name, again)) return;
  }
  require_new(written.left.place, name);
  if (has_element(name)) {
    text_.fail(written.left.place,
               fmt::format("{} cannot be given by itself: a list is defined as a whole, as "
                           "x = [1, 2]",
                           name));
  }
  if (written.is_question) return add_variable(name, origin.place, origin.source);
  Expression& value = *written.right;
  resolve(value, name);
  if (value.kind == Kind::list) {
    if (written.printed) text_.fail(written.printed_place, "a list has no single printed number");
    return define_list(origin, name, value);
  }
  scope_.add(name, {.place = origin.place});
  const Place place = written.left.place;
  add(origin, Definition{name, std::move(value)});
  if (written.printed) read_printed(origin, written, named(Kind::name, name, place));
}

void Reader::define_list(const Origin& origin, const std::string& name, Expression& list) {
  for (std::size_t i = 0; i < list.operands.size(); ++i) {
    Expression& element = list.operands[i];
    if (element.kind == Kind::list) text_.fail(element.place, "a list holds numbers, not lists");
    const std::string element_name = fmt::format("{}[{}]", name, i);
    scope_.add(element_name, {.place = origin.place});
    add(origin, Definition{element_name, std::move(element)});
  }
  scope_.add(name, {Meaning::Kind::list, origin.place, list.operands.size()});
}

void Reader::add_list_of_variables(const std::string& name, std::size_t elements, Place place,
                                   const std::string& source) {
  for (std::size_t i = 0; i < elements; ++i) {
    add_variable(fmt::format("{}[{}]", name, i), place, source);
  }
  scope_.add(name, {Meaning::Kind::list, place, elements});
}

void Reader::add_numbers(const std::string& name, const std::vector<std::string>& digits,
                         bool is_list, Place place, const std::string& source) {
  for (std::size_t i = 0; i < digits.size(); ++i) {
    Expression number = named(Kind::number, digits[i], place);
    number.number = std::strtod(digits[i].c_str(), nullptr);
    const std::string element = is_list ? fmt::format("{}[{}]", name, i) : name;
    require_new(place, element);
    scope_.add(element, {.place = place});
    add({place, source}, Definition{element, std::move(number)});
  }
  if (is_list) scope_.add(name, {Meaning::Kind::list, place, digits.size()});
}

void Reader::add_variable(const std::string& name, Place place, std::string source) {
  require_new(place, name);
  scope_.add(name, {.place = place});
  add({place, std::move(source)}, Variable{name});
}

void Reader::read_printed(const Origin& origin, WrittenStatement& written, Expression value) {
  if (value.kind == Kind::list) text_.fail(value.place, "a list has no single printed number");
  add(origin, PrintedNumber{std::move(value), std::move(*written.printed)});
}

void Reader::fail_claimed_again(Place place, const std::string& name) const {
  std::size_t line = 0;
  for (const auto& [claim, first] : scope_.claims()) {
    if (claim.shown() == name) line = first.line;
  }
  text_.fail(place, fmt::format("{} is claimed again: the first claim is in line {}", name, line));
}

void Reader::claim(const Origin& origin, const DerivativeName& name, WrittenStatement& written) {
  if (scope_.find_claim(name) != nullptr) fail_claimed_again(origin.place, name.shown());
  if (written.is_question) text_.fail(origin.place, "a claim needs a formula, '?' came");
  Expression value = std::move(*written.right);
  if (is_quotient_of_names(value)) {  // dL/dw = dL/dw
    const DerivativeName same{std::string(differential(value.operands[0].text)),
                              std::string(differential(value.operands[1].text))};
    if (same == name) {
      text_.fail(value.place,
                 fmt::format("{} is claimed by itself: this is circular", name.shown()));
    }
  }
  resolve(value, "");
  if (value.kind == Kind::list) text_.fail(value.place, "a number was wanted, a list came");
  scope_.add_claim(name, origin.place);
  const Place place = origin.place;
  add({place, origin.source}, Claim{name.of, name.by, std::move(value), {}});
  if (written.printed) {
    read_printed(origin, written, named(Kind::derivative, name.shown(), place));
  }
}

std::string Reader::known_value(const Origin& origin, const std::string& name, const char* role) {
  const auto match = only_match(text_, origin.place, name, scope_.matches(name, true));
  if (!match) {
    if (name.size() > 1 && name[0] >= '2' && name[0] <= '9') {
      text_.fail(origin.place,
                 "a first derivative was wanted: a second one is that of a name, as in "
                 "g = dy/dx, then dg/dx = ...");
    }
    explain_unknown(text_, scope_, origin.place, name);
    const auto similar = scope_.similar(name);
    text_.fail(origin.place,
               fmt::format("there is no {} to take a derivative {}{}", name, role,
                           similar ? fmt::format(" (did you mean {}?)", *similar) : ""));
  }
  const Meaning& meaning = *scope_.find(*match);
  if (meaning.kind == Meaning::Kind::list) {
    text_.fail(origin.place, fmt::format("{} is a list: a claim is about one of its elements, as "
                                         "{}[0]",
                                         *match, *match));
  }
  if (meaning.kind == Meaning::Kind::function) {
    text_.fail(origin.place,
               fmt::format("{} is a function: its derivative is written {}'(t)", *match, *match));
  }
  return *match;
}

std::string Reader::known_target(const Origin& origin, const std::string& of) {
  if (scope_.matches(of, true).empty() && scope_.find_foreseen(of) == nullptr) {
    if (const auto assumed = assume_loss(origin, of)) return *assumed;
  }
  return known_value(origin, of, "of");
}

DerivativeName Reader::known_derivative(const Origin& origin, const std::string& of,
                                        const std::string& by) {
  std::string target = known_target(origin, of);
  return {std::move(target), known_value(origin, by, "by")};
}

// The derivative that an identifier on the left side spells; nothing where it is a name like any.
std::optional<DerivativeName> Reader::claimed_name(const Origin& origin,
                                                   const std::string& identifier) {
  const auto possible = scope_.known_spellings(identifier);
  if (possible.size() > 1) {
    text_.fail(origin.place, fmt::format("{} can mean {} and {}: write it as a quotient",
                                         identifier, possible[0].shown(), possible[1].shown()));
  }
  if (possible.size() == 1) return known_derivative(origin, possible[0].of, possible[0].by);
  // d_L_d_w1 is meant as a derivative even where a name is misspelt; dL_dw1 only if one is near.
  for (const DerivativeName& s : derivative_spellings(identifier)) {
    const bool is_plain = identifier == "d_" + s.of + "_d_" + s.by;
    const bool is_near = !scope_.matches(s.of, true).empty() && scope_.similar(s.by);
    if (is_plain || is_near || !scope_.matches(s.by, true).empty()) {
      return known_derivative(origin, s.of, s.by);
    }
  }
  return {};
}

std::optional<std::string> Reader::loss_function() const {
  std::optional<std::string> result;
  for (const std::string& name : loss_functions_) {
    if (result) return {};
    result = name;
  }
  return result;
}

// A program computes its loss by a function, and a derivation speaks of it by a letter.
std::optional<std::string> Reader::assume_loss(const Origin& origin, const std::string& name) {
  const auto function = loss_function();
  if (!function) return {};
  const auto statement =
      std::find_if(result_.statements.begin(), result_.statements.end(), [&](const Statement& s) {
        const auto* f = std::get_if<Function>(&s.content);
        return f != nullptr && f->name == *function;
      });
  Expression call = named(Kind::function, *function, origin.place);
  for (const std::string& p : std::get<Function>(statement->content).parameters) {
    const Meaning* meaning = scope_.find(p);
    if (meaning == nullptr || meaning->kind != Meaning::Kind::value) return {};
    call.operands.push_back(named(Kind::name, p, origin.place));
  }
  std::string shown = fmt::format("{} = {}(", name, *function);
  for (const Expression& p : call.operands)
    shown += (&p == call.operands.data() ? "" : ", ") + p.text;
  shown += ")";
  add_note(origin.place, fmt::format("nothing defines {}: it is taken to be {}", name, shown));
  scope_.add(name, {.place = origin.place});
  add({origin.place, shown}, Definition{name, std::move(call)});
  return name;
}

}  // namespace wengert::detail
