// SPDX-License-Identifier: MIT
// Inputs that are hard for a formula, most of them found by searching tens of millions of operands
// for the worst error of each row.
#include <cfloat>
#include <map>

#include "operand_sweeps.hpp"

namespace wengert::test {
namespace {

using Points = std::vector<Operands>;

constexpr double below_one = 0x1.fffffffffffffp-1;
constexpr double above_one = 0x1.0000000000001p+0;
constexpr double largest = DBL_MAX;
constexpr double smallest = DBL_MIN;
constexpr double half_pi = 0x1.921fb54442d18p+0;

const Points near_one = {{below_one}, {above_one}, {smallest}, {largest}};
const Points angles = {{half_pi},
                       {2.0 * half_pi},
                       {0.5 * half_pi},
                       {11.0 * half_pi},
                       {1e8},
                       {1e-8},
                       {smallest},
                       {0x1.b18d2a869ddccp+1},   // the worst of sin,
                       {0x1.e2d76a3bc9bccp+11},  // cos,
                       {0x1.a3568ab99d4f4p+8},   // tan,
                       {-0x1.54087a4f744ap+9}};  // and of its slope
const Points jumps = {{below_one},
                      {above_one},
                      {-below_one},
                      {-above_one},
                      {0x1.fffffffffffffp-2},
                      {-0x1.fffffffffffffp-2},
                      {0x1.fffffffffffffp+51},
                      {0x1p+52},
                      {-0x1.0000000000001p+52},
                      {smallest},
                      {-smallest},
                      {largest}};
const Points pairs = {{1.0, above_one},     {-1.0, -above_one},   {smallest, -smallest},
                      {largest, 1.0},       {1.0, 0x1p-53},       {0x1p+53, -0x1.8p+0},
                      {0x1p+511, 0x1p+511}, {0x1p-511, 0x1p-511}, {largest, -0x1p+969}};

Points joined(const Points& a, const Points& b) {
  Points result = a;
  result.insert(result.end(), b.begin(), b.end());
  return result;
}

using Table = std::map<Operation, Points>;

const Table arithmetic = {
    {Operation::Add, pairs},
    {Operation::Subtract, pairs},
    {Operation::Multiply, pairs},
    {Operation::Absorb, pairs},
    {Operation::Divide, joined(pairs, {{-0x1.04d5e32f2c118p+2, 0x1.03c8a288e018ap+2},
                                       {-0x1.0697f7acdda16p-2, 0x1.0391568eefd89p-2}})},
    {Operation::Square, {{0x1p+511}, {0x1p-511}, {above_one}, {0x1.6a09e667f3bcdp+511}}},
    {Operation::Reciprocal, {{0x1p+1022}, {0x1.76e634ff8a79p+8}, {0x1.6a09e667f3bcdp+0}}},
    {Operation::FusedMultiplyAdd,
     {{0x1.0000001p+0, 0x1.0000001p+0, -0x1.0000002p+0}, {above_one, -above_one, 1.0}}},
    {Operation::Max, pairs},
    {Operation::Min, pairs},
    {Operation::Less, joined(pairs, {{2.0, 2.0}, {0.0, -0.0}})},
    {Operation::LessEqual, joined(pairs, {{2.0, 2.0}, {0.0, -0.0}})},
    {Operation::Equal, joined(pairs, {{2.0, 2.0}, {0.0, -0.0}})},
    {Operation::Abs, {{-smallest}, {-largest}}},
    {Operation::Relu, {{-smallest}, {smallest}, {largest}}},
    {Operation::Floor, jumps},
    {Operation::Ceil, jumps},
    {Operation::Round, jumps},
    {Operation::Trunc, jumps},
    // -trunc(a/b) is off by one at the first.
    {Operation::Fmod,
     {{14.1, 4.7}, {-7.0, 2.0}, {1.0, 0.1}, {5.5, -0.7}, {0x1.fffffffffffffp+49, above_one}}},
};

const Table exponential = {
    {Operation::Exp, {{0x1.62e42fefa39efp+9}, {-0x1.6232bdd7abcd2p+9}, {-0x1.4fe4aa5b36c94p+9}}},
    {Operation::Exp2,
     {{0x1.fffffffffffffp+9}, {-0x1.ffp+9}, {0x1.9575fa1db60cp+7}, {-0x1.e82a3871c3cf6p-2}}},
    {Operation::Expm1,
     {{0x1.62e42fefa39efp+9}, {-36.7}, {-700.0}, {0x1.706f80da61fcdp-2}, {smallest}}},
    {Operation::Log, joined(near_one, {{0x1.1c6b8e89f9bdcp+0}, {0x1.1dfa5138d3891p+0}})},
    {Operation::Log2, joined(near_one, {{0x1.14d87a42df2ap+0}, {0x1.720939e56ff16p+9}})},
    {Operation::Log10, joined(near_one, {{0x1.827b7b9abc3bp-1}, {0x1.bd6c66a66196p-238}})},
    {Operation::Log1p,
     joined(near_one, {{-below_one}, {-0x1p-53}, {0x1.9d94d011d5ecp-2}, {0x1.957b842a0002ap-22}})},
    {Operation::Sqrt, joined(near_one, {{0x1.00c2bb66ccd32p-38}, {0x1.00089858e81fcp+80}})},
    {Operation::Cbrt, joined(near_one, {{0x1.88a2f97cb2adap-2},
                                        {0x1.8a4979f36c36ap-9},
                                        {-0x1.8b030a817993ap-30},
                                        {0x1.8e9b9c9c064b6p-9}})},
    // The second and third have a quotient p/x that overflows, or is subnormal.
    {Operation::Pow,
     {{10.0, 308.0},
      {0x1.c9fa30cb4d21ep-837, -0x1.d14629d0aac4p-3},
      {2.0, -1021.5},
      {-2.0, 3.0},
      {-1.5, -7.0},
      {0.3, 1.0},
      {5.0, 0.0},
      {smallest, 0.5},
      {above_one, 0x1.62e42fefa39e0p+61},
      {below_one, 1e18},
      {0x1.fffffffffff8fp-1, -0x1.f278c108358p-2},
      {0x1.eb04ec8ae25ep+5, 0x1.4df62684c2bccp+6}}},
    {Operation::Hypot,
     {{3.0, -4.0},
      {1e308, 1e308},
      {1e-307, 1e-307},
      {0x1.835a8980b0c28p-3, 0x1.4f70553e0e946p-2},
      {-0x1.0159329baa0aap+8, 0x1.e067a23b32e8p+2}}},
    {Operation::Sinh,
     {{0x1.633ce8fb9f87dp+9}, {-0x1.71fbf6f4a9397p-1}, {22.0}, {0.3465}, {1e-300}}},
    {Operation::Cosh, {{0x1.633ce8fb9f87dp+9}, {0x1.6334d88fafeb2p+9}, {22.0}, {0.3465}, {1e-8}}},
    // Around 0.7455 the slope changes its formula; 19.06 is where y rounds to 1.
    {Operation::Tanh,
     {{0x1.7d9p-1},
      {0x1.7dbp-1},
      {19.06},
      {-22.0},
      {354.0},
      {1e-300},
      {0x1.62a5cd4c68d58p+1},
      {-0x1.dd10d53a89756p-3}}},
    {Operation::Asinh,
     {{0x1p+28}, {1e300}, {-2.0}, {smallest}, {0x1.039597dccd74p-1}, {-0x1.acec0ee783b9cp-9}}},
    {Operation::Acosh,
     {{above_one}, {2.0}, {0x1p+28}, {1e307}, {0x1.0007eaf389f44p+0}, {0x1.005e057090c97p+14}}},
    {Operation::Atanh,
     {{below_one}, {-below_one}, {0.5}, {0x1.e148ada75414ep-3}, {-0x1.6733c3ed0a5b9p-1}}},
};

const Table trigonometric = {
    {Operation::Sin, angles},
    {Operation::Cos, angles},
    {Operation::Tan, angles},
    {Operation::Asin,
     {{below_one}, {0.5}, {0x1p-27}, {0x1.e7e6fd8ba6ea8p-3}, {-0x1.fffbe96d07d03p-1}}},
    {Operation::Acos,
     {{below_one}, {-below_one}, {0x1p-54}, {0x1.dffebf8ca4cap-1}, {-0x1.fffbe96d07d03p-1}}},
    {Operation::Atan, {{-0x1.b3e8cf4566372p-4}, {-0x1.6b087b253cc34p+26}, {6e153}, {1e300}}},
    {Operation::Atan2,
     {{1e200, 1e200},
      {1e-200, -1e-200},
      {1.0, 1e-17},
      {-1e-17, -1.0},
      {0x1.b6f66039767eep-1, 0x1.fd616e965e6fcp+2},
      {0x1.c7a9e72298e6p-1, 0x1.16346ced9720dp-1},
      {-0x1.06550fa7e7dc4p+7, -0x1.c41d8b3117dbp+7}}},
};

const Table special = {
    {Operation::Erf,
     {{-0x1.bdb4db2468c4ap-5}, {0x1.e0331ebf99a36p+2}, {0.84375}, {5.9}, {26.5}, {smallest}}},
    {Operation::Erfc,
     {{0x1.3c795a8659fc7p+0}, {0x1.e0331ebf99a36p+2}, {0.84375}, {-6.0}, {26.5}, {-26.5}}},
    // The roots of lgamma, and of its slope; then the worst found.
    {Operation::LogGamma,
     {{below_one},
      {above_one},
      {0x1.fffffffffffffp+0},
      {0x1.0000000000001p+1},
      {-2.4570247382208006},
      {-2.7476826467274127},
      {1.4616321449683622},
      {-0.50408300826445541},
      {-0x1.f60959f12e64bp+1},
      {-1.00000000000001},
      {1e305}}},
    {Operation::Digamma,
     {{1.4616321449683622},
      {-0.50408300826445541},
      {-1.5734984731623905},
      {-2.6107208684441446},
      {-1.00000000000001},
      {-1000.25},
      {1e300}}},
    {Operation::Trigamma, {{-0.5}, {-1.5}, {-20.75}, {1e-150}, {1e300}, {1.0}}},
};

const Table network = {
    // Around 0.6633 the slope changes its formula.
    {Operation::Sigmoid,
     {{0x1.539ap-1},
      {0x1.539ep-1},
      {36.7},
      {-36.7},
      {708.0},
      {-708.0},
      {-0x1.62e3820751218p+2},
      {0x1.36218ba864091p+2}}},
    {Operation::Softplus,
     {{36.7}, {-36.7}, {-708.0}, {1e300}, {-0x1.4a879d56ba8fap+0}, {-0x1.62e3820751218p+2}}},
    {Operation::LogSigmoid,
     {{36.7}, {-36.7}, {708.0}, {-1e300}, {0x1.4d49cd3a8beacp+0}, {0x1.362cbd733511cp+2}}},
    {Operation::Silu,
     {{-1.2784645427610738}, {-708.0}, {-0x1.e76924394f8bdp+3}, {-0x1.c5b13b2009778p+4}, {1e300}}},
    // Its slope's root, where normal_cdf changes its formula, and the worst found.
    {Operation::Gelu,
     {{-0.7517915246935645},
      {-0x1.6a09e667f3bccp-2},
      {-37.5},
      {-0x1.2a98f3a631b53p+5},
      {-0x1.c4f47df2fa605p+3},
      {-0x1.d7d2a6a807687p+0},
      {-0x1.500bae6a87be8p+0},
      {1e300}}},
};

}  // namespace

std::span<const Operands> hard_inputs(Operation row) {
  for (const Table* table : {&arithmetic, &exponential, &trigonometric, &special, &network}) {
    const auto found = table->find(row);
    if (found != table->end()) return found->second;
  }
  return {};
}

}  // namespace wengert::test
