// SPDX-License-Identifier: MIT
// Stands for the header of this path in another library that also owns a folder autodiff/.
#pragma once
namespace autodiff {
struct dual {
  double val = 0, grad = 0;
};
}  // namespace autodiff
