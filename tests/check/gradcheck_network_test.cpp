// SPDX-License-Identifier: MIT
// The bar of the gradient check: the tutorial's network at 150 random weight vectors for each of
// four people, most of whose units are saturated; the correct gradient, and the copied slip in w4.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <vector>

#include <autodiff/check/gradcheck.hpp>

#include "../../examples/tutorial/manual_formulas.hpp"
#include "../../examples/tutorial/numpy_random.hpp"

namespace wengert::test {
namespace {

using namespace tutorial;

template <class T>
Parameters<T> parameters(std::span<const T> w) {
  Parameters<T> p;
  for (std::size_t i = 0; i < p.size(); ++i) p[i] = w[i];
  return p;
}

struct Loss {
  const Person& person;

  template <class T>
  T operator()(std::span<const T> w) const {
    const auto o1 = feed_forward(parameters(w), {T(person.x[0]), T(person.x[1])}).o1;
    return squared_error(person.y_true, o1);
  }
};

// The slope of the sigmoid without a subtraction, or as the textbook has it, f (1 - f).
enum class Form { exact, textbook };

struct ByHand {
  const Person& person;
  Form form;
  Slip slip;

  Parameters<double> operator()(std::span<const double> w) const {
    const auto slope = form == Form::exact ? exact_deriv_sigmoid<double> : deriv_sigmoid<double>;
    return manual_gradient(parameters(w), person.x, person.y_true, slope, slip);
  }
};

struct Tally {
  std::size_t agree = 0;
  std::size_t unresolved = 0;
  std::size_t disagree = 0;
  std::size_t kink = 0;

  std::size_t all() const { return agree + unresolved + disagree + kink; }
  void count(Verdict verdict) {
    switch (verdict) {
      case Verdict::agree:
        ++agree;
        break;
      case Verdict::unresolved:
        ++unresolved;
        break;
      case Verdict::disagree:
        ++disagree;
        break;
      case Verdict::kink:
        ++kink;
        break;
      case Verdict::inherited:
        BOOST_ERROR("only claims of a derivation inherit");
        break;
    }
  }
};

std::ostream& operator<<(std::ostream& out, const Tally& t) {
  return out << t.agree << " agree, " << t.unresolved << " unresolved, " << t.disagree
             << " disagree, " << t.kink << " kinks of " << t.all();
}

std::vector<Parameters<double>> weight_vectors() {
  NumpyRandom random(7);
  std::vector<Parameters<double>> result(150);
  for (auto& p : result) {
    for (double& v : p) v = random.normal();
  }
  return result;
}

// The verdicts on w4 alone, and on the other eight.
struct Verdicts {
  Tally w4;
  Tally others;
};

Verdicts verdicts(bool black_box, Form form, Slip slip, std::size_t random_points = 0) {
  Verdicts found;
  const GradcheckOptions options{.random_points = random_points};
  for (const Parameters<double>& p : weight_vectors()) {
    for (const Person& person : people) {
      const Loss loss{person};
      const auto values = [&](std::span<const double> w) { return loss(w); };
      const ByHand hand{person, form, slip};
      const GradientReport report =
          black_box ? gradcheck(values, p, hand, options) : gradcheck(loss, p, hand, options);
      for (const ElementReport& e : report.elements) {
        (e.index == w4 ? found.w4 : found.others).count(e.verdict);
      }
    }
  }
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gradcheck_of_the_tutorial_network)

BOOST_AUTO_TEST_CASE(no_correct_gradient_is_called_wrong_and_every_slip_is) {
  const Verdicts correct = verdicts(false, Form::exact, Slip::none);
  BOOST_TEST_MESSAGE("all witnesses, correct: w4 " << correct.w4 << "; others " << correct.others);
  BOOST_TEST(correct.w4.agree == 600u);
  BOOST_TEST(correct.others.agree == 4800u);
  const Verdicts slip = verdicts(false, Form::exact, Slip::w4_from_x0);
  BOOST_TEST_MESSAGE("all witnesses, slip: w4 " << slip.w4 << "; others " << slip.others);
  BOOST_TEST(slip.w4.disagree == 600u);
  BOOST_TEST(slip.others.agree == 4800u);
}

BOOST_AUTO_TEST_CASE(the_textbook_slope_is_not_called_wrong_for_its_rounding) {
  const Verdicts correct = verdicts(false, Form::textbook, Slip::none);
  BOOST_TEST_MESSAGE("textbook, correct: w4 " << correct.w4 << "; others " << correct.others);
  BOOST_TEST(correct.w4.disagree + correct.others.disagree == 0u);
  BOOST_TEST(correct.others.agree > 4000u);
  const Verdicts slip = verdicts(false, Form::textbook, Slip::w4_from_x0);
  BOOST_TEST_MESSAGE("textbook, slip: w4 " << slip.w4 << "; others " << slip.others);
  BOOST_TEST(slip.w4.agree == 0u);
  BOOST_TEST(slip.w4.disagree > 480u);
  BOOST_TEST(slip.others.disagree == 0u);
}

BOOST_AUTO_TEST_CASE(random_points_find_the_slip_where_the_textbook_slope_is_saturated) {
  const Verdicts slip = verdicts(false, Form::textbook, Slip::w4_from_x0, 3);
  BOOST_TEST_MESSAGE("textbook, slip, 3 random points: w4 " << slip.w4 << "; others "
                                                            << slip.others);
  BOOST_TEST(slip.w4.disagree == 600u);
  BOOST_TEST(slip.others.disagree == 0u);
}

BOOST_AUTO_TEST_CASE(differences_alone_raise_no_false_alarm_and_never_pass_the_slip) {
  const Verdicts correct = verdicts(true, Form::exact, Slip::none);
  BOOST_TEST_MESSAGE("differences alone, correct: w4 " << correct.w4 << "; others "
                                                       << correct.others);
  BOOST_TEST(correct.w4.disagree + correct.others.disagree == 0u);
  BOOST_TEST(correct.others.agree > 4000u);
  const Verdicts slip = verdicts(true, Form::exact, Slip::w4_from_x0);
  BOOST_TEST_MESSAGE("differences alone, slip: w4 " << slip.w4 << "; others " << slip.others);
  BOOST_TEST(slip.w4.agree == 0u);
  BOOST_TEST(slip.w4.disagree > 480u);
  BOOST_TEST(slip.others.disagree == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
