#include "break_even.h"

#include "numeric.h"
#include "order.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>

namespace picker {
namespace {

// More pieces than any two offers whose long-run prices differ by a hundredth of a percent can have.
constexpr int pieces_most = 100000;
constexpr int utilization_points = 1000;
constexpr int curve_points = 240;
// Of the value: how near a crossing is closed in on.
constexpr double closed_in = 1e-15;
// Below this share of the curved part both bills are next to nothing.
constexpr double curve_from = 1e-7;

// From next to nothing to `to`, evenly on a log scale.
std::vector<double> curve_grid(double to) {
  std::vector<double> grid;
  for (int i = 0; i <= curve_points; ++i)
    grid.push_back(to * numeric::pow(curve_from, 1 - static_cast<double>(i) / curve_points));
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
  const double work_s = priced.service ? priced.service->work_s_per_request * priced.load->sizing_peak : 0;
  for (const CostLine& line : priced.lines) {
    result.usd_per_request +=
        line.usd_per_unit * (line.amount_per_request + line.amount_per_replica_s * work_s);
    const double standing_s =
        std::max(1.0, priced.terms.minimum_replicas) * seconds_per_day + priced.terms.floor_s_per_day;
    result.usd_above_line_most += line.usd_per_unit * line.amount_per_replica_s * standing_s;
  }
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

struct Point {
  double value;  // of the axis
  double usd_a;
  double usd_b;
  double difference() const { return usd_a - usd_b; }
};

// The line through two points inside a piece, on which both bills are straight, read at `requests_per_day`.
Point on_piece(const Point& p, const Point& q, double value) {
  const double t = (value - p.value) / (q.value - p.value);
  return {value, p.usd_a + t * (q.usd_a - p.usd_a), p.usd_b + t * (q.usd_b - p.usd_b)};
}

// The sign of a's bill minus b's; rounding, measured against the bills of the piece, counts as equal.
int sign(const Point& point, double usd_scale) {
  if (std::fabs(point.difference()) <= 1e-12 * usd_scale) return 0;
  return point.difference() < 0 ? -1 : 1;
}

// Two neighbouring points of a curve, or of the same straight piece of both bills.
class Search {
 public:
  explicit Search(BreakEven& found) : found_(found) {}

  // A piece on which both bills are straight.
  void straight(const PricedOffer& a, const PricedOffer& b, double from, double to) {
    if (!(to > from)) return;
    const auto at = [&](double requests) {
      return Point{requests, usd_per_day(a, requests), usd_per_day(b, requests)};
    };
    const double third = (to - from) / 3.0;
    const Point p = at(from + third);
    const Point q = at(to - third);
    const Point start = on_piece(p, q, from);
    const Point end = on_piece(p, q, to);
    const double usd_scale = std::fabs(q.usd_a) + std::fabs(q.usd_b);
    change(start, sign(start, usd_scale), true);
    const int end_sign = sign(end, usd_scale);
    if (last_sign_ != 0 && end_sign != 0 && end_sign != last_sign_) {
      const double share = start.difference() / (start.difference() - end.difference());
      change(on_piece(p, q, from + share * (to - from)), end_sign, false);
    }
  }

  // The next point of a curve: a change since the last one is closed in on. `at` gives the bills of a value;
  // empty where there are none, which ends the curve.
  template <typename At>
  void curve(const At& at, double value) {
    const std::optional<Point> next = at(value);
    if (!next) {
      last_sign_ = 0;
      return;
    }
    const int next_sign = sign(*next, std::fabs(next->usd_a) + std::fabs(next->usd_b));
    if (next_sign == 0) return;
    if (last_sign_ != 0 && next_sign != last_sign_) close_in(at, *next);
    last_sign_ = next_sign;
    last_ = *next;
  }

 private:
  template <typename At>
  void close_in(const At& at, Point high) {
    Point low = last_;
    while (high.value - low.value > closed_in * high.value) {
      const double middle = low.value + (high.value - low.value) / 2;
      if (middle <= low.value || middle >= high.value) break;
      const std::optional<Point> point = at(middle);
      if (!point) break;
      const int point_sign = sign(*point, 0);
      (point_sign == 0 || point_sign == last_sign_ ? low : high) = *point;
    }
    const double jump = std::fabs(high.usd_a - low.usd_a) + std::fabs(high.usd_b - low.usd_b);
    record(low, jump > 1e-9 * (low.usd_a + low.usd_b));
  }

  void change(const Point& point, int new_sign, bool at_step) {
    if (new_sign == 0) return;
    if (last_sign_ != 0 && new_sign != last_sign_) record(point, at_step);
    last_sign_ = new_sign;
    last_ = point;
  }

  void record(const Point& point, bool at_step) {
    if (static_cast<int>(found_.crossings.size()) == crossings_shown_most) {
      ++found_.crossings_left_out;
      return;
    }
    Crossing crossing;
    crossing.value = crossing.requests_per_day = point.value;
    crossing.a_wins_below = last_sign_ < 0;
    crossing.at_step = at_step;
    crossing.usd_per_day_a = point.usd_a;
    crossing.usd_per_day_b = point.usd_b;
    found_.crossings.push_back(crossing);
  }

  BreakEven& found_;
  int last_sign_ = 0;  // of a's bill minus b's
  Point last_{};
};

void judge_utilization(Crossing& crossing, const PricedOffer& b) {
  const std::optional<BilledDay> day = billed_day(b, crossing.requests_per_day);
  if (!day) return;
  crossing.utilization = day->utilization;
  // Simulated replicas follow the demand that there is.
  crossing.reachable = day->simulated || is_reachable(*b.load, day->utilization);
}

double curved_to(const PricedOffer& priced) {
  return priced.service ? curved_to(*priced.load, priced.terms, *priced.service) : 0;
}

}  // namespace

BreakEven break_even(const PricedOffer& a, const PricedOffer& b, double to_requests_per_day) {
  BreakEven result;
  if (b.service) result.reachable_utilization = reachable_utilization(*b.load);
  const double curved = std::max(curved_to(a), curved_to(b));
  double to = curved >= to_requests_per_day
                  ? to_requests_per_day
                  : std::max(curved, last_possible_crossing(a, b, to_requests_per_day));
  std::vector<double> points;
  for (const PricedOffer* priced : {&a, &b}) {
    if (!priced->service) continue;
    const std::vector<double> more =
        billing_breakpoints(*priced->load, priced->terms, *priced->service, to, pieces_most);
    points.insert(points.end(), more.begin(), more.end());
    if (static_cast<int>(more.size()) == pieces_most) to = std::min(to, more.back());
  }
  sort_by(points, std::less<>());
  Search search(result);
  const auto at = [&](double requests) {
    return std::optional<Point>(Point{requests, usd_per_day(a, requests), usd_per_day(b, requests)});
  };
  double from = 0;
  if (curved > 0) {
    from = std::min(curved, to);
    for (const double requests : curve_grid(from)) search.curve(at, requests);
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
  result.searched_to = 1;
  result.reachable_utilization = reachable_utilization(*b.load);
  const double day = replica_day_requests(b).value_or(0);
  const auto at = [&](double utilization) {
    const double requests = utilization * day;
    return std::optional<Point>(
        Point{utilization, usd_per_day(a, requests), usd_per_day_of_one_replica(b, requests)});
  };
  Search search(result);
  for (int i = 1; i <= utilization_points; ++i) search.curve(at, static_cast<double>(i) / utilization_points);
  for (Crossing& crossing : result.crossings) {
    crossing.requests_per_day = crossing.value * day;
    crossing.utilization = crossing.value;
    crossing.reachable = is_reachable(*b.load, crossing.value);
  }
  return result;
}

BreakEven grid_break_even(const PairAt& pair_at, const std::vector<double>& grid) {
  BreakEven result;
  if (grid.empty()) return result;
  result.searched_to = grid.back();
  Search search(result);
  const auto at = [&](double value) -> std::optional<Point> {
    const std::optional<PricedPair> pair = pair_at(value);
    if (!pair) return std::nullopt;
    return Point{value, usd_per_day(pair->a, pair->requests_per_day),
                 usd_per_day(pair->b, pair->requests_per_day)};
  };
  for (const double value : grid) search.curve(at, value);
  for (Crossing& crossing : result.crossings) {
    const std::optional<PricedPair> pair = pair_at(crossing.value);
    if (!pair) continue;
    crossing.requests_per_day = pair->requests_per_day;
    judge_utilization(crossing, pair->b);
  }
  return result;
}

std::optional<double> replica_day_requests(const PricedOffer& priced) {
  if (!priced.service || !(priced.service->work_s_per_request > 0)) return std::nullopt;
  return seconds_per_day / priced.service->work_s_per_request;
}

}  // namespace picker
