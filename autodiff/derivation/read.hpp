// SPDX-License-Identifier: MIT
#ifndef WENGERT_AUTODIFF_DERIVATION_READ_HPP
#define WENGERT_AUTODIFF_DERIVATION_READ_HPP

#include <string>
#include <string_view>

#include "../error.hpp"
#include "derivation.hpp"

namespace wengert {

// The text could not be read. The message begins with file:line:column.
class WENGERT_EXPORT DerivationError : public Error {
 public:
  DerivationError(const std::string& file, Place place, const std::string& sentence);
  ~DerivationError() override;
  Place place() const { return place_; }

 private:
  Place place_;
};

// Throws DerivationError. O(size of the text).
WENGERT_EXPORT Derivation read_derivation(std::string_view text, std::string file);

}  // namespace wengert

#endif
