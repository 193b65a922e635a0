// Colours, type sizes and spacing of the face: the one place for each. Never draws.
#pragma once

#include "imgui.h"

#include <array>

namespace picker::ui {

constexpr int series_count = 6;

// Colours as ImGui packs them. Series are Okabe and Ito's, dark enough or light enough for their background.
struct Theme {
  bool dark;
  ImU32 background, panel, field;
  ImU32 ink, soft, mute;   // text: strong, normal, quiet; each at least 4.5 : 1 on the panel
  ImU32 line, edge, grid;  // separators, borders of controls, plot grid
  ImU32 accent, on_accent, tint;
  ImU32 bar, warn, bad;
  ImU32 reach;  // where the load cannot get to
  std::array<ImU32, series_count> series;
};

const Theme& theme(bool dark, bool high_contrast);

ImU32 with_alpha(ImU32 color, float alpha);

// Text sizes in whole CSS pixels.
constexpr float text_small = 12;
constexpr float text_body = 13;
constexpr float text_brand = 14;
constexpr float text_figure = 15;
constexpr float text_headline = 21;

// Spacing steps.
constexpr float space_1 = 4;
constexpr float space_2 = 8;
constexpr float space_3 = 12;
constexpr float space_4 = 16;

constexpr float card_padding = 14;
constexpr float card_radius = 10;
constexpr float control_height = 30;
constexpr float control_radius = 6;
constexpr float header_height = 48;
constexpr float row_height = 31;
constexpr float line_height = 19;  // of body text
constexpr float line_height_small = 17;

}  // namespace picker::ui
