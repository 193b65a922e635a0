// The break-even of two offers: which two, each crossing as a sentence, the claim that is tested.

#include "panels.h"

#include "../app/exercise.h"
#include "../app/verdict.h"
#include "../app/words.h"
#include "../widgets/card.h"
#include "../widgets/controls.h"

#include <algorithm>

namespace picker::ui {
namespace {

constexpr std::size_t sentences_shown = 3;
constexpr std::string_view more_id = "crossings:more";

std::vector<Span> spans(const Ui& ui, const std::vector<app::Phrase>& phrases) {
  std::vector<Span> styled;
  for (const app::Phrase& phrase : phrases) {
    const bool stressed = phrase.stress != app::Stress::none;
    styled.push_back({phrase.text,
                      {text_body, stressed ? Weight::semibold : Weight::regular,
                       stressed ? ui.theme().accent : ui.theme().ink}});
  }
  return styled;
}

std::string notes(const app::Shown& shown) {
  const app::PairBreakEven& pair = *shown.break_even;
  std::string said;
  const auto say = [&](const std::string& sentence) { said += (said.empty() ? "" : " ") + sentence; };
  if (pair.found.crossings.empty())
    say(pair.a->offer.label + " and " + pair.b->offer.label + " do not cross" +
        (pair.utilization ? "."
                          : " below " + app::short_count(pair.found.searched_to) + "\u00a0requests a day."));
  if (pair.found.crossings_left_out > 0)
    say(std::to_string(pair.found.crossings_left_out) + " further crossings are left out.");
  if (pair.found.reachable_utilization && *pair.found.reachable_utilization < 0.9995)
    say("This load can use at most " + app::short_percent(*pair.found.reachable_utilization) +
        " of the capacity.");
  if (const Claim* claim = app::tested_claim(shown, pair.utilization))
    say("The claim tested: " + claim->says + " (" + claim->who + ").");
  return said;
}

}  // namespace

float draw_break_even(const Ui& ui, const app::Shown& shown, Box place) {
  const Theme& theme = ui.theme();
  Card card(ui, place.x, place.y, place.width, place.height);
  float top = card.top();
  if (const std::optional<app::Exercise> open = app::exercise(shown)) {
    top = heading(ui, card.left(), top, "Exercise") + 6;
    top = draw_exercise(ui, *open, card.left(), top, card.width());
    if (!open->revealed) return card.close(top);
  }
  float y = heading(ui, card.left(), top, "Break-even of two offers") + 22;
  const float half = (card.width() - 10) / 2;
  const app::PairBreakEven* pair = shown.break_even ? &*shown.break_even : nullptr;
  draw_offer_choice(ui, shown, "a", "This offer", pair ? pair->a : nullptr,
                    {card.left(), y, half, control_height});
  draw_offer_choice(ui, shown, "b", "against", pair ? pair->b : nullptr,
                    {card.left() + half + 10, y, half, control_height});
  y += control_height + 8;
  const auto paragraph = [&](const std::vector<Span>& said) {
    y += draw_paragraph(ui, card.left(), y, card.width(), line_height, said) + 2;
  };
  const TextStyle quiet{text_small, Weight::regular, theme.mute};
  if (!shown.break_even) {
    paragraph({{shown.break_even.error().message, {text_body, Weight::regular, theme.soft}}});
    return card.close(y);
  }
  const std::vector<Crossing>& crossings = shown.break_even->found.crossings;
  const bool all = crossings.size() <= sentences_shown || ui.is_open(std::string(more_id));
  const std::size_t told = all ? crossings.size() : sentences_shown - 1;
  for (std::size_t i = 0; i < told; ++i) paragraph(spans(ui, app::crossing_phrases(shown, crossings[i])));
  if (crossings.size() > sentences_shown) {
    const std::size_t rest = crossings.size() - (sentences_shown - 1);
    const std::string label = all ? "Fewer" : std::to_string(rest) + " more crossings";
    if (link(ui, {std::string(more_id), "", label}, card.left(), y + 12)) ui.toggle(std::string(more_id));
    y += 24;
  }
  const std::string said = notes(shown);
  if (!said.empty()) paragraph({{said, quiet}});
  return card.close(y);
}

}  // namespace picker::ui
