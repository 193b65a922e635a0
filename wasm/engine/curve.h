// Curve: the cost of every offer over a range of one axis, and who wins where. Samples only, never
// interpolates.
#pragma once

#include "decision.h"

#include <optional>
#include <string>
#include <vector>

namespace picker {

struct Curve {
  std::vector<double> x;
  std::vector<std::string> offers;
  std::vector<std::vector<std::optional<double>>> usd_per_day;  // [offer][x], empty where rejected
  std::vector<int> winner;        // index into offers, -1 where none is admitted
  std::vector<bool> unreachable;  // the winner's utilization exceeds what its load shape can use
};

// Where an axis is sampled; n >= 2, ends included. Logarithmic needs from > 0.
struct AxisRange {
  double from = 0;
  double to = 0;
  int points = 2;
  bool logarithmic = false;
};

std::vector<double> axis_points(const AxisRange& range);

// One unit of the axis stands for `requests_per_unit` requests a day. Offers with no price at all are left
// out.
Curve sample_curve(const Comparison& comparison, const Requirements& requirements, const AxisRange& range,
                   double requests_per_unit);

}  // namespace picker
