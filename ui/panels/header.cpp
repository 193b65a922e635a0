// The top line: the name, the preset chooser, the date of the prices, and what acts on the whole page.

#include "panels.h"

#include "../app/words.h"
#include "../widgets/combo.h"
#include "../widgets/controls.h"

#include "../../wasm/contract/request.h"
#include "../../wasm/engine/numbers/numeric_text.h"

#include <algorithm>

namespace picker::ui {
namespace {

constexpr float preset_width_most = 240;

void draw_mark(const Ui& ui, float x, float y) {
  const auto at = [&](float px, float py) { return ImVec2{x + px, y + py}; };
  const ImVec2 straight[] = {at(2, 18), at(20, 5)};
  const ImVec2 stepped[] = {at(2, 12), at(9, 12), at(9, 8.5F), at(20, 8.5F)};
  ui.draw->AddPolyline(straight, 2, ui.theme().series[0], 0, 2.4F);
  ui.draw->AddPolyline(stepped, 4, ui.theme().series[1], 0, 2.4F);
}

struct PresetMenu {
  std::vector<MenuEntry> entries;
  std::vector<std::string> ids;  // of each entry, empty for headings
  int chosen = 0;
  std::string text = "Your own";
};

PresetMenu preset_menu(const app::Shown& shown) {
  PresetMenu menu;
  for (const Catalog* catalog : {&shown.rates.market, &shown.rates.lesson}) {
    bool headed = false;
    for (const Preset& preset : shown.rates.presets) {
      const Json* id = value_at(preset.request, "catalog");
      if (!id || *id != catalog->id) continue;
      // The settings of an exercise are chosen in it.
      const bool setting = !preset.exercise.empty() && preset.exercise != preset.id;
      if (setting && preset.id != shown.preset) continue;
      if (!headed) menu.entries.push_back({catalog->label, true}), menu.ids.emplace_back();
      headed = true;
      if (preset.id == shown.preset) {
        menu.chosen = static_cast<int>(menu.entries.size());
        menu.text = preset.label;
      }
      menu.entries.push_back({preset.label});
      menu.ids.push_back(preset.id);
    }
  }
  return menu;
}

void draw_preset_chooser(const Ui& ui, const app::Shown& shown, Box box) {
  const PresetMenu menu = preset_menu(shown);
  const int picked = combo(ui, {"combo:preset", "preset", "Preset", shown.preset}, box,
                           "Preset: " + menu.text, menu.entries, menu.chosen);
  if (picked >= 0) ui.choose_preset(menu.ids[static_cast<std::size_t>(picked)]);
}

}  // namespace

float draw_header(const Ui& ui, const app::Shown& shown, Box place) {
  const Theme& theme = ui.theme();
  const float bottom = place.y + header_height;
  const float middle = place.y + header_height / 2;
  ui.fill({place.x, place.y, place.width, header_height}, theme.panel);
  ui.horizontal(place.x, place.right(), bottom - 1, theme.line);

  float left = place.x + space_4;
  draw_mark(ui, left, middle - 11);
  left += 22 + space_3;
  left += draw_text(ui, left, middle, "Inference Platform Picker",
                    {text_brand, Weight::semibold, theme.ink, -0.1F}) +
          space_4;

  const float top = middle - control_height / 2;
  float right = place.right() - space_4;
  const auto button_at = [&](float width) {
    right -= width;
    const Box box{right, top, width, control_height};
    right -= space_2;
    return box;
  };
  if (button(ui, {"button:copy", "copy", "Copy link"}, button_at(button_width(ui, "Copy link")),
             ButtonLook::primary))
    ui.ask(PageCall::copy_link);
  if (button(ui, {"button:show-table", "show-table", "Accessible view"},
             button_at(button_width(ui, "Accessible view"))))
    ui.ask(PageCall::show_table);
  if (icon_button(ui, {"button:theme", "theme", theme.dark ? "Light theme" : "Dark theme"},
                  button_at(control_height), Icon::theme))
    ui.ask(PageCall::switch_theme);
  if (icon_button(ui, {"button:redo", "redo", "Redo", "", shown.can_redo}, button_at(control_height),
                  Icon::redo))
    ui.command("redo");
  if (icon_button(ui, {"button:undo", "undo", "Undo", "", shown.can_undo}, button_at(control_height),
                  Icon::undo))
    ui.command("undo");

  const std::string date = "prices of " + app::date(shown.catalog.as_of);
  const std::string whole =
      text::integer(static_cast<double>(shown.catalog.platforms.size())) + " platforms · " + date;
  const TextStyle quiet{text_body, Weight::regular, theme.mute};
  const float preset_room = std::min(preset_width_most, right - space_2 - left);
  for (const std::string& said : {whole, date}) {
    if (right - space_2 - text_width(ui, said, quiet) < left + preset_room + space_4) continue;
    draw_text(ui, right - space_2, middle, said, quiet, Align::right);
    break;
  }
  draw_preset_chooser(ui, shown, {left, top, preset_room, control_height});
  return bottom;
}

float draw_footer(const Ui& ui, const app::Shown& shown, Box place) {
  const TextStyle style{text_small, Weight::regular, ui.theme().mute};
  const std::string said =
      "Prices of " + app::date(shown.catalog.as_of) +
      "; nothing leaves your browser. A number is published by the platform, measured in a "
      "benchmark, modelled by a formula, assumed by us, or yours.";
  return place.y + draw_paragraph(ui, place.x, place.y, place.width, line_height_small, {{said, style}});
}

}  // namespace picker::ui
