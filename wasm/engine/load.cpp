#include "load.h"

#include <algorithm>
#include <cmath>

namespace picker {
namespace {

// A replica that is wholly used must not start another one because of the last bit of a product.
constexpr double rounding = 1e-12;

}  // namespace

BilledDay bill_day(LoadShape shape, const BillingTerms& terms, double requests_per_day,
                   double work_s_per_request) {
  const double work_s = requests_per_day * work_s_per_request;
  BilledDay day;
  double capacity_s = seconds_per_day;
  if (shape == LoadShape::packed) {
    day.billed_replica_s = std::max(work_s, terms.floor_s_per_day);
  } else {
    const double idle_replicas =
        terms.scales_to_zero ? terms.minimum_replicas : std::max(1.0, terms.minimum_replicas);
    const double needed = std::max(1.0, std::ceil(work_s / seconds_per_day * (1 - rounding)));
    const double replicas = requests_per_day > 0 ? std::max(needed, terms.minimum_replicas) : idle_replicas;
    day.replicas_peak = replicas;
    day.billed_replica_s = std::max(replicas * seconds_per_day, terms.floor_s_per_day);
    capacity_s = replicas * seconds_per_day;
  }
  day.utilization = capacity_s > 0 ? work_s / capacity_s : 0;
  day.billed_utilization = day.billed_replica_s > 0 ? work_s / day.billed_replica_s : 0;
  return day;
}

double reachable_utilization(LoadShape) { return 1.0; }

bool is_reachable(LoadShape shape, double utilization) {
  return shape == LoadShape::packed || utilization <= reachable_utilization(shape) * (1 + 2 * rounding);
}

std::vector<double> billing_breakpoints(LoadShape shape, const BillingTerms& terms, double work_s_per_request,
                                        double to_requests_per_day, int most) {
  std::vector<double> points;
  if (!(work_s_per_request > 0)) return points;
  if (shape == LoadShape::packed) {
    const double kink = terms.floor_s_per_day / work_s_per_request;
    if (kink > 0 && kink <= to_requests_per_day) points.push_back(kink);
    return points;
  }
  const double day = seconds_per_day / work_s_per_request;
  const double first = std::max(1.0, terms.minimum_replicas);
  for (int step = 0; step < most; ++step) {
    const double point = (first + step) * day;
    if (!(point <= to_requests_per_day)) break;
    points.push_back(point);
  }
  return points;
}

}  // namespace picker
