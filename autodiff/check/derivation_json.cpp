// SPDX-License-Identifier: MIT
#include <cmath>
#include <nlohmann/json.hpp>

#include "derivation_print.hpp"
#include "detail/report_words.hpp"

namespace wengert {
namespace {

using namespace detail;
using Json = nlohmann::ordered_json;

Json number(double x) {
  if (std::isfinite(x)) return x;
  return number_text(x);
}

Json place(const Place& where) { return {{"line", where.line}, {"column", where.column}}; }

Json point(const Compared& compared) {
  return {{"at", compared.at_own_numbers ? "own numbers" : "random"},
          {"hand", number(compared.hand)},
          {"true", number(compared.truth)},
          {"agrees", compared.agrees},
          {"decided", compared.decided}};
}

Json repair(const Repair& r) {
  return {{"place", place(r.place)}, {"written", r.written}, {"wanted", r.wanted},
          {"line", r.line},          {"why", r.why},         {"cost", number(r.cost)}};
}

template <class Range, class F>
Json listed(const Range& range, F f) {
  Json items = Json::array();
  for (const auto& item : range) items.push_back(f(item));
  return items;
}

Json claim(const ClaimReport& c) {
  return {{"subject", word(c.subject)},
          {"verdict", word(c.verdict)},
          {"place", place(c.place)},
          {"name", c.name},
          {"source", c.source},
          {"hand", number(c.hand)},
          {"true", number(c.truth)},
          {"ratio", number(c.ratio)},
          {"error", number(c.error)},
          {"factor", c.factor},
          {"wanted", c.wanted},
          {"repairs", listed(c.repairs, repair)},
          {"elsewhere", listed(c.elsewhere, repair)},
          {"because", c.because},
          {"branch", c.branch},
          {"notes", c.notes},
          {"points", listed(c.points, point)}};
}

Json note(const ReadingNote& n) { return {{"place", place(n.place)}, {"text", n.text}}; }

Json parting(const Parting& p) {
  return {
      {"name", p.name},
      {"first", {{"place", place(p.place_1)}, {"line", p.line_1}, {"value", number(p.value_1)}}},
      {"second", {{"place", place(p.place_2)}, {"line", p.line_2}, {"value", number(p.value_2)}}}};
}

// Text that is not UTF-8 comes out with replacement characters instead of an exception.
std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string to_json(const DerivationReport& report) {
  return dumped({{"file", report.file},
                 {"headline", headline(report)},
                 {"exit_code", report.exit_code()},
                 {"has_own_numbers", report.has_own_numbers},
                 {"random_points", report.random_points},
                 {"out_of_budget", report.out_of_budget},
                 {"claims", listed(report.claims, claim)},
                 {"notes", listed(report.notes, note)}});
}

std::string to_json(const ComparisonReport& report) {
  return dumped({{"files", {report.file_1, report.file_2}},
                 {"exit_code", report.exit_code()},
                 {"parting", report.parting ? parting(*report.parting) : Json()},
                 {"later", report.later},
                 {"equal", report.equal},
                 {"only_in_first", report.only_in_1},
                 {"only_in_second", report.only_in_2}});
}

}  // namespace wengert
