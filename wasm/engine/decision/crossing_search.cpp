#include "crossing_search.h"

#include <algorithm>
#include <cmath>

namespace picker {
namespace {

// Of the value: how near a crossing is closed in on.
constexpr double closed_in = 1e-15;
// Of the axis: nearer to 0 than this nothing is told apart.
constexpr double next_to_zero = 1e-6;
// Of both bills: less is rounding.
constexpr double rounding = 1e-12;
// Into so many parts a step of the grid is divided where bills are simulated: their noise never straightens.
constexpr double simulated_parts = 4;
// Looks between the points of a grid, in all.
constexpr int looks_most = 20000;

// The line through two points inside a piece, on which both bills are straight, read at `value`.
BillPair on_piece(const BillPair& p, const BillPair& q, double value) {
  const double t = (value - p.value) / (q.value - p.value);
  BillPair point;
  point.value = value;
  point.usd_a = p.usd_a + t * (q.usd_a - p.usd_a);
  point.usd_b = p.usd_b + t * (q.usd_b - p.usd_b);
  return point;
}

double usd_of_both(const BillPair& point) { return std::fabs(point.usd_a) + std::fabs(point.usd_b); }

// The sign of a's bill minus b's; rounding, measured against the bills of the piece, counts as equal.
int sign(const BillPair& point, double usd_scale) {
  if (std::fabs(point.difference()) <= rounding * usd_scale) return 0;
  return point.difference() < 0 ? -1 : 1;
}

// The most by which a bill whose replicas differ between two points leaves the line between them.
double step_between(double replicas_low, double replicas_high, double step_low, double step_high) {
  return replicas_low == replicas_high ? 0 : std::max(step_low, step_high);
}

// Whether the bills change places between the outer points no more often than the three points show.
bool shows_all(const BillPair& low, const BillPair& middle, const BillPair& high) {
  const double usd_scale = usd_of_both(low) + usd_of_both(high);
  const double from = low.difference();
  const double to = high.difference();
  const double within = middle.difference();
  const double nearest = std::min({std::fabs(from), std::fabs(within), std::fabs(to)});
  const double farthest = std::max({std::fabs(from), std::fabs(within), std::fabs(to)});
  const double rounded = rounding * usd_scale;
  if (farthest <= rounded) return true;
  const double bend = std::fabs(within - (from + to) / 2);
  const double steps = step_between(low.replicas_a, high.replicas_a, low.step_usd_a, high.step_usd_a) +
                       step_between(low.replicas_b, high.replicas_b, low.step_usd_b, high.step_usd_b);
  // A curve that bends this little between its ends rises or falls all the way.
  if ((from < 0) != (to < 0)) return steps == 0 && 4 * bend <= std::fabs(to - from);
  // One jump of J anywhere between them bends the three points by J / 2.
  return nearest + rounded >= 2 * bend + steps;
}

double step_usd(const Bill& bill) {
  const double replicas = bill.day && !bill.day->simulated ? bill.day->replicas_peak.value_or(0) : 0;
  return replicas > 0 ? bill.usd_per_day / replicas : 0;
}

double steps_of(const Bill& bill) {
  return bill.day && !bill.day->simulated ? bill.day->replicas_peak.value_or(0) : 0;
}

}  // namespace

BillPair bill_pair(double value, const Bill& a, const Bill& b) {
  return {
      value,       a.usd_per_day, b.usd_per_day, step_usd(a),
      steps_of(a), step_usd(b),   steps_of(b),   (a.day && a.day->simulated) || (b.day && b.day->simulated)};
}

void CrossingSearch::straight(const PricedOffer& a, const PricedOffer& b, double from, double to) {
  if (!(to > from)) return;
  const auto at = [&](double requests) {
    BillPair point;
    point.value = requests;
    point.usd_a = usd_per_day(a, requests);
    point.usd_b = usd_per_day(b, requests);
    return point;
  };
  const double third = (to - from) / 3.0;
  const BillPair p = at(from + third);
  const BillPair q = at(to - third);
  const BillPair start = on_piece(p, q, from);
  const BillPair end = on_piece(p, q, to);
  const double usd_scale = usd_of_both(q);
  const int start_sign = sign(start, usd_scale);
  if (start_sign != 0) {
    // Where a piece begins a bill may jump: what it was before is that of the piece before.
    last_.value = from;
    if (last_sign_ != 0 && start_sign != last_sign_) record(last_, true);
    last_sign_ = start_sign;
  }
  const int end_sign = sign(end, usd_scale);
  if (last_sign_ != 0 && end_sign != 0 && end_sign != last_sign_) {
    const double share = start.difference() / (start.difference() - end.difference());
    record(on_piece(p, q, from + share * (to - from)), false);
  }
  if (end_sign != 0) last_sign_ = end_sign;
  last_ = end;
}

void CrossingSearch::next(const BillCurve& curve, const Look& look) {
  walked_to_ = look.value;
  if (!look.bills) {
    last_sign_ = 0;
    return;
  }
  const int next_sign = sign(*look.bills, usd_of_both(*look.bills));
  if (next_sign == 0) return;
  if (last_sign_ != 0 && next_sign != last_sign_) close_in(curve, *look.bills);
  last_sign_ = next_sign;
  last_ = *look.bills;
}

double CrossingSearch::walk(const BillCurve& curve, const std::vector<double>& grid) {
  if (grid.empty()) return 0;
  looks_left_ = looks_most;
  nearest_ = closed_in * next_to_zero * grid.back();
  Look low{grid.front(), curve.at(grid.front())};
  next(curve, low);
  for (std::size_t i = 1; i < grid.size() && looks_left_ > 0; ++i) {
    nearest_simulated_ = (grid[i] - grid[i - 1]) / simulated_parts;
    const Look high{grid[i], curve.at(grid[i])};
    between(curve, low, high);
    low = high;
  }
  return walked_to_;
}

void CrossingSearch::between(const BillCurve& curve, const Look& low, const Look& high) {
  if (looks_left_ == 0) return;
  const double width = high.value - low.value;
  const bool simulated = (low.bills && low.bills->simulated) || (high.bills && high.bills->simulated);
  const double nearest =
      std::max({simulated ? nearest_simulated_ : 0, nearest_, closed_in * std::fabs(high.value)});
  const double middle_value = low.value + width / 2;
  const bool none = !low.bills && !high.bills;
  if (none || width <= nearest || !(middle_value > low.value && middle_value < high.value)) {
    next(curve, high);
    return;
  }
  --looks_left_;
  const Look middle{middle_value, curve.at(middle_value)};
  if (low.bills && middle.bills && high.bills && shows_all(*low.bills, *middle.bills, *high.bills)) {
    next(curve, middle);
    next(curve, high);
    return;
  }
  between(curve, low, middle);
  between(curve, middle, high);
}

void CrossingSearch::close_in(const BillCurve& curve, BillPair high) {
  if (static_cast<int>(found_.crossings.size()) == crossings_shown_most) return record(high, false);
  BillPair low = last_;
  while (high.value - low.value > closed_in * high.value) {
    const double middle = low.value + (high.value - low.value) / 2;
    if (middle <= low.value || middle >= high.value) break;
    const std::optional<BillPair> bills = curve.at(middle);
    if (!bills) break;
    const int middle_sign = sign(*bills, 0);
    (middle_sign == 0 || middle_sign == last_sign_ ? low : high) = *bills;
  }
  const double jump = std::fabs(high.usd_a - low.usd_a) + std::fabs(high.usd_b - low.usd_b);
  record(low, jump > 1e-9 * usd_of_both(low));
}

void CrossingSearch::record(const BillPair& below, bool at_step) {
  if (static_cast<int>(found_.crossings.size()) == crossings_shown_most) {
    ++found_.crossings_left_out;
    return;
  }
  Crossing crossing;
  crossing.value = crossing.requests_per_day = below.value;
  crossing.a_wins_below = last_sign_ < 0;
  crossing.at_step = at_step;
  crossing.usd_per_day_a = below.usd_a;
  crossing.usd_per_day_b = below.usd_b;
  found_.crossings.push_back(crossing);
}

}  // namespace picker
