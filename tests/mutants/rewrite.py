# SPDX-License-Identifier: MIT
"""Rewrites the rows of the operations table so that one build holds every mutant.

In the rewritten text each partial derivative asks ::wengert::mutants which mutant the environment
names, and answers wrongly when it is its own:

  sign      the returned expression is negated
  factor    it is multiplied by 1.0000001
  offset    1 is added, to a slope that is 0 everywhere
  operand   the partial is computed with two operands exchanged (or the operand and the result)
  textbook  the textbook's formula, which cancels or overflows where the row's does not
"""
import dataclasses
import re

# Row and function, and the formula in terms of the row's own parameters (`result` where it does not
# name the result). Each is right on paper.
TEXTBOOK = {
    "Tanh.da": "T(1.0) - y * y",
    "Sigmoid.da": "y * (T(1.0) - y)",
    "Expm1.da": "result + T(1.0)",
    "Asin.da": "T(1.0) / sqrt(T(1.0) - x * x)",
    "Acosh.da": "T(1.0) / sqrt(x * x - T(1.0))",
    "Atanh.da": "T(1.0) / (T(1.0) - x * x)",
    "Asinh.da": "T(1.0) / sqrt(T(1.0) + x * x)",
    "Atan2.da": "b / (a * a + b * b)",
    "Atan2.db": "-(a / (a * a + b * b))",
    "Erf.da": "Number<T>::constant(Irrational::two_over_root_pi) * exp(-(x * x))",
}

SUPPORT = """// SPDX-License-Identifier: MIT
#pragma once
#include <cstdlib>
namespace wengert::mutants {
inline bool is(int number) {
  static const int chosen = [] {
    const char* text = std::getenv("WENGERT_MUTANT");
    return text ? std::atoi(text) : 0;
  }();
  return number == chosen && number != 0;
}
template <class T>
T flip(int sign, int factor, int offset, const T& right) {
  if (is(sign)) return -right;
  if (is(factor)) return right * T(1.0000001);
  if (is(offset)) return right + T(1.0);
  return right;
}
}  // namespace wengert::mutants
"""

ROW = re.compile(r"^struct (\w+) \{", re.M)
NAME = re.compile(r'\.name = "(\w+)"')
PARTIAL = re.compile(r"template <class T>\s+static T (da|db|dc|pull_\w+)\(([^)]*)\) \{")
NARY = re.compile(r"static void partials\([^)]*\) \{")
MASKED = re.compile(r'//[^\n]*|"(?:\\.|[^"\\\n])*"')


@dataclasses.dataclass(frozen=True)
class Mutant:
    number: int
    file: str
    line: int
    row: str  # the struct
    name: str  # the operation, as tests call it
    function: str
    flip: str
    expression: str

    @property
    def key(self):
        return f"{self.row}.{self.function} | {self.flip} | {self.expression}"

    def __str__(self):
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.row}.{self.function}: {self.flip}: {self.expression}"


def closing(text, start):
    """The index of the bracket that closes the one at `start`."""
    depth = 0
    for i in range(start, len(text)):
        depth += (text[i] in "({[") - (text[i] in ")}]")
        if depth == 0:
            return i
    raise ValueError("unbalanced brackets")


def end_of_expression(text, start):
    """The index of the `;`, `,` or closing bracket behind the expression at `start`."""
    i = start
    while text[i] not in ";,)}":
        i = closing(text, i) + 1 if text[i] in "({[" else i + 1
    return i


