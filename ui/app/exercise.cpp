#include "exercise.h"

#include "words.h"

#include <cmath>

namespace picker::app {
namespace {

// A reader who knows no better says the rule of thumb.
constexpr double first_guess = 0.3;
// Nearer than this is as good as right.
constexpr double near_enough = 0.03;

// Empty where a bill at this utilization can happen.
std::string out_of_reach(const PairBreakEven& pair) {
  if (pair.found.crossings.front().reachable) return "";
  return " Not reachable with this load pattern: of a GPU that is sized for its peak it uses at most " +
         short_percent(reachable_utilization(*pair.b)) + ".";
}

std::vector<Phrase> told(const Exercise& exercise) {
  const std::string guess = short_percent(exercise.guess);
  if (!exercise.answer)
    return {{"You said " + guess + ". With these figures the two bills do not cross below a full day."}};
  const double off = exercise.guess - *exercise.answer;
  const std::string verdict = std::fabs(off) <= near_enough ? "right" : off < 0 ? "too low" : "too high";
  return {{"You said " + guess + ", " + verdict + ": it is "},
          {short_percent(*exercise.answer), Stress::accent},
          {"."}};
}

std::string text_of(const Json& view, const char* key) {
  return view[key].is_string() ? view[key].get<std::string>() : std::string();
}

}  // namespace

std::optional<Exercise> exercise(const Shown& shown) {
  const std::string id = text_of(shown.state.view, "exercise");
  Exercise found;
  for (const Preset& preset : shown.rates.presets) {
    if (id.empty() || preset.exercise != id) continue;
    const bool on = preset.id == shown.preset;
    found.settings.push_back({&preset, on});
    found.predict = found.predict || preset.predict;
    if (!preset.question.empty()) found.question = preset.question;
    if (!preset.why.empty()) found.why = preset.why;
    if (on) found.note = preset.note;
  }
  if (found.settings.empty()) return std::nullopt;
  const Json& guess = shown.state.view["guess"];
  found.guess = guess.is_number() ? guess.get<double>() : first_guess;
  found.revealed = !found.predict || shown.state.view["revealed"] == true;
  if (found.predict && found.revealed) {
    const bool crosses =
        shown.break_even && shown.break_even->utilization && !shown.break_even->found.crossings.empty();
    if (crosses) found.answer = shown.break_even->found.crossings.front().utilization;
    found.said = told(found);
    if (crosses) found.said.push_back({out_of_reach(*shown.break_even)});
  } else {
    found.why.clear();
  }
  return found;
}

bool is_guessing(const Shown& shown) {
  const std::optional<Exercise> open = exercise(shown);
  return open && !open->revealed;
}

std::string exercise_text(const Shown& shown) {
  const std::optional<Exercise> open = exercise(shown);
  if (!open) return "null";
  JsonText out;
  out.open_object().set("question", open->question).set("predict", open->predict);
  out.set("revealed", open->revealed).set("guess", open->guess).set("answer", open->answer);
  out.set("note", open->note).key("said").open_array();
  for (const Phrase& phrase : open->said)
    out.open_object().set("text", phrase.text).set("accent", phrase.stress == Stress::accent).close_object();
  out.close_array().key("why").open_array();
  for (const std::string& sentence : open->why) out.add(sentence);
  out.close_array().key("settings").open_array();
  for (const ExerciseSetting& setting : open->settings)
    out.open_object()
        .set("preset", setting.preset->id)
        .set("label", setting.preset->choice)
        .set("on", setting.on)
        .close_object();
  return out.close_array().close_object().take();
}

}  // namespace picker::app
