#include "scale.h"

#include "../../wasm/engine/numbers/numeric.h"
#include "../../wasm/engine/numbers/order.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace picker::ui {
namespace {

const double ln10 = picker::numeric::log(10);

double log10_of(double value) { return picker::numeric::log(value) / ln10; }

}  // namespace

Scale::Scale(double from, double to, float pixel_from, float pixel_to, bool logarithmic)
    : from_(from), to_(to), pixel_from_(pixel_from), pixel_to_(pixel_to), logarithmic_(logarithmic) {
  if (!logarithmic) return;
  low_ = log10_of(from);
  span_ = log10_of(to) - low_;
}

float Scale::to_pixel(double value) const {
  const double share = logarithmic_ ? (log10_of(value) - low_) / span_ : (value - from_) / (to_ - from_);
  return static_cast<float>(pixel_from_ + share * (pixel_to_ - pixel_from_));
}

double Scale::to_value(float pixel) const {
  const double share = static_cast<double>(pixel - pixel_from_) / (pixel_to_ - pixel_from_);
  if (!logarithmic_) return from_ + share * (to_ - from_);
  return picker::numeric::exp((low_ + share * span_) * ln10);
}

std::vector<double> Scale::ticks(float gap) const {
  return logarithmic_ ? log_ticks(gap) : linear_ticks(gap);
}

std::vector<double> Scale::log_ticks(float gap) const {
  const double pixels_a_decade = std::fabs(pixel_to_ - pixel_from_) / span_;
  const int first = static_cast<int>(std::floor(low_ + 1e-9));
  const int last = static_cast<int>(std::floor(low_ + span_ + 1e-9));
  const int every = std::max(1, static_cast<int>(std::ceil(gap / pixels_a_decade)));
  const bool between = pixels_a_decade >= 3.4 * gap;
  std::vector<double> values;
  for (int exponent = first; exponent <= last; ++exponent) {
    if ((exponent - first) % every != 0) continue;
    for (const double factor : {1.0, 2.0, 5.0}) {
      if (factor > 1 && !between) break;
      const double value = factor * picker::numeric::pow(10, exponent);
      if (value >= from_ * 0.999 && value <= to_ * 1.001) values.push_back(value);
    }
  }
  return values;
}

std::vector<double> Scale::linear_ticks(float gap) const {
  const double room = std::max(1.0F, std::floor(std::fabs(pixel_to_ - pixel_from_) / gap));
  const double least = (to_ - from_) / room;
  const double base = picker::numeric::pow(10, std::floor(log10_of(least)));
  double step = 10 * base;
  for (const double factor : {5.0, 2.5, 2.0, 1.0})
    if (factor * base >= least * 0.9999) step = factor * base;
  std::vector<double> values;
  const int first = static_cast<int>(std::ceil(from_ / step - 1e-9));
  for (int i = first; i * step <= to_ + step * 1e-6; ++i) values.push_back(i * step);
  return values;
}

std::vector<float> spread(const std::vector<float>& places, float gap, float from, float to) {
  const std::vector<std::size_t> order = ordered_positions(
      places.size(),
      [](const void* held, std::size_t one, std::size_t other) {
        const auto& all = *static_cast<const std::vector<float>*>(held);
        return all[one] < all[other];
      },
      &places);
  std::vector<float> placed = places;
  float edge = from;
  for (const std::size_t i : order) {
    placed[i] = std::max(placed[i], edge);
    edge = placed[i] + gap;
  }
  edge = to;
  for (auto i = order.rbegin(); i != order.rend(); ++i) {
    placed[*i] = std::min(placed[*i], edge);
    edge = placed[*i] - gap;
  }
  return placed;
}

}  // namespace picker::ui
