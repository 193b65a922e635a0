// Which pixels a triangle covers: those whose centre lies inside. A centre on an edge belongs to the triangle
// to the right of the edge or below it, so triangles that share an edge neither share a pixel nor leave one
// out. Whole numbers only, hence the same pixels everywhere.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace picker::ui::raster {

// In 1/256 px; below 2^26 in size, so that products of two differences fit a double.
struct Point {
  std::int64_t x = 0;
  std::int64_t y = 0;
};

// In whole pixels, right and bottom excluded.
struct Bounds {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
};

// The first pixel whose centre is at or after a position in 1/256 px.
inline int first_centre(std::int64_t position) { return static_cast<int>((position + 127) >> 8); }

// The column where an edge crosses the centres of a row, for one row after the other.
class Crossing {
 public:
  // from.y < to.y, and the centres of `row` are between them.
  Crossing(Point from, Point to, int row) {
    const std::int64_t dx = to.x - from.x;
    const std::int64_t dy = to.y - from.y;
    const std::int64_t centre = std::int64_t{256} * row + 128;
    divisor_ = 256 * dy;
    const std::int64_t numerator = (from.x - 128) * dy + (centre - from.y) * dx;
    divide(numerator + divisor_ - 1, divisor_, column_, remainder_);
    divide(dx, dy, column_step_, remainder_step_);
    remainder_step_ *= 256;
  }

  // The first pixel whose centre is at or right of the edge.
  int column() const { return static_cast<int>(column_); }

  void next_row() {
    column_ += column_step_;
    remainder_ += remainder_step_;
    if (remainder_ < divisor_) return;
    remainder_ -= divisor_;
    ++column_;
  }

 private:
  // Towards minus infinity.
  static void divide(std::int64_t a, std::int64_t b, std::int64_t& quotient, std::int64_t& remainder) {
    quotient = a / b;
    remainder = a % b;
    if (remainder >= 0) return;
    remainder += b;
    --quotient;
  }

  std::int64_t divisor_ = 1;
  std::int64_t column_ = 0;
  std::int64_t remainder_ = 0;
  std::int64_t column_step_ = 0;
  std::int64_t remainder_step_ = 0;
};

// Calls paint(row, first column, column after the last) for every row that has covered pixels within `clip`.
template <class Paint>
void scan_triangle(std::array<Point, 3> corners, const Bounds& clip, Paint paint) {
  auto& [top, middle, bottom] = corners;
  if (middle.y < top.y) std::swap(middle, top);
  if (bottom.y < middle.y) std::swap(bottom, middle);
  if (middle.y < top.y) std::swap(middle, top);
  const int first = std::max(clip.top, first_centre(top.y));
  const int last = std::min(clip.bottom, first_centre(bottom.y));
  if (first >= last) return;
  const int split = std::clamp(first_centre(middle.y), first, last);

  Crossing whole(top, bottom, first);
  const auto scan_rows = [&](Point from, Point to, int begin, int end) {
    if (begin >= end) return;
    Crossing half(from, to, begin);
    for (int row = begin; row < end; ++row) {
      const int left = std::max(clip.left, std::min(whole.column(), half.column()));
      const int right = std::min(clip.right, std::max(whole.column(), half.column()));
      if (left < right) paint(row, left, right);
      whole.next_row();
      half.next_row();
    }
  };
  scan_rows(top, middle, first, split);
  scan_rows(middle, bottom, split, last);
}

}  // namespace picker::ui::raster
