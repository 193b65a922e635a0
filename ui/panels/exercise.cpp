// An exercise of the lesson: the question, the guess, the answer once it is shown, and the settings to try.

#include "panels.h"

#include "../app/exercise.h"
#include "../app/words.h"
#include "../widgets/card.h"
#include "../widgets/controls.h"

namespace picker::ui {
namespace {

constexpr float chip_height = 26;
constexpr float chip_gap = 6;

// One chip for each setting, in as many rows as they need. Gives the y below them.
float draw_settings(const Ui& ui, const app::Exercise& exercise, float left, float y, float width) {
  float x = left;
  for (const app::ExerciseSetting& setting : exercise.settings) {
    const float wide = chip_width(ui, setting.preset->choice);
    if (x > left && x + wide > left + width) {
      x = left;
      y += chip_height + chip_gap;
    }
    const Widget widget{joined("setting:", setting.preset->id), "", setting.preset->choice};
    if (chip(ui, widget, x, y, setting.on) && !setting.on) ui.choose_preset(setting.preset->id);
    x += wide + chip_gap;
  }
  return y + chip_height + 8;
}

// What explains the answer, a point a line.
float draw_why(const Ui& ui, const std::vector<std::string>& why, float left, float y, float width) {
  constexpr float indent = 14;
  const TextStyle soft{text_body, Weight::regular, ui.theme().soft};
  draw_text(ui, left, y + line_height / 2, "Why 30 % was believed",
            {text_body, Weight::semibold, ui.theme().ink});
  y += line_height + 2;
  for (const std::string& sentence : why) {
    draw_text(ui, left + 2, y + line_height / 2, "·", soft);
    y += draw_paragraph(ui, left + indent, y, width - indent, line_height, {{sentence, soft}}) + 2;
  }
  return y;
}

}  // namespace

float draw_exercise(const Ui& ui, const app::Exercise& exercise, float left, float y, float width) {
  const Theme& theme = ui.theme();
  const TextStyle body{text_body, Weight::regular, theme.ink};
  const auto paragraph = [&](const std::vector<Span>& said) {
    y += draw_paragraph(ui, left, y, width, line_height, said) + 4;
  };
  if (!exercise.revealed) {
    paragraph({{"Drag the marker on the plot to where you expect it, now at ", body},
               {app::short_percent(exercise.guess), {text_body, Weight::semibold, theme.accent}},
               {".", body}});
    const Widget show{"button:reveal", "view.revealed", "Show the answer"};
    y += 4;
    if (button(ui, show, {left, y, button_width(ui, show.label), control_height}, ButtonLook::primary))
      ui.set("view.revealed", true);
    return y + control_height + 8;
  }
  if (!exercise.predict) paragraph({{exercise.question, body}});
  std::vector<Span> said;
  for (const app::Phrase& phrase : exercise.said) {
    const bool accent = phrase.stress == app::Stress::accent;
    said.push_back(
        {phrase.text,
         {text_body, accent ? Weight::semibold : Weight::regular, accent ? theme.accent : theme.ink}});
  }
  if (!said.empty()) paragraph(said);
  y = draw_settings(ui, exercise, left, y + 2, width);
  if (!exercise.note.empty()) paragraph({{exercise.note, {text_small, Weight::regular, theme.mute}}});
  if (!exercise.why.empty()) y = draw_why(ui, exercise.why, left, y + 4, width);
  return y + 6;
}

}  // namespace picker::ui
