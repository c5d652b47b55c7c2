// SPDX-License-Identifier: MIT
// A warm loop of recording, sweeping and rewinding asks for no memory: counted by replacing the
// global operator new. The tape's rows come from realloc and are seen in its statistics. Under a
// sanitizer, which replaces operator new itself, only the latter are watched.
#include <array>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <new>
#include <span>

#include <autodiff/nary.hpp>
#include <autodiff/program/program.hpp>
#include <autodiff/tape.hpp>

#include "sanitized.hpp"

namespace {
std::atomic<std::size_t> allocations = 0;
}

#if !WENGERT_TEST_SANITIZED

namespace {

void* counted(std::size_t size) {
  ++allocations;
  void* const memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void* counted(std::size_t size, std::align_val_t alignment) {
  ++allocations;
  const auto step = static_cast<std::size_t>(alignment);
  void* const memory = std::aligned_alloc(step, (size + step - 1) / step * step);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

// The nothrow and array forms of the standard library end in these.
void* operator new(std::size_t size) { return counted(size); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return counted(size, alignment);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

#endif

namespace wengert::test {
namespace {

constexpr int samples = 1000;

struct Asked {
  std::size_t allocations;
  std::size_t bytes;
};

// What `sample(x)` asks for after it has run a few times.
template <class F>
Asked asked_when_warm(const Tape& tape, F sample) {
  for (int i = 0; i < 3; ++i) sample(0.25 * i);
  const std::size_t bytes = tape.statistics().bytes_reserved;
  const std::size_t before = allocations;
  for (int i = 0; i < samples; ++i) sample(0.001 * i);
  const std::size_t asked = allocations - before;
  return {asked, tape.statistics().bytes_reserved - bytes};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(operator_new_is_counted) {
#if WENGERT_TEST_SANITIZED
  BOOST_TEST_MESSAGE("operator new is the sanitizer's: allocations are not counted");
#else
  const std::size_t before = allocations;
  ::operator delete(::operator new(1));
  ::operator delete[](::operator new[](1));
  ::operator delete(::operator new(64, std::align_val_t(64)), std::align_val_t(64));
  BOOST_TEST(allocations - before == 3u);
#endif
}

BOOST_AUTO_TEST_CASE(no_allocation_in_a_warm_loop_of_scalar_rows) {
  Tape tape;
  const Var w = tape.variable(0.5, "w");
  const Var b = tape.variable(-0.1, "b");
  const Mark start = tape.mark();
  Gradient gradient;
  double sum_of_slopes = 0.0;
  const Asked asked = asked_when_warm(tape, [&](double x) {
    const Var hidden = tanh(w * x + b);
    const Var loss = square(hidden - select(hidden < b, sin(w), fma(w, b, 0.5)));
    tape.gradient(loss, gradient);
    sum_of_slopes += gradient[w] + gradient[b];
    tape.rewind(start);
  });
  BOOST_TEST(sum_of_slopes != 0.0);
  BOOST_TEST(asked.allocations == 0u);
  BOOST_TEST(asked.bytes == 0u);
}

BOOST_AUTO_TEST_CASE(no_allocation_in_a_warm_loop_of_dot_rows) {
  Tape tape;
  std::array<Var, 8> weights;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = tape.variable(0.1 * static_cast<double>(i) - 0.3);
  }
  const Var bias = tape.variable(0.2, "bias");
  const Mark start = tape.mark();
  Gradient gradient;
  double sum_of_slopes = 0.0;
  const Asked asked = asked_when_warm(tape, [&](double x) {
    const std::array<double, 4> inputs = {x, 1.0 - x, x * x, 0.5};
    const std::span<const Var> all(weights);
    const std::array<Var, 2> hidden = {sigmoid(dot(all.first(4), inputs, bias)),
                                       sigmoid(dot(all.last(4), inputs))};
    const Var loss = logsumexp(hidden) - sum(hidden);
    tape.gradient(loss, gradient);
    for (const Var& w : weights) sum_of_slopes += gradient[w];
    tape.rewind(start);
  });
  BOOST_TEST(sum_of_slopes != 0.0);
  BOOST_TEST(asked.allocations == 0u);
  BOOST_TEST(asked.bytes == 0u);
}

BOOST_AUTO_TEST_CASE(no_allocation_in_the_second_run_of_a_program) {
  Tape tape;
  const Var x = tape.variable(0.5, "x"), w = tape.variable(2.0, "w");
  const Var y = x < 4.0 ? square(tanh(w * x)) : x;
  Program program =
      Program(tape, {.inputs = {x}, .parameters = {w}, .outputs = {{y, "y", Over::sum}}})
          .with_gradient("y", {"x", "w"});
  std::array<double, 100> inputs{};
  std::array<double, 100> each{};
  std::array<double, 2> reduced{};
  const std::array<double, 1> parameters{2.0};
  for (std::size_t k = 0; k < inputs.size(); ++k) inputs[k] = 0.01 * static_cast<double>(k);
  inputs[70] = 5.0;  // takes the other branch
  const auto run = [&] {
    program.run({inputs.size(), inputs, parameters}, {reduced, each}, Branches::mark);
  };
  run();
  const std::size_t before = allocations;
  run();
  BOOST_TEST(allocations - before == 0u);
  BOOST_TEST(program.marked().size() == 1u);
  BOOST_TEST(reduced[1] != 0.0);
}

BOOST_AUTO_TEST_CASE(no_allocation_in_the_second_run_on_two_threads) {
  Tape tape;
  const Var x = tape.variable(0.5), w = tape.variable(2.0);
  Var y = x;
  for (int k = 0; k < 30; ++k) y = tanh(w * y);
  Program program =
      Program(tape, {.inputs = {x}, .parameters = {w}, .outputs = {{y, "y", Over::sum}}})
          .with_gradient("y");
  program.use_threads(2);
  const std::vector<double> inputs(20000, 0.3);
  std::array<double, 2> reduced{};
  const std::array<double, 1> parameters{1.5};
  const auto run = [&] { program.run({inputs.size(), inputs, parameters}, {.reduced = reduced}); };
  run();
  const std::size_t before = allocations;
  run();
  BOOST_TEST(allocations - before == 0u);
  BOOST_TEST(reduced[1] != 0.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
