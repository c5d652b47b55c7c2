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

Source unscaled_product(Sheet& sheet, const Source& slope, const Source& rest) {
  if (is_number(slope, 1.0)) return rest;
  if (is_number(rest, 1.0)) return slope;
  if (sheet.term(slope).operation == Operation::Divide) {
    const Source above = sheet.operand(slope, 0);
    if (is_number(above, 1.0)) return rest / sheet.operand(slope, 1);
  }
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
