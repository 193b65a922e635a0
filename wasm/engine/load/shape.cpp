#include "shape.h"

#include "../numbers/numeric.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace picker {
namespace {

constexpr double hours_per_day = 24;

bool at_work(const Load& load, double hour_of_week) {
  const double day = std::floor(hour_of_week / hours_per_day);
  const double hour = hour_of_week - day * hours_per_day;
  // Work that ends the next day belongs to the day it began on.
  if (load.from_hour < load.to_hour)
    return day < load.days_per_week && hour >= load.from_hour && hour < load.to_hour;
  const double yesterday = day > 0 ? day - 1 : 6;
  return (day < load.days_per_week && hour >= load.from_hour) ||
         (yesterday < load.days_per_week && hour < load.to_hour);
}

double hours_at_work(const Load& load) {
  const double length = load.to_hour - load.from_hour;
  return (length > 0 ? length : length + hours_per_day) * std::ceil(load.days_per_week);
}

// The office rate at work over the mean rate.
double work_rate(const Load& load) {
  const double week = 7 * hours_per_day;
  const double work = hours_at_work(load);
  return week / (work + (week - work) * load.night_share);
}

double weights_mean(const std::vector<double>& weights) {
  double sum = 0;
  for (const double weight : weights) sum += weight;
  return sum / static_cast<double>(weights.size());
}

}  // namespace

bool varies(LoadShape shape) { return shape != LoadShape::packed && shape != LoadShape::flat; }

int period_hours(const Load& load) {
  const bool week = (load.shape == LoadShape::office && load.days_per_week < 7) ||
                    (load.shape == LoadShape::custom && load.hourly.size() == 168);
  return week ? 168 : 24;
}

double demand_at(const Load& load, double second) {
  switch (load.shape) {
    case LoadShape::packed:
    case LoadShape::flat:
      return 1;
    case LoadShape::diurnal:
      return std::max(0.0, 1 + load.amplitude * numeric::cos_two_pi(second / seconds_per_day -
                                                                    load.peak_hour / hours_per_day));
    case LoadShape::office:
      return work_rate(load) * (at_work(load, second / seconds_per_hour) ? 1 : load.night_share);
    case LoadShape::custom: {
      const std::size_t hour = static_cast<std::size_t>(second / seconds_per_hour) % load.hourly.size();
      return load.hourly[hour] / weights_mean(load.hourly);
    }
  }
  return 1;
}

std::vector<double> hourly_demand(const Load& load) {
  constexpr int slices = 60;  // of an hour, at their middles
  std::vector<double> hours(static_cast<std::size_t>(period_hours(load)));
  for (std::size_t hour = 0; hour < hours.size(); ++hour) {
    double sum = 0;
    for (int slice = 0; slice < slices; ++slice)
      sum += demand_at(load, (static_cast<double>(hour) + (slice + 0.5) / slices) * seconds_per_hour);
    hours[hour] = sum / slices;
  }
  return hours;
}

double shape_peak(const Load& load) {
  switch (load.shape) {
    case LoadShape::packed:
    case LoadShape::flat:
      return 1;
    case LoadShape::diurnal:
      return 1 + load.amplitude;
    case LoadShape::office:
      return work_rate(load);
    case LoadShape::custom:
      return *std::max_element(load.hourly.begin(), load.hourly.end()) / weights_mean(load.hourly);
  }
  return 1;
}

double sizing_peak(const Load& load, double noise_sd) {
  return varies(load.shape) ? shape_peak(load) * (1 + noise_covered_z * noise_sd) : 1;
}

}  // namespace picker
