// Turns ImGui's draw data into a picture without a GPU: the same bytes natively and in WebAssembly, for
// golden pictures, the README and the pictures that are saved or shared. Never draws text or shapes of its
// own.
#pragma once

#include <cstdint>
#include <vector>

struct ImDrawData;

namespace picker::ui {

struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;  // rows from the top, four bytes a pixel, opaque
};

// Answers ImGui 1.92's requests to create, update and destroy textures, as a renderer must before it draws.
void update_textures(const ImDrawData& data);

// The draw data over an opaque background (0xAABBGGRR, as IM_COL32), at its own framebuffer scale.
Picture rasterize(const ImDrawData& data, std::uint32_t background);

}  // namespace picker::ui
