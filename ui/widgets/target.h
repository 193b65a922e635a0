// The part of a widget that takes the mouse: registers it with ImGui and in the widget table, draws its focus
// ring.
#pragma once

#include "../ui.h"

namespace picker::ui {

struct Touch {
  bool hovered = false;
  bool held = false;
  bool pressed = false;  // the moment the button goes down
  bool clicked = false;  // released over the widget it went down on
};

// `reach` is the area that takes the mouse, at least 24 px high and wide; `cursor_hand` shows that it can be
// pressed.
Touch target(const Ui& ui, Widget widget, Box reach, bool cursor_hand = true);

// Something that only explains itself when hovered.
bool hover_area(const Ui& ui, const std::string& id, Box box);

// A note beside the mouse, drawn above everything.
void tooltip(const Ui& ui, const std::string& text);

}  // namespace picker::ui
