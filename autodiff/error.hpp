// SPDX-License-Identifier: MIT
// What a user's mistake throws. The text says what was wanted and what came. Mathematics never
// throws: log(-1) is a NaN, as in <cmath>.
#ifndef WENGERT_AUTODIFF_ERROR_HPP
#define WENGERT_AUTODIFF_ERROR_HPP

#include <stdexcept>

#include "detail/export.hpp"

namespace wengert {

class WENGERT_EXPORT Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  ~Error() override;
};

// A recording was evaluated at a point where the program would have taken another branch.
class WENGERT_EXPORT BranchError : public Error {
 public:
  using Error::Error;
  ~BranchError() override;
};

}  // namespace wengert

#endif
