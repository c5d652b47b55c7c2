// SPDX-License-Identifier: MIT
#include "operand_sweeps.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "exact.hpp"

namespace wengert::test {
namespace {

// Our own arithmetic on mt19937_64's bits: the standard fixes the bits, not its distributions.
class Random {
 public:
  double uniform(double low, double high) {
    return low + (high - low) * (static_cast<double>(bits_() >> 11) * 0x1p-53);
  }
  // Uniform in the bits: every power of two between the exponents is as likely, and both signs.
  double magnitude(int low_exponent, int high_exponent) {
    const double span = high_exponent - low_exponent + 1;
    const int exponent = low_exponent + static_cast<int>(uniform(0.0, span));
    const double x = std::ldexp(uniform(1.0, 2.0), std::min(exponent, high_exponent));
    return coin() ? x : -x;
  }
  bool coin() { return (bits_() >> 63) != 0; }

 private:
  std::mt19937_64 bits_{20'24'07};
};

bool contains(const Interval& domain, double x) {
  return is_normal(x) && domain.low <= x && x <= domain.high;
}

double near_an_end(Random& random, const Interval& domain) {
  const bool has_low = std::isfinite(domain.low);
  const bool has_high = std::isfinite(domain.high);
  if (!has_low && !has_high) return random.magnitude(-3, 3);
  const bool low = has_low && (!has_high || random.coin());
  const double inwards = std::fabs(random.magnitude(-53, -2));
  return low ? domain.low + inwards : domain.high - inwards;
}

double candidate(Random& random, const Interval& domain, std::size_t kind) {
  switch (kind % 5) {
    case 0:
      return random.magnitude(-1022, 1023);
    case 1:
      return random.magnitude(-40, 12);
    case 2:
      return random.uniform(-8.0, 8.0);
    case 3:
      return random.uniform(-750.0, 750.0);
    default:
      return near_an_end(random, domain);
  }
}

double inside(Random& random, const Interval& domain, std::size_t kind) {
  for (int attempt = 0; attempt < 1000; ++attempt) {
    const double x = candidate(random, domain, kind);
    if (contains(domain, x)) return x;
  }
  return inside(random, domain, 4);
}

// A base, and an exponent for which the power neither overflows nor underflows.
Operands powers(Random& random, std::size_t kind) {
  const double base =
      kind % 5 == 4 ? 1.0 + random.magnitude(-52, -2) : inside(random, {.low = 0.0}, kind);
  const double limit = 1020.0 / std::fabs(std::log2(base));
  if (random.coin()) return {base, std::clamp(random.uniform(-5.0, 5.0), -limit, limit)};
  return {base, random.uniform(-limit, limit)};
}

// A dividend and a divisor whose quotient is below 2^50.
Operands quotients(Random& random, std::size_t kind) {
  const double a = inside(random, {.low = -1e290, .high = 1e290}, kind);
  const double b = a * random.magnitude(-50, 3);
  return {a, is_normal(b) ? b : a};
}

// Terms of which none is lost beside the others.
Operands sums(Random& random, std::size_t kind) {
  const double a = inside(random, {.low = -1e150, .high = 1e150}, kind);
  const double b = inside(random, {.low = -1e150, .high = 1e150}, kind);
  const double c = a * b * random.magnitude(-60, 60);
  return {a, b, is_normal(c) ? c : 1.0};
}

Operands masks(Random& random) { return {random.coin() ? 1.0 : 0.0, random.coin() ? 1.0 : 0.0}; }

Operands any(Random& random, const Facts& facts, std::size_t kind) {
  Operands v = {inside(random, facts.domain_a, kind)};
  if (facts.arity >= 2) v[1] = inside(random, facts.domain_b, kind);
  if (facts.arity >= 3) v[2] = inside(random, {}, kind);
  // Half of the pairs are of about the same size.
  const double alike = v[0] * random.magnitude(-2, 1);
  if (facts.arity >= 2 && random.coin() && contains(facts.domain_b, alike)) v[1] = alike;
  return v;
}

Operands operands_for(Random& random, const RowUnderTest& row, std::size_t kind) {
  switch (row.operation) {
    case Operation::Pow:
      return powers(random, kind);
    case Operation::Fmod:
      return quotients(random, kind);
    case Operation::FusedMultiplyAdd:
      return sums(random, kind);
    case Operation::Both:
    case Operation::Not:
      return masks(random);
    case Operation::Select: {
      Operands v = any(random, row.facts, kind);
      v[0] = random.coin() ? 1.0 : 0.0;
      return v;
    }
    default:
      return any(random, row.facts, kind);
  }
}

}  // namespace

std::vector<Operands> operand_sweep(const RowUnderTest& row, std::size_t count) {
  Random random;
  std::vector<Operands> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(operands_for(random, row, i));
  return result;
}

std::vector<std::vector<double>> list_sweep(std::size_t count) {
  Random random;
  std::vector<std::vector<double>> result(count);
  for (std::size_t i = 0; i < count; ++i) {
    result[i].resize(2 + i % 19);
    const double center = i % 2 == 0 ? 0.0 : random.uniform(-750.0, 750.0);
    const double spread = std::fabs(random.magnitude(-1, 5));
    for (double& x : result[i]) x = random.uniform(center - spread, center + spread);
  }
  return result;
}

}  // namespace wengert::test
