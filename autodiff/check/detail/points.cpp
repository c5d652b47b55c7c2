// SPDX-License-Identifier: MIT
#include "points.hpp"

#include <cmath>
#include <random>

namespace wengert::detail {
namespace {

// Which lanes have a finite value for every name.
Lanes finite_lanes(const RecordedDefinitions& recorded, std::span<const Lanes> inputs) {
  const Replay<Lanes> replay(recorded.tape(), recorded.inputs(), inputs);
  Lanes finite(1.0);
  for (const Var& v : recorded.nodes()) {
    const Lanes& value = replay[v];
    for (std::size_t k = 0; k < lane_count; ++k) {
      if (!std::isfinite(value[k])) finite[k] = 0.0;
    }
  }
  return finite;
}

}  // namespace

struct PointSource::Bits {
  std::mt19937_64 next;
};

PointSource::PointSource(std::uint64_t seed)
    : bits_(std::make_unique<Bits>(Bits{std::mt19937_64(seed)})) {}
PointSource::~PointSource() = default;

double PointSource::uniform(double low, double high) {
  const double unit = static_cast<double>(bits_->next() >> 11) * 0x1p-53;
  return low + (high - low) * unit;
}

double PointSource::draw(std::size_t attempt, std::optional<double> own) {
  switch (attempt % 4) {
    case 0: {
      const double size = uniform(0.3, 1.3);
      return uniform(-1.0, 1.0) < 0.0 ? -size : size;
    }
    case 1:
      return uniform(0.2, 1.4);
    case 2:
      return own.value_or(1.0) * uniform(0.6, 1.4) + (own == 0.0 ? uniform(-0.5, 0.5) : 0.0);
    default:
      return uniform(0.05, 0.95);
  }
}

std::vector<double> own_point(const Outline& outline, PointSource& source) {
  std::vector<double> point;
  for (const Input& input : outline.inputs) {
    const double drawn = source.draw(0, {});
    point.push_back(input.own.value_or(drawn));
  }
  return point;
}

std::vector<Lanes> choose_points(const Outline& outline, const RecordedDefinitions& recorded,
                                 const std::vector<double>& own, PointSource& source) {
  std::vector<Lanes> points(own.begin(), own.end());
  Lanes finite(0.0);
  finite[0] = 1.0;
  for (std::size_t attempt = 0; attempt < most_attempts && !Number<Lanes>::holds(finite);
       ++attempt) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      for (std::size_t k = 1; k < lane_count; ++k) {
        const double drawn = source.draw(attempt, outline.inputs[i].own);
        if (finite[k] == 0.0) points[i][k] = drawn;
      }
    }
    finite = finite_lanes(recorded, points);
    finite[0] = 1.0;
  }
  return points;
}

}  // namespace wengert::detail