class Rewriter:
    """Collects the mutants of any number of files; rewrite() gives the new text of one."""

    def __init__(self):
        self.mutants = []

    def rewrite(self, file, text):
        # The same text with comments and strings blanked out, so that brackets can be counted.
        self.file, self.text = file, text
        self.plain = MASKED.sub(lambda m: " " * len(m.group()), text)
        self.edits = []  # (start, end, new text), not overlapping
        for row in ROW.finditer(self.plain):
            self.row = row.group(1)
            end = closing(self.plain, row.end() - 1)
            self.name = NAME.search(text, row.end(), end).group(1)
            for partial in PARTIAL.finditer(self.plain, row.end(), end):
                self.rewrite_partial(partial)
            for partials in NARY.finditer(self.plain, row.end(), end):
                self.rewrite_partials(partials)
        for start, stop, new in sorted(self.edits, reverse=True):
            text = text[:start] + new + text[stop:]
        return text

    def add(self, at, function, flip, expression):
        number = len(self.mutants) + 1
        line = self.text.count("\n", 0, at) + 1
        shown = " ".join(expression.split())
        self.mutants.append(
            Mutant(number, self.file, line, self.row, self.name, function, flip, shown))
        return number

    def flipped(self, start, stop, function):
        """Replaces the expression in [start, stop) by one that can be wrong."""
        expression = self.text[start:stop]
        numbers = {"sign": 0, "factor": 0, "offset": 0}
        flat = re.fullmatch(r"\s*flat\(\w+\)\s*", expression)
        for flip in ["offset"] if flat else ["sign", "factor"]:
            numbers[flip] = self.add(start, function, flip, expression)
        arguments = ", ".join(str(n) for n in numbers.values())
        return f"::wengert::mutants::flip<T>({arguments}, T({expression}))"

    def rewrite_partial(self, match):
        function, parameters = match.groups()
        open_brace = match.end() - 1
        close_brace = closing(self.plain, open_brace)
        written = [p.split() for p in parameters.split(",")]
        unnamed = [f"operand{i}" for i in range(len(written) - 1)] + ["result"]
        names = [p[2] if len(p) == 3 else unnamed[i] for i, p in enumerate(written)]

        for found in re.finditer(r"\breturn\b", self.plain[open_brace:close_brace]):
            start = open_brace + found.end() + 1
            stop = end_of_expression(self.plain, start)
            self.edits.append((start, stop, self.flipped(start, stop, function)))

        head = ""
        body = self.text[open_brace + 1:close_brace]
        wrong = self.exchanged(function, names, self.plain[open_brace + 1:close_brace])
        if wrong:
            arguments = ", ".join(wrong)
            number = self.add(match.start(), function, "operand", arguments)
            head += f"if (::wengert::mutants::is({number})) return {function}_right({arguments});"
        textbook = TEXTBOOK.get(f"{self.row}.{function}")
        if textbook:
            number = self.add(match.start(), function, "textbook", textbook)
            head += f"if (::wengert::mutants::is({number})) return T({textbook});"
        named = ", ".join(f"const T& {name}" for name in names)
        right = f"template <class T> static T {function}_right({parameters}) {{{body}}}\n  "
        self.edits.append((match.start(), match.end(),
                           f"{right}template <class T> static T {function}({named}) {{ {head}"))

    def exchanged(self, function, names, body):
        """The arguments with two exchanged that the partial tells apart, or None."""
        used = [re.search(rf"\b{name}\b", body) is not None for name in names]
        if re.fullmatch(r"\s*return flat\(\w+\);\s*", body):
            return None  # of operand or result, 0 all the same
        two_operands = function.startswith("pull") or len(names) > 2
        pairs = [(0, 1)] if two_operands else []
        pairs += [(0, len(names) - 1)]
        for i, j in pairs:
            if used[i] or used[j]:
                wrong = list(names)
                wrong[i], wrong[j] = wrong[j], wrong[i]
                return wrong
        return None

    def rewrite_partials(self, match):
        open_brace = match.end() - 1
        close_brace = closing(self.plain, open_brace)
        for found in re.finditer(r"\bemit\(", self.plain[open_brace:close_brace]):
            comma = end_of_expression(self.plain, open_brace + found.end())
            start, stop = comma + 2, end_of_expression(self.plain, comma + 1)
            expression = self.text[start:stop]
            new = self.flipped(start, stop, "partials")
            wrong = re.sub(r"\bv\[([^\]]*)\]", r"v[v.size() - 1 - (\1)]", expression, count=1)
            if wrong != expression:
                number = self.add(start, "partials", "operand", expression)
                new = f"::wengert::mutants::is({number}) ? T({wrong}) : {new}"
            self.edits.append((start, stop, new))

