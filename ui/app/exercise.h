// An exercise of the lesson: what is asked, what the reader guessed, what it is, and the settings to try.
// Never hides a number from the contract's calls: what is not revealed is just not drawn.
#pragma once

#include "phrases.h"
#include "shown.h"

#include <optional>
#include <string>
#include <vector>

namespace picker::app {

struct ExerciseSetting {
  const Preset* preset = nullptr;
  bool on = false;
};

struct Exercise {
  std::string question;
  bool predict = false;   // there is a break-even to guess
  bool revealed = false;  // always, where there is nothing to guess
  double guess = 0;       // share of b's capacity
  std::optional<double> answer;
  std::vector<Phrase> said;      // after the answer is shown
  std::vector<std::string> why;  // the same: what explains it
  std::string note;              // of the setting that is on
  std::vector<ExerciseSetting> settings;
};

// Empty where the view has none open.
std::optional<Exercise> exercise(const Shown& shown);

// A break-even is still to be guessed: neither curves nor crossings are drawn.
bool is_guessing(const Shown& shown);

// The same for the twin, "null" where none is open.
std::string exercise_text(const Shown& shown);

}  // namespace picker::app
