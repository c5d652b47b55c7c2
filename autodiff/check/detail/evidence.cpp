// SPDX-License-Identifier: MIT
#include "evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <exception>

#include "../../complex.hpp"
#include "../../error.hpp"

namespace wengert::detail::checking {
namespace {

bool depends_on_a_variable(const Var& v) { return operand_of(v).active() != 0; }

// As complex_step(), and small beside an x below 1e-100, too.
double step_at(double x) {
  const double size = std::fabs(x);
  return size == 0.0 || size >= 1e-100 ? complex_step(x) : std::max(1e-30 * size, 1e-307);
}

std::vector<double> complex_gradient(const Recorded& recorded, std::span<const double> x) {
  std::vector<double> result(x.size(), 0.0);
  if (!depends_on_a_variable(recorded.output)) return result;
  std::vector<Complex> at(x.begin(), x.end());
  for (std::size_t k = 0; k < x.size(); ++k) {
    const double step = step_at(x[k]);
    at[k] = {x[k], step};
    const Replay<Complex> again(recorded.tape, recorded.inputs, at);
    result[k] = again[recorded.output].imag / step;
    at[k] = x[k];
  }
  return result;
}

std::vector<double> forward_gradient(const Subject& f, std::span<const double> x) {
  std::vector<double> result;
  std::vector<Dual<double>> at(x.begin(), x.end());
  for (std::size_t k = 0; k < x.size(); ++k) {
    at[k].tangent = 1.0;
    result.push_back(f.forward(at).tangent);
    at[k].tangent = 0.0;
  }
  return result;
}

// What a witness says; where it cannot, nothing, and a note.
template <class Ask>
std::vector<double> heard(const char* who, std::vector<std::string>& notes, Ask ask) {
  try {
    return ask();
  } catch (const std::exception& e) {
    notes.push_back(fmt::format("{} was not heard: {}", who, e.what()));
    return {};
  }
}

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool same_bits(std::span<const double> a, std::span<const double> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](double p, double q) { return same_bits(p, q); });
}

void note_the_first_nonfinite(Evidence& evidence) {
  if (!evidence.recorded) return;
  if (const auto found = evidence.recorded->tape.first_nonfinite()) {
    evidence.notes.push_back(found->text);
  }
}

void ask_the_recording(Evidence& e, const Subject& f, std::span<const std::string> names) {
  e.recorded = record(f, e.x, names);
  note_the_first_nonfinite(e);
  e.complex_step =
      heard("complex step", e.notes, [&] { return complex_gradient(*e.recorded, e.x); });
  e.forward = heard("forward mode", e.notes, [&] { return forward_gradient(f, e.x); });
}

}  // namespace

Recorded record(const Subject& f, std::span<const double> x, std::span<const std::string> names) {
  Recorded r;
  for (std::size_t k = 0; k < x.size(); ++k) {
    r.inputs.push_back(names.empty() ? r.tape.variable(x[k]) : r.tape.variable(x[k], names[k]));
  }
  r.output = f.record(r.inputs);
  r.value = operand_of(r.output).value;
  r.gradient.assign(x.size(), 0.0);
  if (!depends_on_a_variable(r.output)) return r;
  const Gradient slopes = r.tape.gradient(r.output);
  for (std::size_t k = 0; k < x.size(); ++k) r.gradient[k] = slopes[r.inputs[k]];
  return r;
}

std::vector<double> tape_gradient(const Subject& f, std::span<const double> x) {
  try {
    return record(f, x, {}).gradient;
  } catch (const std::exception&) {
    return {};
  }
}

Evidence gather(const Subject& f, const Hand* hand, std::span<const double> x,
                std::span<const std::string> names) {
  Evidence e;
  e.x.assign(x.begin(), x.end());
  e.value = f.value(x);
  e.noise = value_noise(f, x);
  if (hand != nullptr) {
    e.hand = hand->gradient(x);
    require_length("gradcheck: numbers in the hand gradient", x.size(), e.hand.size());
  }
  if (f.is_generic()) ask_the_recording(e, f, names);
  for (std::size_t k = 0; k < x.size(); ++k) {
    e.differences.push_back(extrapolated(f, x, k, e.noise));
  }
  return e;
}

std::vector<std::string> differing_runs(const Subject& f, const Hand* hand, const Evidence& first,
                                        std::span<const std::string> names) {
  std::vector<std::string> found;
  const double value = f.value(first.x);
  if (!same_bits(value, first.value)) {
    found.push_back(
        fmt::format("the function is not deterministic: at the same point it gave {} "
                    "and then {}",
                    first.value, value));
  }
  if (first.recorded) {
    const Recorded again = record(f, first.x, names);
    if (!same_bits(again.value, first.recorded->value) ||
        !same_bits(again.gradient, first.recorded->gradient)) {
      found.push_back("the function is not deterministic: two recordings of it differ");
    }
  }
  if (hand != nullptr && !same_bits(hand->gradient(first.x), first.hand)) {
    found.push_back("the hand gradient is not deterministic: two calls at the same point differ");
  }
  return found;
}

}  // namespace wengert::detail::checking
