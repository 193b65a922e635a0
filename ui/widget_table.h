// The table of widgets of a frame: what each is called, which input it sets, where it stands. For tests and
// for the page, which opens its own inputs over them. Positions come from ImGui's test hooks.
#pragma once

#include "ui.h"

#include <string>
#include <vector>

namespace picker::ui {

// [{id, field|null, label, rect_css_px: [x, y, width, height], enabled, value}]
std::string widgets_json(const std::vector<Widget>& widgets);

}  // namespace picker::ui
