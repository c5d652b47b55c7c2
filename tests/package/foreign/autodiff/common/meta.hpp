// SPDX-License-Identifier: MIT
// Stands for the header of this path in another library that also owns a folder autodiff/.
#pragma once
namespace autodiff::meta {
using number = double;
}  // namespace autodiff::meta
