#include "break_even.h"

#include "order.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

namespace picker {
namespace {

// More pieces than any two offers whose long-run prices differ by a hundredth of a percent can have.
constexpr int pieces_most = 100000;

// Long-run dollars a request, and how far above that line the stepped bill can stand.
struct LongRun {
  double usd_per_request = 0;
  double usd_above_line_most = 0;
};

LongRun long_run(const PricedOffer& priced) {
  LongRun result;
  for (const CostLine& line : priced.lines) {
    const double work_s = priced.work_s_per_request.value_or(0);
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
  double requests_per_day;
  double usd_a;
  double usd_b;
  double difference() const { return usd_a - usd_b; }
};

// The line through two points inside a piece, on which both bills are straight, read at `requests_per_day`.
Point on_piece(const Point& p, const Point& q, double requests_per_day) {
  const double t = (requests_per_day - p.requests_per_day) / (q.requests_per_day - p.requests_per_day);
  return {requests_per_day, p.usd_a + t * (q.usd_a - p.usd_a), p.usd_b + t * (q.usd_b - p.usd_b)};
}

// The sign of a's bill minus b's; rounding, measured against the bills of the piece, counts as equal.
int sign(const Point& point, double usd_scale) {
  if (std::fabs(point.difference()) <= 1e-12 * usd_scale) return 0;
  return point.difference() < 0 ? -1 : 1;
}

class Search {
 public:
  Search(const PricedOffer& a, const PricedOffer& b, BreakEven& found) : a_(a), b_(b), found_(found) {}

  void piece(double from, double to) {
    if (!(to > from)) return;
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

 private:
  Point at(double requests_per_day) const {
    return {requests_per_day, usd_per_day(a_, requests_per_day), usd_per_day(b_, requests_per_day)};
  }

  void change(const Point& point, int new_sign, bool at_step) {
    if (new_sign == 0) return;
    if (last_sign_ != 0 && new_sign != last_sign_) record(point, at_step);
    last_sign_ = new_sign;
  }

  void record(const Point& point, bool at_step) {
    if (static_cast<int>(found_.crossings.size()) == crossings_shown_most) {
      ++found_.crossings_left_out;
      return;
    }
    Crossing crossing;
    crossing.requests_per_day = point.requests_per_day;
    crossing.a_wins_below = last_sign_ < 0;
    crossing.at_step = at_step;
    crossing.usd_per_day_a = point.usd_a;
    crossing.usd_per_day_b = point.usd_b;
    if (const auto day = billed_day(b_, point.requests_per_day)) {
      crossing.utilization = day->utilization;
      crossing.reachable = is_reachable(b_.load, day->utilization);
    }
    found_.crossings.push_back(crossing);
  }

  const PricedOffer& a_;
  const PricedOffer& b_;
  BreakEven& found_;
  int last_sign_ = 0;  // of a's bill minus b's
};

}  // namespace

BreakEven break_even(const PricedOffer& a, const PricedOffer& b, double to_requests_per_day) {
  BreakEven result;
  if (b.work_s_per_request) result.reachable_utilization = reachable_utilization(b.load);
  double to = last_possible_crossing(a, b, to_requests_per_day);
  std::vector<double> points;
  for (const PricedOffer* priced : {&a, &b}) {
    if (!priced->work_s_per_request) continue;
    const std::vector<double> more =
        billing_breakpoints(priced->load, priced->terms, *priced->work_s_per_request, to, pieces_most);
    points.insert(points.end(), more.begin(), more.end());
    if (static_cast<int>(more.size()) == pieces_most) to = std::min(to, more.back());
  }
  sort_by(points, std::less<>());
  Search search(a, b, result);
  double from = 0;
  for (const double point : points) {
    if (point > to) break;
    search.piece(from, point);
    from = point;
  }
  search.piece(from, to);
  const bool whole = to < to_requests_per_day && static_cast<int>(points.size()) < pieces_most;
  result.searched_to_requests_per_day = whole ? to_requests_per_day : to;
  return result;
}

std::optional<double> replica_day_requests(const PricedOffer& priced) {
  if (!priced.work_s_per_request || !(*priced.work_s_per_request > 0)) return std::nullopt;
  return seconds_per_day / *priced.work_s_per_request;
}

}  // namespace picker
