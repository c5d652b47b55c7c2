// SPDX-License-Identifier: MIT
// A Program written out as source that needs nothing of this library: one sample at a time, all
// outputs in their order.
//
//   std::ofstream("network.c") << to_c(program, {.name = "network"});
//
// C: one self-contained C99 file with
//
//   int network(const double x[INPUTS], const double w[PARAMETERS], double y[OUTPUTS]);
//
// which returns 0, or the number (from 1) of the first comparison that comes out otherwise than in
// the recording: y is then not written. With NETWORK_TEST defined the file is a program that checks
// one sample. In double its results are those of evaluate<double> to the bit, where the C library
// is the same and no products and sums are contracted.
//
// JavaScript: an ES module that exports a function of the same name, which returns the outputs as
// an array, or throws a RangeError where C returns not 0.
//
// Throw Error where the name is no identifier, where a custom operation is used, or a function that
// the language lacks (C: digamma and trigamma; JavaScript also erf, erfc and lgamma).
#ifndef WENGERT_AUTODIFF_PROGRAM_EXPORT_HPP
#define WENGERT_AUTODIFF_PROGRAM_EXPORT_HPP

#include <cstdint>
#include <string>

#include "program.hpp"

namespace wengert {

enum class CNumber : std::uint8_t { double_precision, single_precision };

struct CSourceOptions {
  std::string name = "program";
  CNumber number = CNumber::double_precision;
};

struct JavascriptOptions {
  std::string name = "program";
};

WENGERT_EXPORT std::string to_c(const Program& program, const CSourceOptions& options = {});
WENGERT_EXPORT std::string to_javascript(const Program& program,
                                         const JavascriptOptions& options = {});

}  // namespace wengert

#endif
