#include "host.h"

#include "../wasm/contract/json_text.h"

namespace picker::ui {
namespace {

std::string not_here() {
  return write_json(error_json({"not-here", "", "This module has no canvas; picker-canvas has."}));
}

}  // namespace

std::string start_canvas(app::App&, std::string_view, FontFiles, HostEvents) { return not_here(); }
std::string stop_canvas() { return not_here(); }
std::string widgets() { return "[]"; }
int frame_count() { return 0; }
bool is_idle() { return true; }
void app_changed() {}
void show_focus(std::string_view) {}

}  // namespace picker::ui
