// SPDX-License-Identifier: MIT
#include <fmt/core.h>
#include <autodiff/check/derivation_check.hpp>
#include <autodiff/check/derivation_print.hpp>
#include <autodiff/derivation/read.hpp>
#include <autodiff/error.hpp>

#include <fstream>
#include <iterator>
#include <string>

#include "sections.hpp"

namespace tutorial {
namespace {

// The copied program, as it stands; by the path at which a reader of the repository finds it.
wengert::Derivation copied_program() {
  const std::string name = "examples/derivations/seed.py";
  std::ifstream in(TUTORIAL_REPOSITORY "/" + name);
  if (!in) throw wengert::Error("tutorial: " + name + " is no longer where it was built from");
  return wengert::read_derivation(std::string(std::istreambuf_iterator<char>(in), {}), name);
}

}  // namespace

void print_derivation_check() {
  fmt::print("\n4. The copied program, read as it stands: wengert check seed.py\n\n{}",
             wengert::to_text(wengert::check(copied_program())));
}

}  // namespace tutorial
