// Scales between values and pixels, with their ticks. Pure: the same bits everywhere.
#pragma once

#include <vector>

namespace picker::ui {

class Scale {
 public:
  // A logarithmic scale starts above 0. `pixel_to` may lie before `pixel_from`: axes that rise.
  Scale(double from, double to, float pixel_from, float pixel_to, bool logarithmic);

  float to_pixel(double value) const;
  double to_value(float pixel) const;
  bool holds(double value) const { return value >= from_ && value <= to_; }
  bool logarithmic() const { return logarithmic_; }
  double from() const { return from_; }
  double to() const { return to_; }

  // Round values at least `gap` pixels apart: decades, with 2 and 5 between them where there is room; on a
  // linear scale multiples of 1, 2, 2.5 or 5 x 10^k.
  std::vector<double> ticks(float gap) const;

 private:
  std::vector<double> log_ticks(float gap) const;
  std::vector<double> linear_ticks(float gap) const;

  double from_, to_;
  float pixel_from_, pixel_to_;
  bool logarithmic_;
  double low_ = 0;   // log10 of from
  double span_ = 1;  // decades
};

// Moves places apart so that neighbours keep `gap`, within [from, to] where there is room.
std::vector<float> spread(const std::vector<float>& places, float gap, float from, float to);

}  // namespace picker::ui
