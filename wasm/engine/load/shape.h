// Load shapes: how a week's requests are spread over its hours, as the rate at a moment over the mean rate.
// Never knows a volume, a platform or a price.
#pragma once

#include "../catalog/load_shape.h"

#include <vector>

namespace picker {

constexpr double seconds_per_hour = 3600.0;
constexpr double seconds_per_day = 86400.0;
constexpr double days_per_month = 365.25 / 12.0;

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
