#include "break_even.h"

#include "../numbers/numeric.h"
#include "../numbers/order.h"
#include "crossing_search.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>

namespace picker {
namespace {

// More pieces than any two offers whose long-run prices differ by a hundredth of a percent can have.
constexpr int pieces_most = 100000;
constexpr int utilization_points = 500;
constexpr int curve_points = 160;
// Below this share of the curved part both bills are next to nothing; from one request a day on they are
// looked at in any case.
constexpr double curve_from = 1e-7;
constexpr double curve_from_requests = 1;
// Replica steps of the other side that stand in a grid; further ones are close together.
constexpr int steps_in_grid_most = 256;

double searched_from(double to) { return std::min(curve_from_requests, to * curve_from); }

// From next to nothing to `to`, evenly on a log scale.
std::vector<double> curve_grid(double to) {
  std::vector<double> grid;
  const double from = searched_from(to) / to;
  for (int i = 0; i <= curve_points; ++i)
    grid.push_back(to * numeric::pow(from, 1 - static_cast<double>(i) / curve_points));
  return grid;
}

// Long-run dollars a request, and how far above that line the stepped bill can stand.
struct LongRun {
  double usd_per_request = 0;
  double usd_above_line_most = 0;
};

LongRun long_run(const PricedOffer& priced) {
  LongRun result;
  // Replicas are sized for the peak of the load.
  double work_s = 0;
  if (priced.service) {
    const double sized_for = std::max(priced.load->sizing_peak * (1 - priced.service->batch_share), 1.0);
    work_s = priced.service->work_s_per_request * sized_for;
  }
  for (const CostLine& line : priced.lines) {
    result.usd_per_request +=
        line.usd_per_unit * (line.amount_per_request + line.amount_per_replica_s * work_s);
    const double standing_s =
        std::max(1.0, priced.terms.minimum_replicas) * seconds_per_day + priced.terms.floor_s_per_day;
    result.usd_above_line_most += line.usd_per_unit * line.amount_per_replica_s * standing_s;
  }
  result.usd_above_line_most += priced.least_usd_per_day;
  return result;
}

// Beyond this volume the distance of the long-run lines exceeds every step, so no crossing is left.
double last_possible_crossing(const PricedOffer& a, const PricedOffer& b, double to) {
  const LongRun line_a = long_run(a);
  const LongRun line_b = long_run(b);
  const double slope = std::fabs(line_a.usd_per_request - line_b.usd_per_request);
  const double reach = line_a.usd_above_line_most + line_b.usd_above_line_most;
  return slope > 0 ? std::min(to, 1.001 * reach / slope) : to;
}

class VolumeCurve final : public BillCurve {
 public:
  VolumeCurve(const PricedOffer& a, const PricedOffer& b) : a_(a), b_(b) {}
  std::optional<BillPair> at(double requests) const override {
    return bill_pair(requests, bill(a_, requests), bill(b_, requests));
  }

 private:
  const PricedOffer& a_;
  const PricedOffer& b_;
};

class UtilizationCurve final : public BillCurve {
 public:
  UtilizationCurve(const PricedOffer& a, const PricedOffer& b, double replica_day)
      : a_(a), b_(b), replica_day_(replica_day) {}
  std::optional<BillPair> at(double utilization) const override {
    const double requests = utilization * replica_day_;
    return bill_pair(utilization, bill(a_, requests), bill_of_one_replica(b_, requests));
  }

 private:
  const PricedOffer& a_;
  const PricedOffer& b_;
  double replica_day_;
};

class AxisCurve final : public BillCurve {
 public:
  explicit AxisCurve(const PairOverAxis& pair) : pair_(pair) {}
  std::optional<BillPair> at(double value) const override {
    const std::optional<PricedPair> priced = pair_.at(value);
    if (!priced) return std::nullopt;
    return bill_pair(value, bill(priced->a, priced->requests_per_day),
                     bill(priced->b, priced->requests_per_day));
  }

