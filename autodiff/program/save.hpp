// SPDX-License-Identifier: MIT
// A Program as JSON, to be kept or sent, and read again: as it was recorded, with its gradients and
// its passes, before the passes ran.
//
//   std::ofstream("loss.json") << to_json(program);
//   Program again = program_from_json(text);
//
// {
//   "format": "wengert program", "version": 1,
//   "variables": [{"role": "input" | "parameter" | "constant", "name": "x", "value": 2.0}, ...],
//   "instructions": [{"operation": "multiply", "operands": [0, 2]},
//                    {"operation": "sigmoid", "part": "da", "operands": [4, 5]},
//                    {"operation": "constant", "number": 0.5}, ...],
//   "outputs": [{"name": "loss", "at": 7, "over": "each" | "sum" | "mean" | "share"}, ...],
//   "names": [[5, "h1"], ...],
//   "passes": {"fold_constants": true, ...}
// }
//
// Operands are numbers of variables and instructions, counted from 0 in one row, variables first;
// each refers only back. A part is of an operation's partials, whose operands are those of the
// operation and then its result. Numbers that JSON lacks are the strings "nan", "inf" and "-inf".
#ifndef WENGERT_AUTODIFF_PROGRAM_SAVE_HPP
#define WENGERT_AUTODIFF_PROGRAM_SAVE_HPP

#include <string>
#include <string_view>

#include "program.hpp"

namespace wengert {

// Throws Error where the program has a custom operation, which is code of the user's, or a name
// that is not UTF-8.
WENGERT_EXPORT std::string to_json(const Program& program);

// Throws Error, with the place, where the text is not JSON, is of another format or a newer
// version, or does not describe a program.
WENGERT_EXPORT Program program_from_json(std::string_view text);

}  // namespace wengert

#endif
