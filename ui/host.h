// The only door to the browser: shows the face in a <canvas>. Implemented by host_web.cpp in picker-canvas;
// in picker, which has no canvas, host_none.cpp says so. Used by the bindings alone.
//
// The page hears what it must do through "picker-request" events on the canvas, whose detail is
// {call: "edit"|"copy-link"|"switch-theme"|"show-table"|"open-address"|
// "download-csv", text, rect_css_px: [x, y, w, h]}.
#pragma once

#include "face.h"

#include <string>
#include <string_view>

namespace picker::ui {

struct HostEvents {
  void (*changed)();  // the face has changed the application's state
  void (*idle)();     // no frame is due any more
};

// {"ok":true} or the error: no-canvas (the selector names none), no-webgl, no-font, not-started, not-here. A
// canvas that is already shown is stopped first.
std::string start_canvas(app::App& app, std::string_view selector, FontFiles fonts, HostEvents events);
std::string stop_canvas();

// The face's table of widgets, "[]" without a canvas.
std::string widgets();
// Frames drawn since the canvas was started.
int frame_count();
// True where no frame is due; in a hidden page none is.
bool is_idle();

// The application's state was changed from outside: draw it.
void app_changed();
// The page's input of this field has the keyboard; empty: none.
void show_focus(std::string_view field);

}  // namespace picker::ui
