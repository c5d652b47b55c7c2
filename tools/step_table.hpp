// SPDX-License-Identifier: MIT
// What is known of the names of a derivation where a Stepper stands.
#ifndef WENGERT_TOOLS_STEP_TABLE_HPP
#define WENGERT_TOOLS_STEP_TABLE_HPP

#include <autodiff/derivation/recorded.hpp>
#include <autodiff/explain/stepper.hpp>
#include <string>

namespace wengert::tools {

// A line for every name that the output depends on.
std::string table_of(const RecordedDerivation& recorded, const Stepper& stepper,
                     const std::string& output);
// "Given are w1 = 1, ...": the inputs that the output depends on.
std::string given_text(const RecordedDerivation& recorded, const Stepper& stepper);

}  // namespace wengert::tools

#endif
