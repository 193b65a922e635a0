// The card of plots and tables: a tab for each view of the field table, and the axis of the plot.

#include "panels.h"

#include "../widgets/card.h"
#include "../widgets/controls.h"

#include "../../wasm/contract/fields.h"

#include <algorithm>

namespace picker::ui {
namespace {

const Field& view_field(std::string_view path) {
  int workload = 0;
  return *find_field(path, &workload);
}

constexpr float tab_gap = 18;
constexpr float axis_height = 30;

// Beside the tabs where there is room, which begins at `left`; else below them. Gives the height that it
// takes of what is below.
float draw_axis_choice(const Ui& ui, const app::Shown& shown, float left, float right, float center_y) {
  const std::string path = "view.plot_axis";
  const Field& field = view_field(path);
  const std::string value = shown.state.view["plot_axis"].get<std::string>();
  std::vector<Widget> choices;
  int chosen = -1;
  for (const Choice& choice : *field.choices) {
    if (choice.value == value) chosen = static_cast<int>(choices.size());
    const std::string name = joined(path, "=", choice.value);
    choices.push_back({joined("segment:", name), name, choice.label});
  }
  const float width = segments_width(ui, choices);
  const bool below = right - width < left;
  if (below) center_y += axis_height + 11;
  const int pressed =
      segments(ui, choices, {right - width, center_y - axis_height / 2, width, axis_height}, chosen);
  if (pressed >= 0) ui.set(path, std::string((*field.choices)[static_cast<std::size_t>(pressed)].value));
  return below ? axis_height - 8 : 0;
}

// Less where the card is too narrow for all of them.
float gap_of_tabs(const Ui& ui, const std::vector<Choice>& choices, std::string_view chosen, float room) {
  for (const Choice& choice : choices) room -= tab_width(ui, choice.label, choice.value == chosen);
  return std::min(tab_gap, room / static_cast<float>(choices.size() - 1));
}

float least_height(Box place, float top) {
  return place.height > 0 ? place.bottom() - card_padding - top : 0;
}

}  // namespace

float draw_plot_tabs(const Ui& ui, const app::Shown& shown, Box place) {
  Card card(ui, place.x, place.y, place.width, place.height);
  const float middle = card.top() + 9;
  const std::string value = shown.state.view["tab"].get<std::string>();
  const auto& choices = *view_field("view.tab").choices;
  const float gap = gap_of_tabs(ui, choices, value, card.width());
  float x = card.left();
  for (const Choice& choice : choices) {
    bool pressed = false;
    const std::string name(choice.value);
    x += tab(ui, {joined("tab:", name), "view.tab=" + name, choice.label}, x, middle, choice.value == value,
             &pressed) +
         gap;
    if (pressed) ui.set("view.tab", name);
  }
  ui.horizontal(card.left(), card.right(), middle + 15, ui.theme().line);
  float top = middle + 26;
  if (shown.table) return card.close(draw_table(ui, shown, {card.left(), top, card.width(), 0}));
  if (shown.day)
    return card.close(draw_day(ui, shown, {card.left(), top, card.width(), least_height(place, top)}));
  top += draw_axis_choice(ui, shown, x, card.right(), middle - 2);
  return card.close(draw_flips(ui, shown, {card.left(), top, card.width(), least_height(place, top)}));
}

}  // namespace picker::ui
