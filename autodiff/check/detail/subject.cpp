// SPDX-License-Identifier: MIT
#include "subject.hpp"

namespace wengert::detail::checking {

Subject::~Subject() = default;
Hand::~Hand() = default;

}  // namespace wengert::detail::checking
