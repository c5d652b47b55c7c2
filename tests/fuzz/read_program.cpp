// SPDX-License-Identifier: MIT
// libFuzzer's entry: any bytes are read as a saved program, or refused. What is read can be run,
// printed, written out, saved and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include <autodiff/error.hpp>
#include <autodiff/program/export.hpp>
#include <autodiff/program/save.hpp>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// What a valid program may refuse: a branch, a slope that the table lacks, a name in C.
template <class F>
void allowed_to_refuse(F f) {
  try {
    f();
  } catch (const wengert::Error&) {
  }
}

void use(wengert::Program program) {
  const std::string saved = to_json(program);
  require(to_json(wengert::program_from_json(saved)) == saved);
  require(!program.print().empty());
  const std::vector<double> parameters(program.parameters().size(), 0.5);
  const std::vector<double> inputs(3 * program.inputs().size(), 0.25);
  std::vector<double> reduced(program.reduced_outputs()), each(3 * program.outputs_per_sample());
  allowed_to_refuse([&] { program.run({3, inputs, parameters}, {reduced, each}); });
  allowed_to_refuse([&] { require(!to_c(program).empty()); });
  if (program.outputs().empty()) return;
  allowed_to_refuse(
      [&] { require(!program.with_gradient(program.outputs().front()).print().empty()); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  allowed_to_refuse([&] { use(wengert::program_from_json(text)); });
  return 0;
}
