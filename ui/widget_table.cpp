#include "widget_table.h"

#include "../wasm/contract/json_text.h"

#include "imgui_internal.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace {

// Of the items of the current frame: ImGui tells every item through its test hooks as it is added.
struct Items {
  int frame = -1;
  std::vector<std::pair<ImGuiID, ImRect>> rects;
};

Items& items() {
  static Items instance;
  return instance;
}

}  // namespace

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* ctx, ImGuiID id, const ImRect& bb, const ImGuiLastItemData*) {
  if (id == 0) return;
  if (items().frame != ctx->FrameCount) items() = {ctx->FrameCount, {}};
  items().rects.emplace_back(id, bb);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }

namespace picker::ui {

std::string widgets_json(const std::vector<Widget>& widgets) {
  JsonText out;
  out.open_array();
  for (const Widget& widget : widgets) {
    const auto found = std::find_if(items().rects.begin(), items().rects.end(),
                                    [&](const auto& each) { return each.first == widget.item; });
    if (found == items().rects.end()) continue;
    const ImRect& rect = found->second;
    out.open_object().set("id", widget.id).set_text_or_null("field", widget.field).set("label", widget.label);
    out.key("rect_css_px").open_array();
    for (const float side : {rect.Min.x, rect.Min.y, rect.GetWidth(), rect.GetHeight()})
      out.add(static_cast<double>(side));
    out.close_array().set("enabled", widget.enabled).set("value", widget.value).close_object();
  }
  return out.close_array().take();
}

}  // namespace picker::ui
