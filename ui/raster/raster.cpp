#include "raster.h"

#include "colour.h"
#include "scan.h"
#include "texture.h"

#include "imgui.h"

#include <array>
#include <cstddef>
#include <map>

namespace picker::ui {
namespace {

using namespace raster;

// One colour all over the triangle.
class Flat {
 public:
  explicit Flat(Colour colour) : colour_(colour) {}
  void start(int, int) {}
  void next() {}
  Colour colour() const { return colour_; }

 private:
  Colour colour_;
};

// From one colour at each corner.
class Shaded {
 public:
  Shaded(const Slopes& slopes, const std::array<Colour, 3>& corners)
      : channels_{ramp(slopes, corners, 0), ramp(slopes, corners, 1), ramp(slopes, corners, 2),
                  ramp(slopes, corners, 3)} {}

  void start(int row, int column) {
    for (Ramp& one : channels_) one.start(row, column);
  }
  void next() {
    for (Ramp& one : channels_) one.next();
  }
  Colour colour() const {
    Colour result = 0;
    for (std::size_t i = 0; i < 4; ++i)
      result |= static_cast<Colour>(std::clamp<std::int64_t>(rounded(channels_[i].value(), 0), 0, 255))
                << (8 * i);
    return result;
  }

 private:
  static Ramp ramp(const Slopes& slopes, const std::array<Colour, 3>& corners, int index) {
    return {slopes, double(channel(corners[0], index)), double(channel(corners[1], index)),
            double(channel(corners[2], index))};
  }

  std::array<Ramp, 4> channels_;
};

struct Vertex {
  Point at;
  // In texels, 0 at the first one's centre.
  double u = 0;
  double v = 0;
  Colour colour = 0;
};

using Triangle = std::array<Vertex, 3>;

// A texture times a tint, which is Flat or Shaded.
template <class Tint>
class Textured {
 public:
  Textured(const Slopes& slopes, const Triangle& triangle, const Texture& texture, const Tint& tint)
      : u_(slopes, triangle[0].u, triangle[1].u, triangle[2].u),
        v_(slopes, triangle[0].v, triangle[1].v, triangle[2].v),
        sampler_(texture),
        tint_(tint) {}

  void start(int row, int column) {
    u_.start(row, column);
    v_.start(row, column);
    sampler_.set_row(v_.value());
    tint_.start(row, column);
  }
  void next() {
    u_.next();
    tint_.next();
    if (v_.is_level()) return;
    v_.next();
    sampler_.set_row(v_.value());
  }
  Colour colour() const {
    const Colour texel = sampler_.at(u_.value());
    return alpha_of(texel) == 0 ? 0 : modulate(texel, tint_.colour());
  }

 private:
  Ramp u_, v_;
  Sampler sampler_;
  Tint tint_;
};

template <class Source>
void paint_span(std::uint8_t* pixel, int count, Source& source) {
  for (int i = 0; i < count; ++i, pixel += 4, source.next()) blend(pixel, source.colour());
}

template <>
void paint_span(std::uint8_t* pixel, int count, Flat& source) {
  const Colour colour = source.colour();
  if (alpha_of(colour) == 255)
    fill(pixel, count, colour);
  else
    for (int i = 0; i < count; ++i) blend(pixel + std::ptrdiff_t{4} * i, colour);
}

class Painter {
 public:
  Painter(Picture& picture, const Bounds& clip, const Texture& texture)
      : picture_(picture), clip_(clip), texture_(texture) {}

  void paint(const Triangle& triangle) {
    const auto& [a, b, c] = triangle;
    if (alpha_of(a.colour | b.colour | c.colour) == 0) return;
    const std::array<Point, 3> corners{a.at, b.at, c.at};
    const Slopes slopes(corners);
    if (slopes.area == 0) return;
    const bool one_texel = a.u == b.u && a.u == c.u && a.v == b.v && a.v == c.v;
    if (one_texel) {
      Sampler sampler(texture_);
      sampler.set_row(to_fixed(a.v));
      const Colour texel = sampler.at(to_fixed(a.u));
      paint_tinted(slopes, corners,
                   {modulate(texel, a.colour), modulate(texel, b.colour), modulate(texel, c.colour)},
                   [](const auto& tint) { return tint; });
    } else {
      paint_tinted(slopes, corners, {a.colour, b.colour, c.colour},
                   [&](const auto& tint) { return Textured(slopes, triangle, texture_, tint); });
    }
  }

 private:
  // `wrap` makes the source of colours from the tint.
  template <class Wrap>
  void paint_tinted(const Slopes& slopes, const std::array<Point, 3>& corners,
                    const std::array<Colour, 3>& colours, Wrap wrap) {
    if (colours[0] == colours[1] && colours[0] == colours[2])
      paint_source(corners, wrap(Flat(colours[0])));
    else
      paint_source(corners, wrap(Shaded(slopes, colours)));
  }

