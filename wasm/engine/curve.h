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

// Points of an axis, ends included; n >= 2. Logarithmic needs from > 0.
std::vector<double> axis_points(double from, double to, int n, bool logarithmic);

// `requests_per_day[i]` is the volume that x[i] stands for. Offers with no price at all are left out.
Curve sample_curve(const Catalog& catalog, const Request& request, std::vector<double> x,
                   const std::vector<double>& requests_per_day);

}  // namespace picker
