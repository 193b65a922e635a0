// The answer in words: the pick or the break-even asked for, who is second, when a GPU of one's own pays, and
// the pick in other units. Sentences as data; never draws.
#pragma once

#include "phrases.h"
#include "shown.h"

#include <string>
#include <vector>

namespace picker::app {

struct Figure {
  std::string label;
  std::string value;
};

struct Verdict {
  std::string title;
  std::vector<Phrase> headline;
  std::vector<Phrase> details;
  std::vector<Figure> figures;
  std::vector<std::string> warnings;  // of the request as a whole
};

Verdict verdict(const Shown& shown);

// True where the state asks how two named offers compare by utilization: then that is the headline.
bool asks_for_break_even(const Shown& shown);

// "Baseten beats Fireworks above 67.9 % of a saturated day, not 30 %."
std::vector<Phrase> crossing_phrases(const Shown& shown, const Crossing& crossing);

// A value of the axis that break-evens are told in: "67.9 %" or "705 k".
std::string axis_text(bool utilization, double value);
std::optional<double> crossing_value(const PairBreakEven& pair, const Crossing& crossing);

// The claim of the catalogue on this axis, null where there is none.
const Claim* tested_claim(const Shown& shown, bool utilization);

}  // namespace picker::app
