// A load as the founder states it: how a week's requests are spread over its hours. Never a volume.
#pragma once

#include <vector>

namespace picker {

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

}  // namespace picker
