// Curve: the cost of every offer over a range of one axis, and who wins where. Samples only, never
// interpolates.
#pragma once

#include "axis.h"

#include <optional>
#include <set>
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

// Bills rise with the volume; simulated ones may fall short of a smaller volume's by so much.
constexpr double simulated_slack = 1.02;

std::vector<double> axis_points(const AxisRange& range);

// The ids of the offers that may be the cheapest somewhere over the volume. Bills rise with it, so one that
// costs more where a stretch begins than the cheapest does where it ends wins nowhere in between.
std::set<std::string> may_win(const Comparison& comparison, const Requirements& requirements,
                              const AxisRange& range, double requests_per_unit);

// Over the volume: one unit of the axis stands for `requests_per_unit` requests a day. The offers are those
// of the comparison that have a price, as it orders them. `one_replica` is the offer that keeps one replica
// whatever it is asked for, as on the axis utilization; null: none. `wanted` are the ids
// of those that are sampled; null: all.
Curve sample_curve(const Comparison& comparison, const Requirements& requirements, const AxisRange& range,
                   double requests_per_unit, const PricedOffer* one_replica = nullptr,
                   const std::set<std::string>* wanted = nullptr);

// Over any other axis: every offer of the request is priced anew at each value, and the gates are run. The
// offers are those with a price at one value or more: as the comparison at the request's own value orders
// them, then those without a price there, by platform, then offer id.
Curve sample_axis(const Catalog& catalog, const Request& request, const Axis& axis, const AxisRange& range);

}  // namespace picker