  template <class Source>
  void paint_source(const std::array<Point, 3>& corners, Source source) {
    scan_triangle(corners, clip_, [&](int row, int left, int right) {
      source.start(row, left);
      paint_span(picture_.rgba.data() + (std::size_t(row) * picture_.width + left) * 4, right - left, source);
    });
  }

  Picture& picture_;
  const Bounds& clip_;
  const Texture& texture_;
};

// ImGui's coordinates to the picture's.
class Placement {
 public:
  explicit Placement(const ImDrawData& data)
      : x_(data.DisplayPos.x),
        y_(data.DisplayPos.y),
        x_scale_(double{data.FramebufferScale.x} * 256),
        y_scale_(double{data.FramebufferScale.y} * 256) {}

  Point point(float x, float y) const {
    return {to_subpixels((x - x_) * x_scale_), to_subpixels((y - y_) * y_scale_)};
  }

  // The pixels of a rectangle with these corners.
  Bounds clip(const ImVec4& rectangle, const Picture& picture) const {
    const Point from = point(rectangle.x, rectangle.y);
    const Point to = point(rectangle.z, rectangle.w);
    return {std::max(0, first_centre(from.x)), std::max(0, first_centre(from.y)),
            std::min(picture.width, first_centre(to.x)), std::min(picture.height, first_centre(to.y))};
  }

 private:
  static std::int64_t to_subpixels(double value) {
    constexpr double most = 1 << 25;
    if (!(value > -most)) return -(1 << 25);
    // A cast cuts towards zero: made positive first.
    return static_cast<std::int64_t>(std::min(value, most) + most + 0.5) - (1 << 25);
  }

  double x_, y_, x_scale_, y_scale_;
};

// The textures of one picture.
class Textures {
 public:
  const Texture& of(const ImTextureData* data) {
    if (!data || !data->Pixels) return white_;
    const auto [found, is_new] = prepared_.try_emplace(data);
    if (is_new) found->second = Texture(data->Pixels, data->Width, data->Height, data->BytesPerPixel);
    return found->second;
  }

 private:
  Texture white_;
  std::map<const ImTextureData*, Texture> prepared_;
};

Vertex place(const ImDrawVert& vertex, const Placement& placement, const Texture& texture) {
  return {placement.point(vertex.pos.x, vertex.pos.y), double{vertex.uv.x} * texture.width() - 0.5,
          double{vertex.uv.y} * texture.height() - 0.5, vertex.col};
}

void draw_command(const ImDrawList& list, const ImDrawCmd& command, const Placement& placement,
                  Textures& textures, Picture& picture) {
  if (command.UserCallback) return;
  const Bounds clip = placement.clip(command.ClipRect, picture);
  if (clip.left >= clip.right || clip.top >= clip.bottom) return;
  const Texture& texture = textures.of(command.TexRef._TexData);
  Painter painter(picture, clip, texture);
  const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
  const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
  for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
    painter.paint({place(vertices[indices[i]], placement, texture),
                   place(vertices[indices[i + 1]], placement, texture),
                   place(vertices[indices[i + 2]], placement, texture)});
  }
}

Picture blank_picture(const ImDrawData& data, Colour background) {
  Picture picture;
  picture.width = std::max(0, static_cast<int>(data.DisplaySize.x * data.FramebufferScale.x + 0.5F));
  picture.height = std::max(0, static_cast<int>(data.DisplaySize.y * data.FramebufferScale.y + 0.5F));
  if (picture.width == 0 || picture.height == 0) return {};
  picture.rgba.resize(std::size_t(picture.width) * picture.height * 4);
  fill(picture.rgba.data(), picture.width * picture.height, background | opaque_bits);
  return picture;
}

void update_texture(ImTextureData& texture) {
  switch (texture.Status) {
    case ImTextureStatus_WantCreate:
      texture.SetTexID(ImTextureID(texture.UniqueID) + 1);
      [[fallthrough]];
    case ImTextureStatus_WantUpdates:
      texture.SetStatus(ImTextureStatus_OK);
      break;
    case ImTextureStatus_WantDestroy:
      if (texture.UnusedFrames == 0) break;
      texture.SetTexID(ImTextureID_Invalid);
      texture.SetStatus(ImTextureStatus_Destroyed);
      break;
    default:
      break;
  }
}

}  // namespace

void update_textures(const ImDrawData& data) {
  if (!data.Textures) return;
  for (ImTextureData* texture : *data.Textures) update_texture(*texture);
}

Picture rasterize(const ImDrawData& data, std::uint32_t background) {
  Picture picture = blank_picture(data, background);
  if (picture.rgba.empty()) return picture;
  const Placement placement(data);
  Textures textures;
  for (const ImDrawList* list : data.CmdLists)
    for (const ImDrawCmd& command : list->CmdBuffer)
      draw_command(*list, command, placement, textures, picture);
  return picture;
}

}  // namespace picker::ui