 private:
  const PairOverAxis& pair_;
};

// The volume at which the bill leaves the least that a plan asks for; empty where there is none.
std::optional<double> commitment_used(const PricedOffer& priced, double to) {
  if (!(priced.least_usd_per_day > 0)) return std::nullopt;
  if (usd_per_day(priced, to) <= priced.least_usd_per_day) return std::nullopt;
  double low = 0, high = to;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (usd_per_day(priced, middle) > priced.least_usd_per_day ? high : low) = middle;
  }
  return high;
}

void judge_utilization(Crossing& crossing, const PricedOffer& b) {
  const std::optional<BilledDay> day = billed_day(b, crossing.requests_per_day);
  if (!day) return;
  crossing.utilization = day->utilization;
  // Simulated replicas follow the demand that there is.
  crossing.reachable = day->simulated || is_reachable(b, day->utilization);
}

double curved_to(const PricedOffer& priced) {
  return priced.service ? curved_to(*priced.load, priced.terms, *priced.service) : 0;
}

}  // namespace

BreakEven break_even(const PricedOffer& a, const PricedOffer& b, double to_requests_per_day) {
  BreakEven result;
  if (b.service) result.reachable_utilization = reachable_utilization(b);
  const double curved = std::max(curved_to(a), curved_to(b));
  double to = curved >= to_requests_per_day
                  ? to_requests_per_day
                  : std::max(curved, last_possible_crossing(a, b, to_requests_per_day));
  std::vector<double> points;
  for (const PricedOffer* priced : {&a, &b}) {
    if (const std::optional<double> used = commitment_used(*priced, to)) points.push_back(*used);
    if (!priced->service) continue;
    const std::vector<double> more =
        billing_breakpoints(*priced->load, priced->terms, *priced->service, to, pieces_most);
    points.insert(points.end(), more.begin(), more.end());
    if (static_cast<int>(more.size()) == pieces_most) to = std::min(to, more.back());
  }
  sort_by(points, std::less<>());
  CrossingSearch search(result);
  double from = 0;
  if (curved > 0) {
    from = std::min(curved, to);
    std::vector<double> grid = curve_grid(from);
    result.searched_from = grid.front();
    // Where one side bends and the other steps, the steps are points of the grid: bills cross in between.
    int steps = 0;
    for (const double point : points)
      if (point > grid.front() && point < from && steps++ < steps_in_grid_most) grid.push_back(point);
    sort_by(grid, std::less<>());
    grid.erase(std::unique(grid.begin(), grid.end()), grid.end());
    search.walk(VolumeCurve(a, b), grid);
  }
  for (const double point : points) {
    if (point <= from) continue;
    if (point > to) break;
    search.straight(a, b, from, point);
    from = point;
  }
  search.straight(a, b, from, to);
  for (Crossing& crossing : result.crossings) judge_utilization(crossing, b);
  const bool whole = to < to_requests_per_day && static_cast<int>(points.size()) < pieces_most;
  result.searched_to = whole ? to_requests_per_day : to;
  return result;
}

BreakEven utilization_break_even(const PricedOffer& a, const PricedOffer& b) {
  BreakEven result;
  result.reachable_utilization = reachable_utilization(b);
  const double day = replica_day_requests(b).value_or(0);
  std::vector<double> grid;
  for (int i = 1; i <= utilization_points; ++i) grid.push_back(static_cast<double>(i) / utilization_points);
  result.searched_from = grid.front();
  result.searched_to = CrossingSearch(result).walk(UtilizationCurve(a, b, day), grid);
  for (Crossing& crossing : result.crossings) {
    crossing.requests_per_day = crossing.value * day;
    crossing.utilization = crossing.value;
    crossing.reachable = is_reachable(b, crossing.value);
  }
  return result;
}

BreakEven grid_break_even(const PairOverAxis& pair_over_axis, const std::vector<double>& grid) {
  BreakEven result;
  if (!grid.empty()) result.searched_from = grid.front();
  result.searched_to = CrossingSearch(result).walk(AxisCurve(pair_over_axis), grid);
  for (Crossing& crossing : result.crossings) {
    const std::optional<PricedPair> pair = pair_over_axis.at(crossing.value);
    if (!pair) continue;
    crossing.requests_per_day = pair->requests_per_day;
    judge_utilization(crossing, pair->b);
    explain_bill(pair->a, pair->requests_per_day, crossing.explain);
    explain_bill(pair->b, pair->requests_per_day, crossing.explain);
  }
  return result;
}

std::optional<double> replica_day_requests(const PricedOffer& priced) {
  if (!priced.service || !(priced.service->work_s_per_request > 0)) return std::nullopt;
  return seconds_per_day / priced.service->work_s_per_request;
}

}  // namespace picker
