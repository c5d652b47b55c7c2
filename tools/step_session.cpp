// SPDX-License-Identifier: MIT
#include "step_session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <autodiff/derivation/spelled.hpp>
#include <autodiff/error.hpp>
#include <charconv>
#include <istream>
#include <ostream>
#include <string_view>

#include "step_table.hpp"
#include "text.hpp"

namespace wengert::tools {

// The first command that begins with what was typed is meant: n is next, na is nan.
struct StepCommand {
  std::string_view word;
  void (StepSession::*obey)(const std::string&);
  std::string_view shown;
  std::string_view help;
  static const std::array<StepCommand, 9> all;
};

namespace {

std::size_t count_in(const std::string& rest, std::string_view command) {
  if (rest.empty()) return 1;
  std::size_t count = 0;
  const char* const end = rest.data() + rest.size();
  const auto [stopped, error] = std::from_chars(rest.data(), end, count);
  if (error == std::errc() && stopped == end && count > 0) return count;
  throw Error(fmt::format("behind '{}' a number of steps was wanted, '{}' came", command, rest));
}

std::size_t leading_inputs(Stepper& stepper) {
  std::size_t count = 0;
  while (stepper.forward() && stepper.step().is_given) ++count;
  stepper.go_to(count);
  return count;
}

}  // namespace

const std::array<StepCommand, 9> StepCommand::all{{
    {"next", &StepSession::next, "next, n, empty line", "one step on; next 5: five steps"},
    {"back", &StepSession::back, "back, b", "one step back; back 5: five steps"},
    {"run", &StepSession::run_to, "run NAME, r NAME",
     "on until NAME is computed, and again until its\n"
     "adjoint is complete and handed on"},
    {"nan", &StepSession::run_to_nonfinite, "nan, na",
     "on to the first step that gives a NaN or an infinity"},
    {"show", &StepSession::show, "show, s", "all names, their values and their adjoints so far"},
    {"start", &StepSession::start, "start, st", "back to before the first step"},
    {"end", &StepSession::end, "end, e", "on to the last step"},
    {"help", &StepSession::help, "help, h", "these commands"},
    {"quit", &StepSession::quit, "quit, q", "leave"},
}};

std::string step_commands() {
  std::string text;
  for (const StepCommand& command : StepCommand::all) {
    std::string help(command.help);
    const std::size_t fold = help.find('\n');
    if (fold != std::string::npos) help.replace(fold, 1, "\n" + std::string(24, ' '));
    text += fmt::format("  {:<22}{}\n", command.shown, help);
  }
  return text;
}

StepSession::StepSession(const Derivation& derivation, const RecordedDerivation& recorded,
                         const std::string& output, const Screen& screen)
    : derivation_(derivation),
      recorded_(recorded),
      output_(output),
      screen_(screen),
      stepper_(recorded.tape(), recorded[output]),
      given_(leading_inputs(stepper_)) {}

void StepSession::run() {
  greet();
  std::string line;
  while (!is_over_) {
    if (screen_.prompts) screen_.out << emphasised("step> ");
    screen_.out.flush();
    if (!std::getline(screen_.in, line)) break;
    try {
      obey(trimmed(line));
    } catch (const Error& e) {
      say(e.what());
    }
  }
  if (screen_.prompts && !is_over_) screen_.out << '\n';
}

void StepSession::obey(const std::string& line) {
  const std::size_t blank = line.find_first_of(" \t");
  const std::string word = lowered(line.substr(0, blank));
  const std::string rest = blank == std::string::npos ? "" : trimmed(line.substr(blank));
  for (const StepCommand& command : StepCommand::all) {
    if (command.word.starts_with(word)) return (this->*command.obey)(rest);
  }
  if (word == "?") return help(rest);
  if (word == "exit") return quit(rest);
  throw Error(fmt::format("there is no command '{}'; 'help' lists those there are", word));
}

void StepSession::greet() {
  const std::size_t forward = stepper_.forward_size() - given_;
  const std::size_t backward = stepper_.size() - stepper_.forward_size();
  screen_.out << emphasised(fmt::format("{} of {}: {} forward, {} backward.", output_,
                                        derivation_.file, counted(forward, "step"),
                                        counted(backward, "step")))
              << '\n';
  screen_.out << indented(given_text(recorded_, stepper_));
  if (screen_.prompts) screen_.out << "An empty line makes the next step; 'help' lists the rest.\n";
}

std::string StepSession::emphasised(const std::string& text) const {
  return screen_.colour ? "\x1b[1m" + text + "\x1b[0m" : text;
}

void StepSession::say(const std::string& sentence) {
  std::string text = sentence.substr(sentence.starts_with("step: ") ? 6 : 0);
  if (!text.ends_with('.') && !text.ends_with('?')) text += '.';
  screen_.out << text << '\n';
}

void StepSession::tell() {
  if (is_at_start()) return say("This is the start: nothing has been computed yet");
  const bool is_backward = stepper_.position() > stepper_.forward_size();
  const std::string place =
      fmt::format("Step {} of {}, {}", stepper_.position() - given_, stepper_.size() - given_,
                  is_backward ? "backward" : "forward");
  screen_.out << emphasised(place) << '\n' << indented(stepper_.text());
  tell_turn();
}

// What comes next, where the direction turns.
void StepSession::tell_turn() {
  if (stepper_.position() == stepper_.forward_size()) {
    say(fmt::format("All values are computed. The reverse sweep begins with d{0}/d{0} = 1",
                    output_));
  }
  if (stepper_.position() == stepper_.size()) {
    say("All adjoints are complete; 'show' lists them");
  }
}

void StepSession::next(const std::string& rest) {
  const std::size_t count = count_in(rest, "next");
  for (std::size_t i = 0; i < count; ++i) {
    if (!stepper_.forward()) return say("This is the end; 'back' and 'start' lead back");
    tell();
  }
}

void StepSession::back(const std::string& rest) {
  const std::size_t count = count_in(rest, "back");
  if (is_at_start()) return tell();
  stepper_.go_to(stepper_.position() - std::min(count, stepper_.position() - given_));
  tell();
}

void StepSession::run_to(const std::string& rest) {
  const std::string spelled = rest.starts_with("to ") ? trimmed(rest.substr(3)) : rest;
  if (spelled.empty()) throw Error("a name was wanted, as in 'run h1'");
  const std::string name = name_spelled(derivation_, spelled);
  const std::size_t before = stepper_.position();
  if (stepper_.run_to(recorded_[name])) return tell();
  stepper_.go_to(before);
  say(fmt::format("No step after this one is about {}; 'start' leads back to the first", name));
}

void StepSession::run_to_nonfinite(const std::string&) {
  const std::size_t before = stepper_.position();
  if (stepper_.run_to_nonfinite()) return tell();
  stepper_.go_to(before);
  say("No step after this one gives a NaN or an infinity");
}

void StepSession::show(const std::string&) {
  screen_.out << indented(table_of(recorded_, stepper_, output_));
}

void StepSession::start(const std::string&) {
  stepper_.go_to(given_);
  tell();
}

void StepSession::end(const std::string&) {
  stepper_.go_to(stepper_.size());
  tell();
}

void StepSession::help(const std::string&) { screen_.out << step_commands(); }

void StepSession::quit(const std::string&) { is_over_ = true; }

}  // namespace wengert::tools
