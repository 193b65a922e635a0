#include "combo.h"

#include "controls.h"

#include "../../wasm/engine/on_need.h"

#include "imgui_internal.h"

#include <algorithm>

namespace picker::ui {
namespace {

constexpr float entry_height = 28;
constexpr float menu_height_most = 340;
constexpr float menu_margin = 4;

float menu_width(const Ui& ui, float least, const std::vector<MenuEntry>& entries) {
  float width = least;
  for (const MenuEntry& entry : entries)
    width = std::max(width, text_width(ui, entry.label, {text_body, Weight::regular, 0}) + 36);
  return width;
}

// Below the field, or above it where there is more room.
Box menu_place(Box field, float width, float height) {
  const ImVec2 room = ImGui::GetIO().DisplaySize;
  Box menu{field.x, field.bottom() + menu_margin, width, height};
  if (menu.right() > room.x - menu_margin) menu.x = std::max(menu_margin, field.right() - width);
  if (menu.bottom() > room.y - menu_margin && field.y - menu_margin > height)
    menu.y = field.y - menu_margin - height;
  menu.y = std::max(menu_margin, std::min(menu.y, room.y - menu_margin - height));
  return menu;
}

bool draw_entry(const Ui& ui, const std::string& owner, std::size_t index, const MenuEntry& entry, Box row,
                bool chosen) {
  const Theme& theme = ui.theme();
  const float middle = row.y + row.height / 2;
  if (entry.heading) {
    draw_text(ui, row.x + 10, middle, entry.label, {text_small, Weight::semibold, theme.mute});
    return false;
  }
  const Touch touch = target(
      ui, {joined("entry:", owner) + ":" + std::to_string(index), "", entry.label, chosen ? "true" : "false"},
      row);
  if (touch.hovered || chosen) ui.fill(row, touch.hovered ? theme.tint : theme.background, 4);
  draw_text(ui, row.x + 10, middle, entry.label,
            {text_body, chosen ? Weight::semibold : Weight::regular, theme.ink});
  return touch.clicked;
}

int draw_menu(const Ui& ui, const std::string& owner, const std::vector<MenuEntry>& entries, int chosen) {
  Ui inside = ui;
  inside.draw = ImGui::GetWindowDrawList();
  int picked = -1;
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Box row{start.x, start.y + entry_height * static_cast<float>(i), width, entry_height};
    if (draw_entry(inside, owner, i, entries[i], row, static_cast<int>(i) == chosen))
      picked = static_cast<int>(i);
  }
  ImGui::Dummy({width, entry_height * static_cast<float>(entries.size())});
  return picked;
}

PICKER_ON_NEED int draw_popup(const Ui& ui, const std::string& owner, Box field,
                              const std::vector<MenuEntry>& entries, int chosen) {
  const float whole = entry_height * static_cast<float>(entries.size()) + 2 * menu_margin;
  const Box place =
      menu_place(field, menu_width(ui, field.width, entries), std::min(whole, menu_height_most));
  ImGui::SetNextWindowPos({place.x, place.y});
  ImGui::SetNextWindowSize({place.width, place.height});
  int picked = -1;
  if (ImGui::BeginPopup(joined("menu:", owner).c_str(),
                        ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
    // A long list opens at what is chosen.
    if (ImGui::IsWindowAppearing())
      ImGui::SetScrollY(entry_height * static_cast<float>(chosen) - place.height / 2);
    picked = draw_menu(ui, owner, entries, chosen);
    if (picked >= 0) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  return picked;
}

}  // namespace

int combo(const Ui& ui, const Widget& widget, Box box, const std::string& text,
          const std::vector<MenuEntry>& entries, int chosen) {
  const Theme& theme = ui.theme();
  const Touch touch = target(ui, widget, box);
  ui.fill(box, theme.field, control_radius);
  ui.stroke(box, touch.hovered ? theme.mute : theme.edge, control_radius);
  const float middle = box.y + box.height / 2;
  draw_text_cut(ui, box.x + 9, middle, box.width - 32, text, {text_body, Weight::regular, theme.ink});
  draw_icon(ui, Icon::chevron_down, box.right() - 14, middle, theme.mute);

  const std::string menu = joined("menu:", widget.id);
  if (touch.clicked) ImGui::OpenPopup(menu.c_str());
  return ImGui::IsPopupOpen(menu.c_str()) ? draw_popup(ui, widget.id, box, entries, chosen) : -1;
}

bool menu_scrolls() {
  const ImGuiContext& g = *GImGui;
  return g.OpenPopupStack.Size > 0 && g.OpenPopupStack.back().Window &&
         g.OpenPopupStack.back().Window->ScrollMax.y > 0;
}

}  // namespace picker::ui
