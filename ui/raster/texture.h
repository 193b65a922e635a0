// Textures, sampled bilinearly between the centres of texels and clamped at the borders, as GL_LINEAR with
// CLAMP_TO_EDGE, with 8 bits for the place between two texels.
#pragma once

#include "colour.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace picker::ui::raster {

// Alpha apart from the rest: fonts and lines are white, so most textures need nothing else.
class Texture {
 public:
  // A white texel.
  Texture() { planes_[3] = {255}; }

  // Pixels of four bytes, or of one: white with that alpha.
  Texture(const std::uint8_t* pixels, int width, int height, int bytes_per_pixel)
      : width_(width), height_(height) {
    const std::size_t count = std::size_t(width) * height;
    planes_[3].resize(count);
    for (std::size_t i = 0; i < count; ++i) planes_[3][i] = pixels[(i + 1) * bytes_per_pixel - 1];
    if (bytes_per_pixel != 4 || is_white(pixels, count)) return;
    coloured_ = true;
    for (std::size_t plane = 0; plane < 3; ++plane) {
      planes_[plane].resize(count);
      for (std::size_t i = 0; i < count; ++i) planes_[plane][i] = pixels[i * 4 + plane];
    }
  }

  int width() const { return width_; }
  int height() const { return height_; }
  bool coloured() const { return coloured_; }
  const std::uint8_t* plane(int index) const { return planes_[std::size_t(index)].data(); }

 private:
  static bool is_white(const std::uint8_t* pixels, std::size_t count) {
    std::uint8_t all = 255;
    for (std::size_t i = 0; i < count; ++i, pixels += 4)
      all = static_cast<std::uint8_t>(all & pixels[0] & pixels[1] & pixels[2]);
    return all == 255;
  }

  int width_ = 1;
  int height_ = 1;
  bool coloured_ = false;
  std::array<std::vector<std::uint8_t>, 4> planes_;
};

// Places are in texels, 0 at the first one's centre.
class Sampler {
 public:
  explicit Sampler(const Texture& texture) : texture_(texture) {}

  void set_row(Fixed v) {
    const Place place = place_of(v, texture_.height());
    upper_ = std::ptrdiff_t{place.first} * texture_.width();
    lower_ = std::ptrdiff_t{place.second} * texture_.width();
    lower_weight_ = place.weight;
  }

  Colour at(Fixed u) const {
    const Place place = place_of(u, texture_.width());
    const std::uint32_t alpha = between(texture_.plane(3), place);
    if (alpha == 0) return 0;
    if (!texture_.coloured()) return ~opaque_bits | (alpha << 24);
    return between(texture_.plane(0), place) | (between(texture_.plane(1), place) << 8) |
           (between(texture_.plane(2), place) << 16) | (alpha << 24);
  }

 private:
  // Between two texels: how near to the second, of 256.
  struct Place {
    int first = 0;
    int second = 0;
    std::uint32_t weight = 0;
  };

  static Place place_of(Fixed fixed, int size) {
    const auto at = static_cast<int>(std::clamp<Fixed>(rounded(fixed, 8), 0, Fixed{size - 1} * 256));
    const int first = at >> 8;
    return {first, std::min(first + 1, size - 1), static_cast<std::uint32_t>(at & 255)};
  }

  std::uint32_t between(const std::uint8_t* plane, const Place& place) const {
    const auto column = [&](int x) {
      return plane[upper_ + x] * (256 - lower_weight_) + plane[lower_ + x] * lower_weight_;
    };
    return (column(place.first) * (256 - place.weight) + column(place.second) * place.weight + (1U << 15)) >>
           16;
  }

  const Texture& texture_;
  std::ptrdiff_t upper_ = 0;
  std::ptrdiff_t lower_ = 0;
  std::uint32_t lower_weight_ = 0;
};

}  // namespace picker::ui::raster
