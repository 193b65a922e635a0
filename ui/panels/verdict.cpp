// The answer: one sentence with a number, what stands behind it, and the pick in other units.

#include "panels.h"

#include "../app/verdict.h"
#include "../text.h"
#include "../widgets/card.h"

#include <algorithm>
#include <vector>

namespace picker::ui {
namespace {

std::vector<Span> spans(const std::vector<app::Phrase>& phrases, const TextStyle& plain,
                        const TextStyle& strong, const TextStyle& accent) {
  std::vector<Span> styled;
  for (const app::Phrase& phrase : phrases)
    styled.push_back({phrase.text, phrase.stress == app::Stress::none     ? plain
                                   : phrase.stress == app::Stress::strong ? strong
                                                                          : accent});
  return styled;
}

float draw_figures(const Ui& ui, float x, float top, const std::vector<app::Figure>& figures) {
  const TextStyle label{text_small, Weight::regular, ui.theme().mute};
  const TextStyle value{text_figure, Weight::semibold, ui.theme().ink};
  for (const app::Figure& figure : figures) {
    // One after the other: as arguments of one call their order, and with it the font atlas, is the
    // compiler's choice.
    const float label_width = draw_text(ui, x, top + 8, figure.label, label);
    const float value_width = draw_text(ui, x, top + 27, figure.value, value);
    x += std::max(label_width, value_width) + 24;
  }
  return figures.empty() ? top : top + 36;
}

// What the preset stands for, and the day that the prices are of where it was chosen.
std::string question(const app::Shown& shown) {
  const std::vector<Preset>& presets = shown.rates.presets;
  const auto found = std::find_if(presets.begin(), presets.end(),
                                  [&](const Preset& preset) { return preset.id == shown.preset; });
  const std::string note = found == presets.end() ? std::string() : found->note;
  if (shown.request.as_of.empty()) return note;
  return note + (note.empty() ? "" : " ") + "Prices as of " + shown.request.as_of + ".";
}

}  // namespace

float draw_verdict(const Ui& ui, const app::Shown& shown, Box place) {
  const Theme& theme = ui.theme();
  const app::Verdict said = app::verdict(shown);
  Card card(ui, place.x, place.y, place.width, place.height);
  const float x = card.left();
  float y = card.top();
  draw_text(ui, x, y + 8, said.title, {text_body, Weight::regular, theme.mute});
  y += 20;
  const TextStyle large{text_headline, Weight::semibold, theme.ink, -0.3F};
  TextStyle accent = large;
  accent.color = theme.accent;
  y += draw_paragraph(ui, x, y, card.width(), 28, spans(said.headline, large, large, accent));
  const TextStyle soft{text_body, Weight::regular, theme.soft};
  const TextStyle strong{text_body, Weight::semibold, theme.ink};
  y += 4;
  y += draw_paragraph(ui, x, y, card.width(), line_height, spans(said.details, soft, strong, strong));
  for (const std::string& warning : said.warnings)
    y += 6 + draw_paragraph(ui, x, y + 6, card.width(), line_height,
                            {{warning, {text_body, Weight::regular, theme.warn}}});
  if (!said.figures.empty()) y = draw_figures(ui, x, y + 10, said.figures);
  const std::string asked = question(shown);
  if (!asked.empty())
    y += 10 + draw_paragraph(ui, x, y + 10, card.width(), line_height_small,
                             {{asked, {text_small, Weight::regular, theme.mute}}});
  return card.close(y);
}

}  // namespace picker::ui
