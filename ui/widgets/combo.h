// A choice from a list: a field that shows what is chosen and opens a menu under it.
#pragma once

#include "target.h"

#include <string>
#include <vector>

namespace picker::ui {

struct MenuEntry {
  std::string label;
  bool heading = false;  // names the entries below it, cannot be chosen
};

// Gives the index of the entry chosen just now, else -1. `text` stands in the field.
int combo(const Ui& ui, const Widget& widget, Box box, const std::string& text,
          const std::vector<MenuEntry>& entries, int chosen);

// True while a menu is open that needs the wheel.
bool menu_scrolls();

}  // namespace picker::ui
