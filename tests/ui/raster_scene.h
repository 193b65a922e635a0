// Draw data made by hand, and what is looked at in its picture.
#pragma once

#include "raster/raster.h"

#include "imgui.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace picker::ui {

constexpr ImU32 black = IM_COL32(0, 0, 0, 255);
constexpr ImU32 white = IM_COL32(255, 255, 255, 255);
constexpr ImU32 half_black = IM_COL32(0, 0, 0, 128);
// White under half_black: 255 * 127 / 255.
constexpr int once = 127;

using Art = std::vector<std::string>;

struct Corner {
  float x, y;
  ImU32 colour = black;
  float u = 0, v = 0;
};

class Scene {
 public:
  Scene(float width, float height) : list_(nullptr) {
    data_.DisplaySize = ImVec2(width, height);
    data_.FramebufferScale = ImVec2(1, 1);
    data_.CmdLists.push_back(&list_);
    command(ImVec4(0, 0, width, height));
  }

  ImDrawData& data() { return data_; }
  ImDrawList& list() { return list_; }

  // What follows is drawn within `clip`.
  ImDrawCmd& command(const ImVec4& clip, ImTextureData* texture = nullptr) {
    ImDrawCmd added;
    added.ClipRect = clip;
    if (texture) added.TexRef = texture->GetTexRef();
    added.IdxOffset = list_.IdxBuffer.Size;
    list_.CmdBuffer.push_back(added);
    return list_.CmdBuffer.back();
  }

  Scene& triangle(const Corner& a, const Corner& b, const Corner& c) {
    for (const Corner& corner : {a, b, c}) {
      list_.IdxBuffer.push_back(list_.VtxBuffer.Size);
      ImDrawVert vertex;
      vertex.pos = ImVec2(corner.x, corner.y);
      vertex.uv = ImVec2(corner.u, corner.v);
      vertex.col = corner.colour;
      list_.VtxBuffer.push_back(vertex);
    }
    list_.CmdBuffer.back().ElemCount += 3;
    return *this;
  }

  // Two triangles, as ImGui draws rectangles; the texture from corner to corner.
  Scene& rectangle(float left, float top, float right, float bottom, ImU32 colour = black) {
    const Corner a{left, top, colour, 0, 0};
    const Corner b{right, top, colour, 1, 0};
    const Corner c{right, bottom, colour, 1, 1};
    const Corner d{left, bottom, colour, 0, 1};
    return triangle(a, b, c).triangle(a, c, d);
  }

  Picture picture(ImU32 background = white) const { return rasterize(data_, background); }

 private:
  ImDrawList list_;
  ImDrawData data_;
};

inline int red_at(const Picture& picture, int x, int y) {
  return picture.rgba[(std::size_t(y) * picture.width + x) * 4];
}

inline std::vector<int> pixel_at(const Picture& picture, int x, int y) {
  const std::uint8_t* pixel = &picture.rgba[(std::size_t(y) * picture.width + x) * 4];
  return {pixel[0], pixel[1], pixel[2], pixel[3]};
}

// '.' where white is left, '#' where something was drawn.
inline Art art(const Picture& picture) {
  Art rows(picture.height, std::string(picture.width, '.'));
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x) rows[y][x] = red_at(picture, x, y) == 255 ? '.' : '#';
  return rows;
}

// A texture with the pixels given, as if a renderer had it.
struct Pixels {
  Pixels(ImTextureFormat format, int width, int height, const std::vector<std::uint8_t>& bytes) {
    texture.Create(format, width, height);
    std::copy(bytes.begin(), bytes.end(), texture.Pixels);
    texture.SetTexID(1);
    texture.SetStatus(ImTextureStatus_OK);
  }
  ImTextureData texture;
};

}  // namespace picker::ui
