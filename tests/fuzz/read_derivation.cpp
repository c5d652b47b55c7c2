// SPDX-License-Identifier: MIT
// libFuzzer's entry: any bytes are read as a derivation, or refused with a place inside them. What
// is read can be evaluated, and put on a tape.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include <autodiff/derivation/evaluate.hpp>
#include <autodiff/derivation/read.hpp>
#include <autodiff/derivation/recorded.hpp>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void use(const wengert::Derivation& d) {
  const wengert::Evaluator evaluator(d);
  auto values = evaluator.values<double>();
  evaluator.run(values);
  std::map<std::string, double> given;
  for (const wengert::Input& input : wengert::inputs_of(d)) {
    if (!input.number) given[input.name] = 0.5;
  }
  const wengert::RecordedDerivation recorded(d, given);
  require(recorded.names().size() <= d.statements.size());
}

void require_inside(const wengert::DerivationError& error, std::string_view text) {
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  require(error.place().line >= 1 && error.place().line <= lines + 1);
  require(error.place().column >= 1 && error.place().column <= text.size() + 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  try {
    use(wengert::read_derivation(text, "fuzz"));
  } catch (const wengert::DerivationError& error) {
    require_inside(error, text);
  } catch (const wengert::Error&) {  // slopes of slopes of slopes
  }
  return 0;
}
