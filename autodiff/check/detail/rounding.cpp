// SPDX-License-Identifier: MIT
#include "rounding.hpp"

#include <algorithm>
#include <cmath>
#include <exception>

#include "random.hpp"

namespace wengert::detail::checking {

Neighbourhood::Neighbour Neighbourhood::look_at(const std::vector<double>& x) const {
  Neighbour found{tape_gradient(f_, x), {}};
  if (!hand_->is_callable()) return found;
  try {
    found.hand = hand_->gradient(x);
  } catch (const std::exception&) {
    found.hand.clear();
  }
  return found;
}

void Neighbourhood::look_around() {
  looked_ = true;
  const auto keep = [&](std::vector<Neighbour>& list, const std::vector<double>& x) {
    Neighbour found = look_at(x);
    const bool answered = !hand_->is_callable() || found.hand.size() == x.size();
    if (found.tape.size() == x.size() && answered) list.push_back(std::move(found));
  };
  for (std::uint64_t i = 1; i <= 24; ++i) {
    keep(around_, random_point(evidence_.x, {.factor = 1.05}, seed_ + i));
  }
  std::vector<double> x = evidence_.x;
  for (int halvings = 0; halvings < 6; ++halvings) {
    for (double& v : x) v *= 0.5;
    keep(towards_zero_, x);
  }
}

double Neighbourhood::usual_size(std::size_t k, double derivative) const {
  double size = std::fabs(derivative);
  for (const auto* list : {&around_, &towards_zero_}) {
    for (const Neighbour& n : *list) {
      if (std::isfinite(n.tape[k])) size = std::max(size, std::fabs(n.tape[k]));
    }
  }
  return size;
}

bool Neighbourhood::is_to_both_sides(std::size_t k, double ratio) const {
  bool less =
      ratio < 1.0 && std::isfinite(ratio);  // an infinite one, to a derivative of 0, has no side
  bool greater = ratio > 1.0 && std::isfinite(ratio);
  for (const Neighbour& n : around_) {
    const double here = n.hand[k] / n.tape[k];
    less = less || here < 1.0;
    greater = greater || here > 1.0;
  }
  return less && greater;
}

bool Neighbourhood::comes_right(std::size_t k) const {
  return std::any_of(towards_zero_.begin(), towards_zero_.end(), [&](const Neighbour& n) {
    return n.hand[k] != 0.0 && std::fabs(n.hand[k] - n.tape[k]) <= 1e-3 * std::fabs(n.tape[k]);
  });
}

bool Neighbourhood::is_rounding(std::size_t k, double hand, double derivative) {
  if (hand_ == nullptr || !std::isfinite(hand)) return false;
  if (!looked_) look_around();
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  const double usual = usual_size(k, derivative);
  if (!(std::fabs(hand - derivative) <= 256.0 * epsilon * usual)) return false;
  // Cancellation leaves whole units of rounding, or nothing.
  if (!hand_->is_callable()) return hand == 0.0 || std::fabs(hand) >= epsilon / 1024.0 * usual;
  return hand == 0.0 ? comes_right(k) : is_to_both_sides(k, hand / derivative);
}

}  // namespace wengert::detail::checking
