// SPDX-License-Identifier: MIT
// Stands for the header of this path in another library that also owns a folder autodiff/.
#pragma once
#include <autodiff/common/meta.hpp>
namespace autodiff {
struct var {
  meta::number expr = 0;
};
}  // namespace autodiff
