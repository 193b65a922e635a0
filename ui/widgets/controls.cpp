#include "controls.h"

#include "imgui.h"

#include <algorithm>
#include <cmath>

namespace picker::ui {
namespace {

constexpr float target_least = 24;
constexpr float chip_height = 26;
constexpr float knob_radius = 7;
constexpr float track_height = 4;

TextStyle body(ImU32 color, Weight weight = Weight::regular) { return {text_body, weight, color}; }

// The frame that fields and buttons share.
void frame(const Ui& ui, Box box, bool hovered, bool enabled = true) {
  ui.fill(box, ui.theme().field, control_radius);
  ui.stroke(box, hovered && enabled ? ui.theme().mute : ui.theme().edge, control_radius);
}

void path(const Ui& ui, std::initializer_list<ImVec2> points, ImVec2 origin, ImU32 color,
          float width = 1.5F) {
  for (const ImVec2& point : points) ui.draw->PathLineTo({origin.x + point.x, origin.y + point.y});
  ui.draw->PathStroke(color, 0, width);
}

// An arrow that turns back; `side` is -1 for left, 1 for right.
void draw_turn(const Ui& ui, ImVec2 at, float side, ImU32 color) {
  path(ui, {{side * 2, -5.5F}, {side * 5.5F, -2}, {side * 2, 1.5F}}, at, color);
  ui.draw->PathLineTo({at.x + side * 5.5F, at.y - 2});
  ui.draw->PathLineTo({at.x - side * 1.5F, at.y - 2});
  ui.draw->PathBezierCubicCurveTo({at.x - side * 6.2F, at.y - 2}, {at.x - side * 6.2F, at.y + 5},
                                  {at.x - side * 1.5F, at.y + 5}, 12);
  ui.draw->PathLineTo({at.x + side * 1, at.y + 5});
  ui.draw->PathStroke(color, 0, 1.5F);
}

}  // namespace

void draw_icon(const Ui& ui, Icon icon, float center_x, float center_y, ImU32 color) {
  const ImVec2 at{center_x, center_y};
  switch (icon) {
    case Icon::undo:
      draw_turn(ui, at, -1, color);
      break;
    case Icon::redo:
      draw_turn(ui, at, 1, color);
      break;
    case Icon::theme:
      ui.draw->AddCircle(at, 5.5F, color, 0, 1.5F);
      ui.draw->PathArcTo(at, 5.5F, -1.5708F, 1.5708F);
      ui.draw->PathFillConvex(color);
      break;
    case Icon::chevron_down:
      path(ui, {{-3.5F, -1.75F}, {0, 1.75F}, {3.5F, -1.75F}}, at, color);
      break;
    case Icon::chevron_right:
      path(ui, {{-1.75F, -3.5F}, {1.75F, 0}, {-1.75F, 3.5F}}, at, color);
      break;
    case Icon::external:
      path(ui, {{-3, 3}, {3, -3}}, at, color);
      path(ui, {{-1.5F, -3}, {3, -3}, {3, 1.5F}}, at, color);
      break;
    case Icon::arrow_up:
    case Icon::arrow_down: {
      const float side = icon == Icon::arrow_up ? -1 : 1;
      path(ui, {{0, -4 * side}, {0, 4 * side}}, at, color);
      path(ui, {{-3, 1 * side}, {0, 4 * side}, {3, 1 * side}}, at, color);
      break;
    }
  }
}

float button_width(const Ui& ui, std::string_view label) {
  return std::ceil(text_width(ui, label, body(0)) + 2 * 11);
}

bool button(const Ui& ui, const Widget& widget, Box box, ButtonLook look) {
  const Touch touch = target(ui, widget, box);
  const Theme& theme = ui.theme();
  ImU32 color = widget.enabled ? theme.ink : theme.mute;
  if (look == ButtonLook::primary) {
    ui.fill(box, theme.accent, control_radius);
    color = theme.on_accent;
  } else if (look == ButtonLook::plain) {
    frame(ui, box, touch.hovered, widget.enabled);
  } else {
    if (touch.hovered) ui.fill(box, theme.tint, control_radius);
    color = theme.accent;
  }
  draw_text(ui, box.x + box.width / 2, box.y + box.height / 2, widget.label, body(color), Align::center);
  return touch.clicked;
}

bool icon_button(const Ui& ui, const Widget& widget, Box box, Icon icon) {
  const Touch touch = target(ui, widget, box);
  frame(ui, box, touch.hovered, widget.enabled);
  draw_icon(ui, icon, box.x + box.width / 2, box.y + box.height / 2,
            widget.enabled ? ui.theme().soft : ui.theme().edge);
  if (touch.hovered) tooltip(ui, widget.label);
  return touch.clicked;
}

float chip_width(const Ui& ui, std::string_view label) {
  return std::ceil(text_width(ui, label, body(0)) + 2 * 10);
}

bool chip(const Ui& ui, Widget widget, float x, float y, bool on) {
  const Theme& theme = ui.theme();
  const Box box{x, y, chip_width(ui, widget.label), chip_height};
  widget.value = on ? "true" : "false";
  const Touch touch = target(ui, widget, box);
  if (on) ui.fill(box, theme.tint, chip_height / 2);
  ui.stroke(box, on ? theme.accent : touch.hovered ? theme.mute : theme.edge, chip_height / 2);
  draw_text(ui, x + box.width / 2, y + chip_height / 2, widget.label, body(on ? theme.accent : theme.soft),
            Align::center);
  return touch.clicked;
}

bool check(const Ui& ui, Widget widget, Box box, bool on) {
  const Theme& theme = ui.theme();
  widget.value = on ? "true" : "false";
  const Touch touch = target(ui, widget, box);
  const float middle = box.y + box.height / 2;
  const Box square{box.x + 1, ui.snap(middle - 8), 16, 16};
  ui.fill(square, on ? theme.accent : theme.field, 4);
  ui.stroke(square, on ? theme.accent : touch.hovered ? theme.mute : theme.edge, 4);
  if (on) path(ui, {{4, 8.5F}, {7, 11.5F}, {12, 5}}, {square.x, square.y}, theme.on_accent, 2);
  draw_text(ui, box.x + 26, middle, widget.label, body(theme.soft));
  return touch.clicked;
}

float tag(const Ui& ui, float x, float center_y, std::string_view text, ImU32 color) {
  const TextStyle style{text_small, Weight::regular, color};
  const float width = text_width(ui, text, style) + 12;
  ui.stroke({x, ui.snap(center_y - 9), width, 18}, ui.theme().edge, 4);
  draw_text(ui, x + 6, center_y, text, style);
  return width;
}

void number_field(const Ui& ui, const Widget& widget, Box box, std::string_view unit,
                  std::string_view empty) {
  const Theme& theme = ui.theme();
  const Touch touch = target(ui, widget, box, false);
  if (touch.hovered && widget.enabled) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  frame(ui, box, touch.hovered);
  const float middle = box.y + box.height / 2;
  float right = box.right() - 9;
  const bool none = widget.value.empty();
  const TextStyle style = body(none ? theme.mute : theme.ink);
  const std::string_view value = none ? empty : std::string_view(widget.value);
  const float unit_width = unit.empty() ? 0 : text_width(ui, unit, body(theme.mute)) + 4;
  // A long number needs the unit's room.
  if (!none && unit_width > 0 && text_width(ui, value, style) + unit_width <= box.width - 18) {
    draw_text(ui, right, middle, unit, body(theme.mute), Align::right);
    right -= unit_width;
  }
  draw_text(ui, right, middle, value, style, Align::right);
  if (touch.clicked) ui.ask(PageCall::edit, widget.field, box);
}

bool slider(const Ui& ui, Widget widget, Box box, float* position) {
  const Theme& theme = ui.theme();
  const float from = box.x + knob_radius;
  const float span = box.width - 2 * knob_radius;
  const Box reach{box.x, box.y + box.height / 2 - target_least / 2, box.width, target_least};
  const Touch touch = target(ui, std::move(widget), reach);
  if (touch.held) *position = std::clamp((ImGui::GetIO().MousePos.x - from) / span, 0.0F, 1.0F);
  const float middle = ui.snap(box.y + box.height / 2);
  const float at = from + span * std::clamp(*position, 0.0F, 1.0F);
  const float top = middle - track_height / 2;
  ui.fill({box.x, top, box.width, track_height}, theme.line, track_height / 2);
  ui.fill({box.x, top, at - box.x, track_height}, theme.accent, track_height / 2);
  // A ring is two filled circles: a stroked one looks ragged at this size.
  const float grown = touch.held || touch.hovered ? 1.0F : 0.0F;
  ui.draw->AddCircleFilled({at, middle}, knob_radius + grown, theme.accent);
  ui.draw->AddCircleFilled({at, middle}, knob_radius + grown - 2, touch.held ? theme.tint : theme.panel);
  return touch.held;
}

float segments_width(const Ui& ui, const std::vector<Widget>& choices) {
  float width = 4;
  for (const Widget& choice : choices) width += std::ceil(text_width(ui, choice.label, body(0))) + 20;
  return width;
}

int segments(const Ui& ui, const std::vector<Widget>& choices, Box box, int chosen) {
  const Theme& theme = ui.theme();
  ui.fill(box, theme.background, control_radius);
  ui.stroke(box, theme.line, control_radius);
  int pressed = -1;
  float x = box.x + 2;
  for (int i = 0; i < static_cast<int>(choices.size()); ++i) {
    Widget choice = choices[static_cast<std::size_t>(i)];
    const Box part{x, box.y + 2, std::ceil(text_width(ui, choice.label, body(0))) + 20, box.height - 4};
    choice.value = i == chosen ? "true" : "false";
    const Touch touch = target(ui, choice, part);
    if (i == chosen) {
      ui.fill(part, theme.panel, control_radius - 2);
      ui.stroke(part, theme.edge, control_radius - 2);
    }
    draw_text(ui, x + part.width / 2, part.y + part.height / 2, choice.label,
              body(i == chosen || touch.hovered ? theme.ink : theme.soft), Align::center);
    if (touch.clicked) pressed = i;
    x += part.width;
  }
  return pressed;
}

float tab_width(const Ui& ui, std::string_view label, bool chosen) {
  return text_width(ui, label, body(0, chosen ? Weight::semibold : Weight::regular));
}

float tab(const Ui& ui, const Widget& widget, float x, float center_y, bool chosen, bool* pressed) {
  const Theme& theme = ui.theme();
  const TextStyle style = body(chosen ? theme.ink : theme.soft, chosen ? Weight::semibold : Weight::regular);
  const float width = tab_width(ui, widget.label, chosen);
  const Touch touch = target(ui, widget, {x - 1, center_y - 14, width + 2, 28});
  draw_text(ui, x, center_y, widget.label, style);
  if (chosen) ui.fill({x, ui.snap(center_y + 14), width, 2}, theme.accent, 1);
  *pressed = touch.clicked;
  return width;
}

bool link(const Ui& ui, const Widget& widget, float x, float center_y, float* width) {
  const TextStyle style{text_small, Weight::regular, ui.theme().accent};
  const float wide = text_width(ui, widget.label, style);
  const Touch touch = target(
      ui, widget, {x - 1, center_y - target_least / 2, std::max(wide + 2, target_least), target_least});
  draw_text(ui, x, center_y, widget.label, style);
  if (touch.hovered) ui.horizontal(x, x + wide, center_y + 7, ui.theme().accent);
  if (width) *width = wide;
  return touch.clicked;
}

bool link_lines(const Ui& ui, const Widget& widget, float x, float top, float width, float* height) {
  const TextStyle style{text_small, Weight::regular, ui.theme().accent};
  const float wide = std::min(width, text_width(ui, widget.label, style));
  *height = draw_paragraph(ui, x, top, width, line_height_small, {{widget.label, style}});
  const float tall = std::max(target_least, *height);
  const Touch touch =
      target(ui, widget, {x - 1, top + (*height - tall) / 2, std::max(wide + 2, target_least), tall});
  if (touch.hovered) ui.horizontal(x, x + wide, top + *height - 2, ui.theme().accent);
  return touch.clicked;
}

bool fold(const Ui& ui, const Widget& widget, Box box, bool open) {
  const Touch touch = target(ui, widget, box);
  const float middle = box.y + box.height / 2;
  draw_icon(ui, open ? Icon::chevron_down : Icon::chevron_right, box.x + 10, middle, ui.theme().mute);
  draw_text(ui, box.x + 20, middle, widget.label, body(touch.hovered ? ui.theme().ink : ui.theme().soft));
  return touch.clicked;
}

}  // namespace picker::ui
