// SPDX-License-Identifier: MIT
#include "save.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "../error.hpp"
#include "detail/access.hpp"

namespace wengert {
namespace {

using detail::Index;
using detail::Instruction;
using detail::Listing;
using detail::Part;
using detail::VariableRole;
using nlohmann::json;

constexpr std::string_view format_name = "wengert program";
constexpr int newest_version = 1;

constexpr std::string_view roles[] = {"input", "parameter", "constant"};
constexpr std::string_view parts[] = {"value", "da", "db", "dc"};
constexpr std::string_view overs[] = {"each", "sum", "mean", "share"};

struct NamedPass {
  const char* name;
  bool Passes::*on;
};
constexpr NamedPass passes[] = {{"fold_constants", &Passes::fold_constants},
                                {"identities", &Passes::identities},
                                {"common_subexpressions", &Passes::common_subexpressions},
                                {"dead_code", &Passes::dead_code},
                                {"reuse_slots", &Passes::reuse_slots}};

std::string_view name_of(Operation operation) {
  if (operation == Operation::constant) return "constant";
  if (operation == Operation::guard) return "guard";
  return visit_row(operation, [](auto type) { return decltype(type)::type::facts.name; });
}

json number_json(double x) {
  if (std::isfinite(x)) return x;
  return std::isnan(x) ? "nan" : x > 0 ? "inf" : "-inf";
}

json instruction_json(const Listing& listing, Index i) {
  const Instruction& it = listing.instructions[i];
  if (it.operation == Operation::custom) {
    throw Error("to_json: a custom operation cannot be saved, because it is code of your own");
  }
  json result{{"operation", name_of(it.operation)}};
  if (it.part != Part::value) result["part"] = parts[static_cast<std::size_t>(it.part)];
  if (it.operation != Operation::constant) result["operands"] = listing.operands_of(i);
  if (it.operation <= Operation::guard) result["number"] = number_json(it.number);
  return result;
}

// A value with the way to it, for messages: "/instructions/3/operands/0".
class At {
 public:
  At(const json& value, std::string path) : value_(value), path_(std::move(path)) {}

  [[noreturn]] void fail(std::string_view wanted) const {
    std::string came = value_.dump(-1, ' ', true, json::error_handler_t::replace);
    if (came.size() > 60) came = came.substr(0, 57) + "...";
    throw Error(fmt::format("program_from_json: at {}: {} was wanted, {} came",
                            path_.empty() ? "/" : path_, wanted, came));
  }

  At operator[](const char* key) const {
    if (!value_.is_object()) fail("an object");
    const auto found = value_.find(key);
    if (found == value_.end()) fail(fmt::format("an object with '{}'", key));
    return {*found, fmt::format("{}/{}", path_, key)};
  }
  bool has(const char* key) const { return value_.is_object() && value_.contains(key); }

  std::size_t size() const {
    if (!value_.is_array()) fail("a list");
    return value_.size();
  }
  At operator[](std::size_t k) const { return {value_[k], fmt::format("{}/{}", path_, k)}; }

  std::string text() const {
    if (!value_.is_string()) fail("a text");
    return value_.get<std::string>();
  }
  bool flag() const {
    if (!value_.is_boolean()) fail("true or false");
    return value_.get<bool>();
  }
  double number() const {
    if (value_.is_number()) return value_.get<double>();
    if (value_ == "nan") return std::numeric_limits<double>::quiet_NaN();
    if (value_ == "inf") return std::numeric_limits<double>::infinity();
    if (value_ == "-inf") return -std::numeric_limits<double>::infinity();
    fail("a number");
  }
  Index below(std::size_t limit) const {
    if (!value_.is_number_unsigned() || value_.get<std::uint64_t>() >= limit) {
      fail(fmt::format("the number of something before, below {},", limit));
    }
    return value_.get<Index>();
  }
  template <std::size_t n>
  std::size_t one_of(const std::string_view (&words)[n]) const {
    for (std::size_t k = 0; k < n; ++k) {
      if (value_.is_string() && value_.get_ref<const std::string&>() == words[k]) return k;
    }
    fail(fmt::format("one of {}", fmt::join(words, ", ")));
  }

 private:
  const json& value_;
  std::string path_;
};

// How many operands an instruction must have: from least to most.
struct Wanted {
  std::size_t least;
  std::size_t most;
};

template <class R>
constexpr bool has_partial(Part part) {
  if (part == Part::value) return true;
  if constexpr (R::facts.mask || R::facts.arity == 0 || operation_of<R> == Operation::Select) {
    return false;
  }
  return static_cast<int>(part) <= R::facts.arity;
}

Wanted wanted_operands(Operation operation, Part part, const At& at) {
  return visit_row(operation, [&](auto type) -> Wanted {
    using R = typename decltype(type)::type;
    if (!has_partial<R>(part)) at["part"].fail(fmt::format("a partial that {} has", R::facts.name));
    constexpr auto any = std::numeric_limits<std::size_t>::max();
    if (operation == Operation::Dot) return {2, any};
    if (R::facts.arity == 0) return {1, any};
    const auto arity = static_cast<std::size_t>(R::facts.arity);
    const std::size_t count = part == Part::value ? arity : arity + 1;
    return {count, count};
  });
}

Operation operation_called(const At& at) {
  const std::string name = at["operation"].text();
  if (name == "constant") return Operation::constant;
  if (name == "guard") return Operation::guard;
  Operation result = Operation::variable;
  for_each_row([&](auto type) {
    using R = typename decltype(type)::type;
    if (name == R::facts.name) result = operation_of<R>;
  });
  if (result == Operation::variable) at["operation"].fail("an operation of the table");
  return result;
}

class Reader {
 public:
  explicit Reader(const At& root) : root_(root) {}

