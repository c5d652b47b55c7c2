// SPDX-License-Identifier: MIT
#include "error.hpp"

namespace wengert {

// Defined here, so that the types have one home and catch works across shared libraries.
Error::~Error() = default;
BranchError::~BranchError() = default;

}  // namespace wengert
