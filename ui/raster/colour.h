// Colours of four bytes, red in the lowest (IM_COL32): mixing, textures, and what is linear over a triangle.
// Fixed point wherever pixels are counted, so the bytes are the same everywhere.
#pragma once

#include "scan.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace picker::ui::raster {

using Colour = std::uint32_t;

constexpr Colour white = 0xFFFFFFFFU;
constexpr Colour opaque_bits = 0xFF000000U;

inline std::uint32_t channel(Colour colour, int index) { return (colour >> (8 * index)) & 255U; }
inline std::uint32_t alpha_of(Colour colour) { return colour >> 24; }

// a * b / 255, rounded to the nearest.
inline std::uint32_t scale(std::uint32_t a, std::uint32_t b) {
  const std::uint32_t product = a * b + 128;
  return (product + (product >> 8)) >> 8;
}

inline Colour modulate(Colour a, Colour b) {
  if ((a & ~opaque_bits) == ~opaque_bits) return (b & ~opaque_bits) | (scale(alpha_of(a), alpha_of(b)) << 24);
  Colour result = 0;
  for (int i = 0; i < 4; ++i) result |= scale(channel(a, i), channel(b, i)) << (8 * i);
  return result;
}

// `over` on an opaque colour, each channel rounded to the nearest. Two channels a time, 16 bits for each.
inline Colour mix(Colour under, Colour over) {
  constexpr std::uint32_t lanes = 0x00FF00FFU;
  const std::uint32_t alpha = alpha_of(over);
  const std::uint32_t rest = 255 - alpha;
  const auto mix_lanes = [&](std::uint32_t below, std::uint32_t above) {
    const std::uint32_t sum = (above & lanes) * alpha + (below & lanes) * rest + 0x00800080U;
    return ((sum + ((sum >> 8) & lanes)) >> 8) & lanes;
  };
  return mix_lanes(under, over) | (mix_lanes(under >> 8, over >> 8) << 8) | opaque_bits;
}

inline void blend(std::uint8_t* pixel, Colour over) {
  const std::uint32_t alpha = alpha_of(over);
  if (alpha == 0) return;
  if (alpha != 255) {
    Colour under;
    std::memcpy(&under, pixel, sizeof under);
    over = mix(under, over);
  }
  std::memcpy(pixel, &over, sizeof over);
}

inline void fill(std::uint8_t* pixel, int count, Colour colour) {
  for (int i = 0; i < count; ++i) std::memcpy(pixel + std::ptrdiff_t{4} * i, &colour, sizeof colour);
}

// Numbers with 24 bits behind the point.
using Fixed = std::int64_t;

// Slivers can have slopes without measure: 2^22 a pixel is enough, and a row of them never overflows.
inline Fixed to_fixed(double value) {
  constexpr Fixed most = Fixed{1} << 46;
  const double fixed = value * (1 << 24);
  if (!(fixed > -double{most})) return -most;
  return static_cast<Fixed>(std::min(fixed, double{most}));
}

// In units of 1/2^bits, to the nearest.
inline std::int64_t rounded(Fixed value, int bits) {
  return (value + (Fixed{1} << (23 - bits))) >> (24 - bits);
}

// The triangle's corners as the coordinates in which slopes are worked out.
struct Slopes {
  explicit Slopes(const std::array<Point, 3>& corners)
      : origin(corners[0]),
        x1(static_cast<double>(corners[1].x - corners[0].x)),
        y1(static_cast<double>(corners[1].y - corners[0].y)),
        x2(static_cast<double>(corners[2].x - corners[0].x)),
        y2(static_cast<double>(corners[2].y - corners[0].y)),
        area(x1 * y2 - x2 * y1) {}

  Point origin;
  double x1, y1, x2, y2, area;
};

// A quantity that is linear over a triangle, at the centres of one row's pixels. Not for triangles without
// area.
class Ramp {
 public:
  Ramp(const Slopes& slopes, double v0, double v1, double v2)
      : value_(v0),
        per_column_(((v1 - v0) * slopes.y2 - (v2 - v0) * slopes.y1) / slopes.area * 256),
        per_row_(((v2 - v0) * slopes.x1 - (v1 - v0) * slopes.x2) / slopes.area * 256),
        x_((128 - static_cast<double>(slopes.origin.x)) / 256),
        y_((128 - static_cast<double>(slopes.origin.y)) / 256),
        step_(to_fixed(per_column_)) {}

  void start(int row, int column) {
    now_ = to_fixed(value_ + per_column_ * (column + x_) + per_row_ * (row + y_));
  }
  void next() { now_ += step_; }
  Fixed value() const { return now_; }
  bool is_level() const { return step_ == 0; }

 private:
  double value_, per_column_, per_row_, x_, y_;
  Fixed step_;
  Fixed now_ = 0;
};

}  // namespace picker::ui::raster
