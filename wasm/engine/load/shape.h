// Load shapes: how a week's requests are spread over its hours, as the rate at a moment over the mean rate.
// Never knows a volume, a platform or a price.
#pragma once

#include <vector>

namespace picker {

constexpr double seconds_per_hour = 3600.0;
constexpr double seconds_per_day = 86400.0;
constexpr double days_per_month = 365.25 / 12.0;

// `packed` is the lesson's ideal packing: max(work / capacity, floor), replicas never rounded.
// `flat` is a constant rate. The others vary over the day or the week, and by chance around that.
enum class LoadShape { packed, flat, diurnal, office, custom };

struct Load {
  LoadShape shape = LoadShape::flat;
  double amplitude = 0.6;      // diurnal: mean x (1 + amplitude cos), 0..1
  double peak_hour = 14;       // diurnal, 0..24
  double from_hour = 9;        // office: work begins, 0..24
  double to_hour = 18;         // office: work ends; at or before from_hour: the next day
  double days_per_week = 5;    // office, 1..7, Monday first
  double night_share = 0.1;    // office: the rate outside work over the rate at work, 0..1
  std::vector<double> hourly;  // custom: 24 or 168 weights from midnight (Monday), one above 0
  double burst_cv = 1;         // coefficient of variation of the time between requests, any shape

  bool operator==(const Load&) const = default;
};

// Assumed, as no public trace of small products has them: the noise around the shape, how long it lasts, and
// how much of it replicas that always run must cover (95 of 100 moments).
constexpr double noise_relative_sd = 0.3;
constexpr double noise_correlation_s = 60;
constexpr double noise_covered_z = 1.645;

bool varies(LoadShape shape);

// 24 h, or 168 h where the days of a week differ.
int period_hours(const Load& load);

// The mean rate of each hour of the period over the mean rate; its mean is 1.
std::vector<double> hourly_demand(const Load& load);

// The rate at a second of the period over the mean rate, without noise.
double demand_at(const Load& load, double second);

// The highest rate over the mean rate, without noise.
double shape_peak(const Load& load);

// The rate that replicas which always run are sized for, over the mean rate: the peak with its noise.
double sizing_peak(const Load& load, double noise_sd = noise_relative_sd);

}  // namespace picker
