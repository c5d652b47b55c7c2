// SPDX-License-Identifier: MIT
#include "points.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "other_sides.hpp"

namespace wengert::detail {
namespace {

constexpr std::size_t ways = 4;  // of drawing a number

// Which lanes are on the sides of lane 0.
Lanes lanes_of_branch(const std::vector<Branch>& branches) {
  Lanes kept(1.0);
  for (const Branch& branch : branches) {
    for (std::size_t k = 1; k < lane_count; ++k) {
      if (!branch.is_on_edge(0) && !branch.is_same(k, 0)) kept[k] = 0.0;
    }
  }
  return kept;
}

// Draws the lanes anew that do not fit, until all do or there were attempts enough.
template <class Draw, class Fits>
bool draw_until(std::vector<Lanes>& points, Draw draw, Fits fits) {
  Lanes good(0.0);
  good[0] = 1.0;
  for (std::size_t attempt = 0; attempt < most_attempts && !Number<Lanes>::holds(good); ++attempt) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      for (std::size_t k = 1; k < lane_count; ++k) {
        const double drawn = draw(attempt, i);
        if (good[k] == 0.0) points[i][k] = drawn;
      }
    }
    good = fits(points);
  }
  return Number<Lanes>::holds(good);
}

}  // namespace

Lanes finite_lanes(const RecordedDefinitions::Values& values) {
  Lanes finite(1.0);
  for (const auto& [name, value] : values.names) {
    for (std::size_t k = 1; k < lane_count; ++k) {
      if (!std::isfinite(value[k])) finite[k] = 0.0;
    }
  }
  return finite;
}

std::vector<Branch> branches_at(const Outline& outline, const RecordedDefinitions::Values& values) {
  return branches_of_definitions(outline, Sight<Lanes>(outline, values.names, values.claims, true));
}

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

double PointSource::far(std::size_t attempt, std::optional<double> own) {
  const double size = uniform(0.3, 1.3) * std::ldexp(1.0, static_cast<int>(attempt % ways));
  const double drawn = uniform(-1.0, 1.0) < 0.0 ? -size : size;
  const double way = uniform(0.0, 1.0);
  const double beside = uniform(0.6, 1.4);
  const double around = uniform(-1.0, 3.0);
  if (own.value_or(0.0) == 0.0 || way < 0.25) return drawn;
  return *own * (way < 0.75 ? beside : around);
}

double PointSource::near(double own, double radius) {
  const double moved = uniform(-radius, radius);
  return own == 0.0 ? moved : own + own * moved;
}

double PointSource::draw(std::size_t attempt, std::optional<double> own) {
  switch (attempt % ways) {
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
  draw_until(
      points,
      [&](std::size_t attempt, std::size_t i) {
        return source.draw(attempt, outline.inputs[i].own);
      },
      [&](const std::vector<Lanes>& at) { return finite_lanes(recorded.at(at)); });
  if (has_branches(outline)) reach_other_sides(points, outline, recorded, source);
  return points;
}

std::optional<std::vector<Lanes>> choose_points_of_branch(const Outline& outline,
                                                          const RecordedDefinitions& recorded,
                                                          const std::vector<double>& own,
                                                          PointSource& source) {
  if (!has_branches(outline)) return {};
  std::vector<Lanes> points(own.begin(), own.end());
  const bool found = draw_until(
      points,
      [&](std::size_t attempt, std::size_t i) {
        if (attempt < ways) return source.draw(attempt, outline.inputs[i].own);
        return source.near(own[i], std::ldexp(0.4, -static_cast<int>(attempt - ways)));
      },
      [&](const std::vector<Lanes>& at) {
        const RecordedDefinitions::Values values = recorded.at(at);
        const std::vector<Branch> branches = branches_at(outline, values);
        return finite_lanes(values) * lanes_of_branch(branches);
      });
  if (!found) return {};
  return points;
}

}  // namespace wengert::detail
