// SPDX-License-Identifier: MIT
// A conversation about a Stepper: commands are read line by line, and every stop is told.
#ifndef WENGERT_TOOLS_STEP_SESSION_HPP
#define WENGERT_TOOLS_STEP_SESSION_HPP

#include <autodiff/derivation/recorded.hpp>
#include <autodiff/explain/stepper.hpp>
#include <iosfwd>
#include <string>

namespace wengert::tools {

struct Screen {
  std::istream& in;
  std::ostream& out;
  bool prompts;  // somebody types
  bool colour;
};

class StepSession {
 public:
  // The derivation and its recording must outlive the session. Throws Error where `output` depends
  // on no input.
  StepSession(const Derivation& derivation, const RecordedDerivation& recorded,
              const std::string& output, const Screen& screen);

  // Until `quit`, or the end of the input.
  void run();

 private:
  friend struct StepCommand;

  // What a line asks for. `rest` is what stands behind the command.
  void next(const std::string& rest);
  void back(const std::string& rest);
  void run_to(const std::string& rest);
  void run_to_nonfinite(const std::string& rest);
  void show(const std::string& rest);
  void start(const std::string& rest);
  void end(const std::string& rest);
  void help(const std::string& rest);
  void quit(const std::string& rest);

  void obey(const std::string& line);
  void greet();
  void tell();
  void tell_turn();
  void say(const std::string& sentence);
  std::string emphasised(const std::string& text) const;
  bool is_at_start() const { return stepper_.position() == given_; }

  const Derivation& derivation_;
  const RecordedDerivation& recorded_;
  std::string output_;
  Screen screen_;
  Stepper stepper_;
  std::size_t given_;  // the steps that only give the inputs: they are passed over
  bool is_over_ = false;
};

// The commands, a line each, for help.
std::string step_commands();

}  // namespace wengert::tools

#endif
