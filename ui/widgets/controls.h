// The controls of the face, one function each: buttons, fields, choices. Each draws itself, takes the mouse
// and says what was done; none changes any state.
#pragma once

#include "target.h"

#include "../text.h"

#include <string>
#include <vector>

namespace picker::ui {

enum class Icon { undo, redo, theme, chevron_down, chevron_right, external, arrow_up, arrow_down };
void draw_icon(const Ui& ui, Icon icon, float center_x, float center_y, ImU32 color);

enum class ButtonLook { plain, primary, quiet };

// Width of a button that holds its label.
float button_width(const Ui& ui, std::string_view label);
bool button(const Ui& ui, const Widget& widget, Box box, ButtonLook look = ButtonLook::plain);
bool icon_button(const Ui& ui, const Widget& widget, Box box, Icon icon);

// A toggle with round ends; its width follows the label.
float chip_width(const Ui& ui, std::string_view label);
bool chip(const Ui& ui, Widget widget, float x, float y, bool on);

// A box to tick with its label beside it.
bool check(const Ui& ui, Widget widget, Box box, bool on);

// One word of a small label in a frame, such as "memory". Gives its width.
float tag(const Ui& ui, float x, float center_y, std::string_view text, ImU32 color);

// Shows a number that is edited in the page's own input: a press asks for it.
void number_field(const Ui& ui, const Widget& widget, Box box, std::string_view unit,
                  std::string_view empty = "none");

// A track with a knob over [0, 1]. True while it is dragged, with `position` where the mouse is.
bool slider(const Ui& ui, Widget widget, Box box, float* position);

// Two or more words of which one is chosen. Gives the index that was pressed, else -1.
int segments(const Ui& ui, const std::vector<Widget>& choices, Box box, int chosen);
float segments_width(const Ui& ui, const std::vector<Widget>& choices);

// A tab's word with a line under the chosen one. Gives its width; `pressed` says whether it was.
float tab(const Ui& ui, const Widget& widget, float x, float center_y, bool chosen, bool* pressed);
float tab_width(const Ui& ui, std::string_view label, bool chosen);

// Words that act when pressed, in the accent colour.
bool link(const Ui& ui, const Widget& widget, float x, float center_y, float* width = nullptr);
// The same over as many small lines as it takes; `height` is theirs.
bool link_lines(const Ui& ui, const Widget& widget, float x, float top, float width, float* height);

// A row that opens or closes what is under it. True when it was pressed.
bool fold(const Ui& ui, const Widget& widget, Box box, bool open);

}  // namespace picker::ui
