// The break-even of two offers: which two, each crossing as a sentence, the claim that is tested.

#include "panels.h"

#include "../app/exercise.h"
#include "../app/verdict.h"
#include "../app/words.h"
#include "../widgets/card.h"
#include "../widgets/combo.h"
#include "../widgets/controls.h"

#include "../../wasm/engine/order.h"

#include <algorithm>

namespace picker::ui {
namespace {

constexpr std::size_t sentences_shown = 3;
constexpr std::string_view more_id = "crossings:more";

struct OfferMenu {
  std::vector<MenuEntry> entries;
  std::vector<std::string> ids;  // empty for "Auto" and headings
  int chosen = 0;
};

OfferMenu offer_menu(const app::Shown& shown, const std::string& value, const std::string& automatic) {
  OfferMenu menu;
  menu.entries.push_back({automatic.empty() ? "Auto" : "Auto: " + automatic});
  menu.ids.emplace_back();
  std::vector<const AdmittedOffer*> offers;
  for (const AdmittedOffer& offer : shown.comparison.admitted) offers.push_back(&offer);
  sort_by(offers, [](const AdmittedOffer* one, const AdmittedOffer* other) {
    return one->priced.offer.platform->name < other->priced.offer.platform->name;
  });
  const Platform* platform = nullptr;
  for (const AdmittedOffer* admitted : offers) {
    const Offer& offer = admitted->priced.offer;
    if (offer.platform != platform)
      menu.entries.push_back({offer.platform->name, true}), menu.ids.emplace_back();
    platform = offer.platform;
    if (offer.id == value) menu.chosen = static_cast<int>(menu.entries.size());
    const bool many = shown.request.workload.models.size() > 1;
    menu.entries.push_back({offer.label + (many ? ", " + offer.model->label : "")});
    menu.ids.push_back(offer.id);
  }
  return menu;
}

void draw_offer_choice(const Ui& ui, const app::Shown& shown, const std::string& key,
                       const std::string& label, Box box) {
  const Json& held = shown.state.view[key];
  const std::string value = held.is_string() ? held.get<std::string>() : "";
  const PricedOffer* used = !shown.break_even ? nullptr
                            : key == "a"      ? shown.break_even->a
                                              : shown.break_even->b;
  const std::string automatic = value.empty() && used ? used->offer.label : "";
  const OfferMenu menu = offer_menu(shown, value, automatic);
  draw_text(ui, box.x, box.y - 10, label, {text_small, Weight::regular, ui.theme().mute});
  const std::string path = "view." + key;
  const std::string text = menu.chosen > 0 ? menu.entries[static_cast<std::size_t>(menu.chosen)].label
                           : value.empty() ? menu.entries.front().label
                                           : value;
  const int picked =
      combo(ui, {joined("combo:", path), path, label, value}, box, text, menu.entries, menu.chosen);
  if (picked < 0) return;
  const std::string& id = menu.ids[static_cast<std::size_t>(picked)];
  ui.set(path, id.empty() ? InputValue() : InputValue(id));
}

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
  draw_offer_choice(ui, shown, "a", "This offer", {card.left(), y, half, control_height});
  draw_offer_choice(ui, shown, "b", "against", {card.left() + half + 10, y, half, control_height});
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
