// SPDX-License-Identifier: MIT
// Whether two numbers agree, lane by lane.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_AGREEMENT_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_AGREEMENT_HPP

#include <array>

#include "lanes.hpp"

namespace wengert::detail {

enum class Agreement { agrees, differs, undecided };

class Agreements {
 public:
  // Within the tolerance, relative to the larger; undecided where one is not finite,
  // or so small that it has lost digits.
  Agreements(const Lanes& hand, const Lanes& truth, double tolerance);

  Agreement operator[](std::size_t lane) const { return lanes_[lane]; }
  void set(std::size_t lane, Agreement agreement) { lanes_[lane] = agreement; }
  std::size_t random(Agreement agreement) const;
  // At every random point that decides, and there are enough of them.
  bool agree_at_random() const {
    return random(Agreement::differs) == 0 && random(Agreement::agrees) >= enough;
  }
  bool differ_at_random() const { return random(Agreement::differs) != 0; }

  static constexpr std::size_t enough = 3;

 private:
  std::array<Agreement, lane_count> lanes_;
};

bool agree(double a, double b, double tolerance);

}  // namespace wengert::detail

#endif
