// SPDX-License-Identifier: MIT
#include "grammar.hpp"

#include <fmt/format.h>

#include <tao/pegtl.hpp>

#include "formula_builder.hpp"

namespace wengert::detail {
namespace rules {

using namespace tao::pegtl;

// clang-format off
struct Blank : sor<one<' ', '\t', '\r', '\n'>, utf8::one<0xa0>> {};
struct W : star<Blank> {};
struct Letter : sor<ranges<'a', 'z', 'A', 'Z', '_'>,
                    utf8::ranges<0xc0, 0xd6, 0xd8, 0xf6, 0xf8, 0x24f, 0x370, 0x52f,
                                 0x2080, 0x2089, 0x2202, 0x2202, 0x4e00, 0x9fff>> {};
struct Identifier : seq<Letter, star<sor<Letter, digit>>> {};
struct Index : seq<one<'['>, W, plus<digit>, W, one<']'>> {};

struct Exponent : seq<one<'e', 'E'>, opt<one<'+', '-'>>, plus<digit>> {};
struct Digits : seq<sor<seq<plus<digit>, opt<one<'.'>, star<digit>>>,
                        seq<one<'.'>, plus<digit>>>, opt<Exponent>> {};
struct Minus : sor<seq<one<'-'>, not_at<one<'='>>>, utf8::one<0x2212>> {};
struct Plus : seq<one<'+'>, not_at<one<'='>>> {};
struct Times : sor<seq<one<'*'>, not_at<one<'*', '='>>>, utf8::one<0xb7, 0xd7, 0x22c5>> {};
struct Over : seq<one<'/'>, not_at<one<'/', '='>>> {};
struct Power : sor<one<'^'>, string<'*', '*'>> {};
struct Prime : sor<one<'\''>, utf8::one<0x2032, 0x2019>> {};

struct Expression;
struct Unary;
struct Argument : seq<Expression> {};
struct Close : one<')'> {};
struct CloseList : one<']'> {};

struct Number : Digits {};
struct Name : Identifier {};
struct Element : Index {};
struct OpenCall : one<'('> {};
struct OpenList : one<'['> {};
struct OpenGroup : one<'('> {};
struct SlopeMark : Prime {};
struct Arguments : seq<must<Argument>, W, star<if_must<one<','>, W, Argument, W>>> {};
struct Call : if_must<OpenCall, W, Arguments, W, Close> {};
struct SlopeCall : if_must<SlopeMark, W, Call> {};
struct List : if_must<OpenList, W, Arguments, W, CloseList> {};
struct Group : if_must<OpenGroup, W, Expression, W, Close> {};
struct Derivative : seq<Identifier, W, one<'/'>, W, Identifier, opt<Index>,
                        not_at<W, one<'('>>> {};
struct Named : seq<Name, opt<W, sor<SlopeCall, Call, Element>>> {};
struct Primary : sor<Number, List, Group, Derivative, Named> {};

struct Squared : utf8::one<0xb2> {};
struct Cubed : utf8::one<0xb3> {};
struct Mean : seq<one<'.'>, W, string<'m', 'e', 'a', 'n'>, W, one<'('>, W, one<')'>> {};
struct Postfix : seq<Primary, star<W, sor<Squared, Cubed, Mean>>> {};
struct PowerMark : Power {};
struct Raised : if_must<PowerMark, W, Unary> {};
struct Powered : seq<Postfix, opt<W, Raised>> {};
struct NegateMark : Minus {};
struct Negated : if_must<NegateMark, W, Unary> {};
struct Affirmed : if_must<Plus, W, Unary> {};
struct Unary : sor<Negated, Affirmed, Powered> {};
struct TimesMark : Times {};
struct OverMark : Over {};
struct PlusMark : Plus {};
struct MinusMark : Minus {};
struct Multiplied : if_must<sor<TimesMark, OverMark>, W, Unary> {};
struct Term : seq<Unary, star<W, Multiplied>> {};
struct AddedTerm : seq<Term> {};
struct Added : if_must<sor<PlusMark, MinusMark>, W, AddedTerm> {};
struct Expression : seq<Term, star<W, Added>> {};

struct Right : seq<Expression> {};
struct Question : one<'?'> {};
struct PrintedDigits : seq<opt<Minus>, W, Digits> {};
struct ApproximateMark : sor<one<'~'>, utf8::one<0x2248, 0x2243, 0x2245>> {};
struct Printed : if_must<ApproximateMark, W, PrintedDigits> {};
struct EqualMark : one<'='> {};
struct MinusEqualMark : sor<string<'-', '='>, seq<utf8::one<0x2212>, one<'='>>> {};
struct PlusEqualMark : string<'+', '='> {};
struct Equation : if_must<sor<EqualMark, MinusEqualMark, PlusEqualMark>, W,
                          sor<Question, seq<must<Right>, opt<W, Printed>>>> {};
struct Sign : sor<Printed, Equation> {};
struct Left : seq<Expression> {};
struct End : eof {};
struct Statement : seq<W, must<Left>, W, must<Sign>, W, must<End>> {};
struct Formula : seq<W, must<Right>, W, must<End>> {};
// clang-format on

template <class Rule>
inline constexpr Wanted wanted = Wanted::nothing;
template <>
inline constexpr Wanted wanted<Argument> = Wanted::operand;
template <>
inline constexpr Wanted wanted<Expression> = Wanted::operand;
template <>
inline constexpr Wanted wanted<Unary> = Wanted::operand;
template <>
inline constexpr Wanted wanted<AddedTerm> = Wanted::operand;
template <>
inline constexpr Wanted wanted<Left> = Wanted::statement;
template <>
inline constexpr Wanted wanted<Right> = Wanted::right_side;
template <>
inline constexpr Wanted wanted<Close> = Wanted::close;
template <>
inline constexpr Wanted wanted<CloseList> = Wanted::close_list;
template <>
inline constexpr Wanted wanted<Call> = Wanted::open;
template <>
inline constexpr Wanted wanted<Sign> = Wanted::sign;
template <>
inline constexpr Wanted wanted<End> = Wanted::end;
template <>
inline constexpr Wanted wanted<PrintedDigits> = Wanted::digits;

template <class Rule>
struct Control : normal<Rule> {
  template <class Input>
  [[noreturn]] static void raise(const Input& in, FormulaBuilder& builder) {
    builder.fail(in.current(), wanted<Rule>);
  }
};

template <class Rule>
struct Action : nothing<Rule> {};

#define WENGERT_ON(Rule, call)                                                     \
  template <>                                                                      \
  struct Action<Rule> {                                                            \
    template <class Input>                                                         \
    static void apply([[maybe_unused]] const Input& in, FormulaBuilder& builder) { \
      builder.call;                                                                \
    }                                                                              \
  };
WENGERT_ON(Number, number(in.begin(), in.end()))
WENGERT_ON(Name, name(in.begin(), in.end()))
WENGERT_ON(Element, element(in.begin(), in.end()))
WENGERT_ON(OpenCall, open(in.begin()))
WENGERT_ON(OpenList, open(in.begin()))
WENGERT_ON(OpenGroup, open(in.begin()))
WENGERT_ON(Call, close_call())
WENGERT_ON(List, close_list())
WENGERT_ON(Group, close_group())
WENGERT_ON(SlopeMark, mark_slope())
WENGERT_ON(Squared, raise_to(2.0, in.begin()))
WENGERT_ON(Cubed, raise_to(3.0, in.begin()))
WENGERT_ON(Mean, mean(in.begin()))
WENGERT_ON(PowerMark, open_operator(Operation::Pow, in.begin()))
WENGERT_ON(NegateMark, open_operator(Operation::Negate, in.begin()))
WENGERT_ON(TimesMark, open_operator(Operation::Multiply, in.begin()))
WENGERT_ON(OverMark, open_operator(Operation::Divide, in.begin()))
WENGERT_ON(PlusMark, open_operator(Operation::Add, in.begin()))
WENGERT_ON(MinusMark, open_operator(Operation::Subtract, in.begin()))
WENGERT_ON(Raised, close_operator())
WENGERT_ON(Negated, close_operator())
WENGERT_ON(Multiplied, close_operator())
WENGERT_ON(Added, close_operator())
WENGERT_ON(EqualMark, sign(WrittenStatement::Sign::equals, in.begin()))
WENGERT_ON(MinusEqualMark, sign(WrittenStatement::Sign::minus_equals, in.begin()))
WENGERT_ON(PlusEqualMark, sign(WrittenStatement::Sign::plus_equals, in.begin()))
WENGERT_ON(ApproximateMark, approximate(in.begin()))
WENGERT_ON(PrintedDigits, printed(in.begin(), in.end()))
WENGERT_ON(Question, question())
#undef WENGERT_ON

// Gives the reading as a derivative up where there is no such claim: it is a quotient then.
template <>
struct Action<Derivative> {
  template <class Input>
  static bool apply(const Input& in, FormulaBuilder& builder) {
    return builder.derivative(in.begin(), in.end());
  }
};

}  // namespace rules

namespace {

template <class Rule>
void run(FormulaBuilder& builder, const SourceText& text, TextRange piece) {
  const std::string_view readable = text.readable(piece);
  tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy> in(readable.data(), readable.size(),
                                                               "");
  tao::pegtl::parse<Rule, rules::Action, rules::Control>(in, builder);
}

}  // namespace

WrittenStatement parse_statement(const SourceText& text, TextRange piece, const Scope& scope) {
  FormulaBuilder builder(text, piece, scope);
  run<rules::Statement>(builder, text, piece);
  return builder.finish_statement();
}

Expression parse_formula(const SourceText& text, TextRange piece, const Scope& scope) {
  FormulaBuilder builder(text, piece, scope);
  run<rules::Formula>(builder, text, piece);
  return builder.finish_formula();
}

}  // namespace wengert::detail
