// SPDX-License-Identifier: MIT
#include "written.hpp"

namespace wengert::detail {

Source written_sum(const Source& a, const Source& b) {
  if (is_number(a, 0.0)) return b;
  return is_number(b, 0.0) ? a : a + b;
}

namespace {

// A number in front of a product, and the rest.
struct Scaled {
  Source number = 1.0;
  Source rest;
};

Scaled scaled(Sheet& sheet, const Source& x) {
  if (x.is_constant()) return {x, 1.0};
  if (sheet.term(x).operation == Operation::Multiply && !sheet.term(x).primed) {
    const Source front = sheet.operand(x, 0);
    if (front.is_constant()) return {front, sheet.operand(x, 1)};
  }
  return {1.0, x};
}

bool is_quotient(const Sheet& sheet, const Source& x) {
  return !x.is_constant() && sheet.term(x).operation == Operation::Divide;
}

bool is_reciprocal(const Sheet& sheet, const Source& x) {
  return is_quotient(sheet, x) && is_number(sheet.operand(x, 0), 1.0);
}

bool are_same(const Sheet& sheet, const Source& a, const Source& b) {
  return !a.is_constant() && !b.is_constant() && sheet.term(a) == sheet.term(b);
}

Source unscaled_product(Sheet& sheet, const Source& slope, const Source& rest) {
  if (is_number(slope, 1.0)) return rest;
  if (is_number(rest, 1.0)) return slope;
  if (is_reciprocal(sheet, slope)) return written_quotient(sheet, rest, sheet.operand(slope, 1));
  if (is_reciprocal(sheet, rest)) return written_quotient(sheet, slope, sheet.operand(rest, 1));
  if (sheet.term(slope).operation == Operation::Select) {
    const Source other = sheet.operand(slope, 2);
    if (is_number(sheet.operand(slope, 1), 1.0) && is_number(other, 0.0)) {
      return Number<Source>::select(sheet.operand(slope, 0), rest, other);
    }
  }
  const bool name_last = sheet.term(rest).operation == Operation::variable &&
                         sheet.term(slope).operation != Operation::variable;
  return name_last ? rest * slope : slope * rest;
}

}  // namespace

Source written_quotient(Sheet& sheet, const Source& above, const Source& below) {
  if (is_quotient(sheet, above) && are_same(sheet, sheet.operand(above, 1), below)) {
    return sheet.operand(above, 0) / square(below);
  }
  return above / below;
}

Source written_product(Sheet& sheet, const Source& slope, const Source& rest) {
  const Scaled a = scaled(sheet, slope);
  const Scaled b = scaled(sheet, rest);
  const Source number = a.number * b.number;
  if (is_number(number, 0.0)) return 0.0;
  const Source product = unscaled_product(sheet, a.rest, b.rest);
  if (is_number(number, 1.0)) return product;
  return number * product;
}

}  // namespace wengert::detail
