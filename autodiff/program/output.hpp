// SPDX-License-Identifier: MIT
#ifndef WENGERT_AUTODIFF_PROGRAM_OUTPUT_HPP
#define WENGERT_AUTODIFF_PROGRAM_OUTPUT_HPP

#include <cstdint>
#include <string>

#include "../var.hpp"

namespace wengert {

// What an output gives of a batch.
enum class Over : std::uint8_t {
  each,   // one value per sample
  sum,    // the sum over the batch
  mean,   // the sum divided by the size of the batch
  share,  // one value per sample, divided by the size of the batch: what a mean hands to each
};

// Whether it gives one number, however large the batch.
constexpr bool is_reduced(Over over) { return over == Over::sum || over == Over::mean; }

struct Output {
  Var value;
  std::string name;
  Over over = Over::each;
};

}  // namespace wengert

#endif