  Listing listing() {
    read_variables();
    const At list = root_["instructions"];
    for (std::size_t k = 0; k < list.size(); ++k) read_instruction(list[k]);
    read_outputs();
    read_names();
    return std::move(result_);
  }

  Passes switched_on() const {
    Passes result;
    for (const NamedPass& pass : wengert::passes) {
      result.*pass.on = root_["passes"][pass.name].flag();
    }
    return result;
  }

 private:
  void read_variables() {
    const At list = root_["variables"];
    for (std::size_t k = 0; k < list.size(); ++k) {
      const At v = list[k];
      result_.variables.push_back({static_cast<VariableRole>(v["role"].one_of(roles)),
                                   v["name"].text(), v["value"].number()});
    }
    for (Index i = 0; i < result_.variables.size(); ++i) {
      result_.push({.operation = Operation::variable, .which = i}, {});
    }
  }

  void read_instruction(const At& at) {
    Instruction it{.operation = operation_called(at)};
    if (it.operation == Operation::constant) {
      it.number = at["number"].number();
      result_.push(it, {});
      return;
    }
    if (at.has("part")) it.part = static_cast<Part>(at["part"].one_of(parts));
    Wanted wanted{1, 1};
    if (it.operation == Operation::guard) {
      it.number = at["number"].number();
      if (it.number != 0.0 && it.number != 1.0) at["number"].fail("0 or 1");
      if (it.part != Part::value) at["part"].fail("no partial of a guard");
    } else {
      wanted = wanted_operands(it.operation, it.part, at);
    }
    result_.push(it, read_operands(at["operands"], wanted));
  }

  std::vector<Index> read_operands(const At& list, const Wanted& wanted) const {
    if (list.size() < wanted.least || list.size() > wanted.most) {
      list.fail(wanted.least == wanted.most ? fmt::format("a list of {} operands", wanted.least)
                                            : fmt::format("at least {} operands", wanted.least));
    }
    std::vector<Index> result;
    for (std::size_t k = 0; k < list.size(); ++k) result.push_back(list[k].below(result_.size()));
    return result;
  }

  void read_outputs() {
    const At list = root_["outputs"];
    for (std::size_t k = 0; k < list.size(); ++k) {
      const At o = list[k];
      result_.outputs.push_back({o["at"].below(result_.size()), o["name"].text(),
                                 static_cast<Over>(o["over"].one_of(overs))});
    }
  }

  void read_names() {
    const At list = root_["names"];
    for (std::size_t k = 0; k < list.size(); ++k) {
      const At pair = list[k];
      if (pair.size() != 2) pair.fail("a number and a name");
      result_.names.emplace(pair[std::size_t{0}].below(result_.size()),
                            pair[std::size_t{1}].text());
    }
  }

  const At& root_;
  Listing result_;
};

void require_format(const At& root) {
  if (root["format"].text() != format_name) root["format"].fail("\"wengert program\"");
  const double version = root["version"].number();
  if (version != newest_version) {
    root["version"].fail(fmt::format("version {} or an older one", newest_version));
  }
}

}  // namespace

std::string to_json(const Program& program) {
  const Listing& l = detail::ProgramAccess::recorded(program);
  json result{{"format", format_name}, {"version", newest_version}};
  for (const char* key : {"variables", "instructions", "outputs", "names"}) {
    result[key] = json::array();
  }
  for (const auto& v : l.variables) {
    result["variables"].push_back({{"role", roles[static_cast<std::size_t>(v.role)]},
                                   {"name", v.name},
                                   {"value", number_json(v.value)}});
  }
  for (auto i = static_cast<Index>(l.variables.size()); i < l.size(); ++i) {
    result["instructions"].push_back(instruction_json(l, i));
  }
  for (const auto& o : l.outputs) {
    result["outputs"].push_back(
        {{"name", o.name}, {"at", o.at}, {"over", overs[static_cast<std::size_t>(o.over)]}});
  }
  for (const auto& [at, name] : l.names) result["names"].push_back(json::array({at, name}));
  for (const NamedPass& pass : passes) {
    result["passes"][pass.name] = detail::ProgramAccess::passes(program).*pass.on;
  }
  try {
    return result.dump(1) + "\n";
  } catch (const json::exception&) {
    throw Error("to_json: a name is not UTF-8, and JSON cannot hold it");
  }
}

Program program_from_json(std::string_view text) {
  json document;
  try {
    document = json::parse(text);
  } catch (const json::exception& e) {
    throw Error(fmt::format("program_from_json: this is no JSON: {}", e.what()));
  }
  const At root(document, "");
  require_format(root);
  Reader reader(root);
  Listing listing = reader.listing();
  detail::require_different_names(listing);
  return detail::ProgramAccess::make(std::move(listing), reader.switched_on());
}

}  // namespace wengert
