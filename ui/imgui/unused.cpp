// What ImGui's core calls of tables, columns, tabs, menus and trees, which the face does not use: as
// functions that do nothing the linker can drop all that stands behind them, a sixth of the module.
// imgui_tables.cpp is not compiled; imgui_widgets.cpp is, with these names put aside (CMakeLists.txt).

#include "imgui.h"
#include "imgui_internal.h"

namespace ImGui {

void EndColumns() {}
void PushColumnsBackground() {}
void PopColumnsBackground() {}
void EndTable() {}
void TableEndCell(ImGuiTable*) {}
void TableEndRow(ImGuiTable*) {}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TablePopBackgroundChannel() {}
void TablePopColumnChannel() {}
void TablePushBackgroundChannel() {}
void TablePushColumnChannel(int) {}
void TableSettingsAddSettingsHandler() {}

bool CloseButton(ImGuiID, const ImVec2&) { return false; }
bool CollapseButton(ImGuiID, const ImVec2&) { return false; }
void EndMenuBar() {}
ImGuiMultiSelectIO* EndMultiSelect() { return nullptr; }
void EndTabBar() {}
bool Selectable(const char*, bool, ImGuiSelectableFlags, const ImVec2&) { return false; }
void SeparatorText(const char*) {}
void TreePop() {}

}  // namespace ImGui
