#include "curve.h"

#include "numeric.h"

#include <cstddef>
#include <utility>

namespace picker {
namespace {

struct CurveOffer {
  const PricedOffer* priced;
  bool refused_at_any_volume;  // by a gate other than the budget
};

std::vector<CurveOffer> curve_offers(const Comparison& comparison) {
  std::vector<CurveOffer> offers;
  for (const AdmittedOffer& admitted : comparison.admitted) offers.push_back({&admitted.priced, false});
  for (const RejectedOffer& refusal : comparison.rejected)
    if (refusal.priced) offers.push_back({&refusal.priced->priced, refusal.code != "budget"});
  return offers;
}

}  // namespace

std::vector<double> axis_points(const AxisRange& range) {
  std::vector<double> points(static_cast<std::size_t>(range.points));
  const double ratio_log = range.logarithmic ? numeric::log(range.to) - numeric::log(range.from) : 0;
  for (int i = 0; i < range.points; ++i) {
    const double t = static_cast<double>(i) / (range.points - 1);
    points[static_cast<std::size_t>(i)] = range.logarithmic ? range.from * numeric::exp(t * ratio_log)
                                                            : range.from + t * (range.to - range.from);
  }
  points.front() = range.from;
  points.back() = range.to;
  return points;
}

Curve sample_curve(const Comparison& comparison, const Requirements& requirements, const AxisRange& range,
                   double requests_per_unit) {
  const std::vector<CurveOffer> offers = curve_offers(comparison);
  Curve curve;
  curve.x = axis_points(range);
  curve.winner.assign(curve.x.size(), -1);
  curve.unreachable.assign(curve.x.size(), false);
  std::vector<double> best(curve.x.size(), 0);
  for (std::size_t k = 0; k < offers.size(); ++k) {
    const PricedOffer& priced = *offers[k].priced;
    curve.offers.push_back(priced.offer.id);
    std::vector<std::optional<double>> row(curve.x.size());
    for (std::size_t i = 0; i < curve.x.size() && !offers[k].refused_at_any_volume; ++i) {
      const double requests_per_day = curve.x[i] * requests_per_unit;
      const double usd = usd_per_day(priced, requests_per_day);
      if (!within_budget(usd, requirements)) continue;
      row[i] = usd;
      const bool first = curve.winner[i] < 0;
      const std::string& holder =
          first ? priced.offer.id : curve.offers[static_cast<std::size_t>(curve.winner[i])];
      if (!first && (usd > best[i] || (usd == best[i] && priced.offer.id > holder))) continue;
      best[i] = usd;
      curve.winner[i] = static_cast<int>(k);
      const std::optional<BilledDay> day = billed_day(priced, requests_per_day);
      curve.unreachable[i] = day && !day->simulated && !is_reachable(*priced.load, day->utilization);
    }
    curve.usd_per_day.push_back(std::move(row));
  }
  return curve;
}

}  // namespace picker
