#include "target.h"

#include "../text.h"

#include "imgui_internal.h"

#include <algorithm>
#include <utility>

namespace picker::ui {
namespace {

ImRect rect(Box box) { return {box.x, box.y, box.right(), box.bottom()}; }

bool same_widget(std::string_view focus, const Widget& widget) {
  return !focus.empty() && (focus == widget.id || focus == widget.field);
}

}  // namespace

Touch target(const Ui& ui, Widget widget, Box reach, bool cursor_hand) {
  ImGuiContext& g = *GImGui;
  const ImGuiID id = ImGui::GetID(widget.id.c_str());
  widget.box = reach;
  widget.item = id;
  if (same_widget(ui.focus, widget)) ui.rings->push_back(reach);
  Touch touch;
  const bool seen = ImGui::ItemAdd(rect(reach), id, nullptr, widget.enabled ? 0 : ImGuiItemFlags_Disabled);
  if (seen && widget.enabled) {
    touch.clicked = ImGui::ButtonBehavior(rect(reach), id, &touch.hovered, &touch.held);
    touch.pressed = touch.held && g.ActiveIdIsJustActivated;
    if (touch.hovered && cursor_hand) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  IMGUI_TEST_ENGINE_ITEM_INFO(id, widget.label.c_str(), g.LastItemData.StatusFlags);
  ui.widgets->push_back(std::move(widget));
  return touch;
}

bool hover_area(const Ui&, const std::string& id, Box box) {
  const ImGuiID item = ImGui::GetID(id.c_str());
  if (!ImGui::ItemAdd(rect(box), item, nullptr, ImGuiItemFlags_NoNav)) return false;
  return ImGui::ItemHoverable(rect(box), item, ImGuiItemFlags_None);
}

void tooltip(const Ui& ui, const std::string& text) {
  constexpr float width_most = 300;
  const TextStyle style{text_small, Weight::regular, ui.theme().ink};
  const float width = std::min(width_most, text_width(ui, text, style));
  const float height = draw_paragraph(ui, 0, 0, width + 1, line_height_small, {{text, style}}, false);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  Box box{mouse.x + 12, mouse.y + 16, width + 2 * space_2 + 4, height + 2 * space_2};
  if (box.right() > size.x - space_1) box.x = std::max(space_1, size.x - space_1 - box.width);
  if (box.bottom() > size.y - space_1) box.y = std::max(space_1, mouse.y - box.height - space_2);
  Ui above = ui;
  above.draw = ImGui::GetForegroundDrawList();
  above.marks = nullptr;
  above.fill(box, ui.theme().panel, control_radius);
  above.stroke(box, ui.theme().edge, control_radius);
  draw_paragraph(above, box.x + space_2 + 2, box.y + space_2, width + 1, line_height_small, {{text, style}});
}

}  // namespace picker::ui
