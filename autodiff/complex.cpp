// SPDX-License-Identifier: MIT
#include "complex.hpp"

#include <complex>

namespace wengert {
namespace {

using Std = std::complex<double>;

Std std_of(const Complex& z) { return {z.real, z.imag}; }
Complex from(const Std& z) { return {z.real(), z.imag()}; }

}  // namespace

Complex operator+(const Complex& a, const Complex& b) { return {a.real + b.real, a.imag + b.imag}; }
Complex operator-(const Complex& a, const Complex& b) { return {a.real - b.real, a.imag - b.imag}; }
// By hand: the library's recovers infinities, and loses a tiny imaginary part nowhere else.
Complex operator*(const Complex& a, const Complex& b) {
  return {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}
Complex operator/(const Complex& a, const Complex& b) { return from(std_of(a) / std_of(b)); }
Complex operator-(const Complex& a) { return {-a.real, -a.imag}; }
Complex fma(const Complex& a, const Complex& b, const Complex& c) {
  return {std::fma(a.real, b.real, c.real) - a.imag * b.imag,
          a.real * b.imag + a.imag * b.real + c.imag};
}

Complex exp(const Complex& z) { return from(std::exp(std_of(z))); }
Complex exp2(const Complex& z) {
  const double size = std::exp2(z.real);
  const double angle = z.imag * Number<double>::constant(Irrational::ln_2);
  return {size * std::cos(angle), size * std::sin(angle)};
}
Complex expm1(const Complex& z) {
  const double half = std::sin(0.5 * z.imag);
  return {std::expm1(z.real) * std::cos(z.imag) - 2.0 * half * half,
          std::exp(z.real) * std::sin(z.imag)};
}
Complex log(const Complex& z) {
  return {std::log(std::hypot(z.real, z.imag)), std::atan2(z.imag, z.real)};
}
Complex log2(const Complex& z) {
  return log(z) / Complex(Number<double>::constant(Irrational::ln_2));
}
Complex log10(const Complex& z) {
  return log(z) / Complex(Number<double>::constant(Irrational::ln_10));
}
// ln|1 + z| as half of ln(1 + (2 + x) x + y^2), which keeps the digits of a small z (not near -1).
Complex log1p(const Complex& z) {
  if (std::fabs(z.real) > 0.5) return log(Complex(1.0) + z);
  return {0.5 * std::log1p((2.0 + z.real) * z.real + z.imag * z.imag),
          std::atan2(z.imag, 1.0 + z.real)};
}
Complex sqrt(const Complex& z) { return from(std::sqrt(std_of(z))); }
// The real root, continued: negative numbers have a negative one.
Complex cbrt(const Complex& z) {
  if (z.real < 0.0) return -cbrt(-z);
  const double size = std::cbrt(std::hypot(z.real, z.imag));
  const double angle = std::atan2(z.imag, z.real) / 3.0;
  return {size * std::cos(angle), size * std::sin(angle)};
}

namespace {

// A negative base has a power only where the exponent is an integer: by repeated squaring.
Complex integer_power(Complex base, double exponent) {
  Complex result(1.0);
  for (double n = std::fabs(exponent); n >= 1.0; n = std::floor(n / 2.0)) {
    if (std::fmod(n, 2.0) == 1.0) result = result * base;
    base = base * base;
  }
  return exponent < 0.0 ? Complex(1.0) / result : result;
}

}  // namespace

Complex pow(const Complex& a, const Complex& b) {
  const bool integer = b.imag == 0.0 && b.real == std::floor(b.real);
  if (integer && std::fabs(b.real) <= 1024.0) return integer_power(a, b.real);
  return from(std::pow(std_of(a), std_of(b)));
}
Complex hypot(const Complex& a, const Complex& b) {
  const double scale = std::fmax(std::fabs(a.real), std::fabs(b.real));
  if (scale == 0.0) return sqrt(a * a + b * b);
  const Complex p(a.real / scale, a.imag / scale);
  const Complex q(b.real / scale, b.imag / scale);
  const Complex root = sqrt(p * p + q * q);
  return {scale * root.real, scale * root.imag};
}

Complex sin(const Complex& z) { return from(std::sin(std_of(z))); }
Complex cos(const Complex& z) { return from(std::cos(std_of(z))); }
Complex tan(const Complex& z) { return from(std::tan(std_of(z))); }
Complex asin(const Complex& z) { return from(std::asin(std_of(z))); }
Complex acos(const Complex& z) { return from(std::acos(std_of(z))); }
Complex atan(const Complex& z) { return from(std::atan(std_of(z))); }
// atan of the smaller quotient, turned by what the real parts say.
Complex atan2(const Complex& a, const Complex& b) {
  const double angle = std::atan2(a.real, b.real);
  const bool steep = std::fabs(a.real) > std::fabs(b.real);
  const double turned = steep ? -atan(b / a).imag : atan(a / b).imag;
  return {angle, turned};
}
Complex sinh(const Complex& z) { return from(std::sinh(std_of(z))); }
Complex cosh(const Complex& z) { return from(std::cosh(std_of(z))); }
Complex tanh(const Complex& z) { return from(std::tanh(std_of(z))); }
Complex asinh(const Complex& z) { return from(std::asinh(std_of(z))); }
Complex acosh(const Complex& z) { return from(std::acosh(std_of(z))); }
Complex atanh(const Complex& z) { return from(std::atanh(std_of(z))); }

Complex floor(const Complex& z) { return std::floor(z.real); }
Complex ceil(const Complex& z) { return std::ceil(z.real); }
Complex round(const Complex& z) { return std::round(z.real); }
Complex trunc(const Complex& z) { return std::trunc(z.real); }
Complex fmod(const Complex& a, const Complex& b) {
  const double remainder = std::fmod(a.real, b.real);
  const double quotient = std::round((a.real - remainder) / b.real);
  return {remainder, a.imag - quotient * b.imag};
}

}  // namespace wengert
