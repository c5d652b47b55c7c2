// SPDX-License-Identifier: MIT
// A derivation as somebody wrote it down: definitions, claims about derivatives, printed numbers.
//
//   const Derivation d = read_derivation("x = 3\ny = x^2\ndy/dx = 2*x\n", "square.txt");
//
// Here is what a derivation consists of once it has been read; read.hpp reads it. All names are
// resolved: two spellings of one name (`d_L_d_ypred`, `y_pred`) have become one, and a name is
// defined before it is used, so that the statements can be evaluated in their order.
#ifndef WENGERT_AUTODIFF_DERIVATION_DERIVATION_HPP
#define WENGERT_AUTODIFF_DERIVATION_DERIVATION_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "../operations.hpp"

namespace wengert {

// Where something stands in the text, counted from 1 as editors do; columns in characters.
struct Place {
  std::size_t line = 0;
  std::size_t column = 0;
};

// A formula as a tree. The operands of an operation are in the order of its row in the table.
struct Expression {
  enum class Kind {
    number,           // 0.5, and the constants e and pi
    name,             // a variable, a definition, a parameter; elements of lists are names: "x[0]"
    derivative,       // of an earlier claim: "dL/dw1"
    list,             // [a, b]: only as an operand of sum, dot, logsumexp or of a function
    operation,        // a row of the table: operators, sigmoid, exp, ...
    operation_slope,  // its derivative by its one operand: sigmoid'(u), deriv_sigmoid(u)
    function,         // a function of the derivation itself: f(u)
    function_slope,   // what the derivation claims as its derivative: f'(u), deriv_f(u)
  };

  Kind kind = Kind::number;
  Place place;       // of the token that says what it is: the number, the name, the operator
  std::string text;  // number, name: as shown in reports; operation, function: its name
  double number = 0.0;
  Operation operation = Operation::constant;  // of operation and operation_slope
  std::vector<Expression> operands;
};

// A name without a value of its own: `w1 = ?`, or in Python what a loop or a random generator
// gives.
struct Variable {
  std::string name;
};

struct Definition {
  std::string name;  // elements of a list are definitions of their own: "x[0]"
  Expression value;
};

// f(t) = ..., or `def f(t):` with steps on the way to what it returns.
struct Function {
  std::string name;
  std::vector<std::string> parameters;
  std::vector<Definition> steps;
  Expression result;
};

// f'(t) = ...: the derivative of an own function of one parameter, or of a row of the table.
struct SlopeClaim {
  Function slope;  // its name is that of the function differentiated
};

// dL/dw1 = ..., or an update `w1 -= rate * value`.
struct Claim {
  std::string of;  // "L"
  std::string by;  // "w1"
  Expression value;
  std::optional<Expression> rate;  // of an update

  std::string name() const { return "d" + of + "/d" + by; }
};

// h1 ~ 0.0474: a value with the digits that somebody printed.
struct PrintedNumber {
  Expression value;
  std::string digits;  // "0.0474"
};

struct Statement {
  Place place;
  std::string source;  // as it stands in the text, without comment and indentation
  std::variant<Variable, Definition, Function, SlopeClaim, Claim, PrintedNumber> content;
};

// What was assumed or passed over while reading, in a sentence.
struct ReadingNote {
  Place place;
  std::string text;
};

struct Derivation {
  std::string file;  // its name, for messages
  std::vector<Statement> statements;
  std::vector<ReadingNote> notes;
};

}  // namespace wengert

#endif
