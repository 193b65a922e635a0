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

std::vector<double> axis_points(double from, double to, int n, bool logarithmic) {
  std::vector<double> points(static_cast<std::size_t>(n));
  const double ratio_log = logarithmic ? numeric::log(to / from) : 0;
  for (int i = 0; i < n; ++i) {
    const double t = static_cast<double>(i) / (n - 1);
    points[static_cast<std::size_t>(i)] =
        logarithmic ? from * numeric::exp(t * ratio_log) : from + t * (to - from);
  }
  points.front() = from;
  points.back() = to;
  return points;
}

Curve sample_curve(const Catalog& catalog, const Request& request, std::vector<double> x,
                   const std::vector<double>& requests_per_day) {
  const Comparison comparison = compare(catalog, request);
  const std::vector<CurveOffer> offers = curve_offers(comparison);
  Curve curve;
  curve.x = std::move(x);
  curve.winner.assign(curve.x.size(), -1);
  curve.unreachable.assign(curve.x.size(), false);
  std::vector<double> best(curve.x.size(), 0);
  for (std::size_t k = 0; k < offers.size(); ++k) {
    const PricedOffer& priced = *offers[k].priced;
    curve.offers.push_back(priced.offer.id);
    std::vector<std::optional<double>> row(curve.x.size());
    for (std::size_t i = 0; i < curve.x.size() && !offers[k].refused_at_any_volume; ++i) {
      const double usd = usd_per_day(priced, requests_per_day[i]);
      if (check_budget(priced.offer, usd, request.requirements)) continue;
      row[i] = usd;
      const bool first = curve.winner[i] < 0;
      const std::string& holder =
          first ? priced.offer.id : curve.offers[static_cast<std::size_t>(curve.winner[i])];
      if (!first && (usd > best[i] || (usd == best[i] && priced.offer.id > holder))) continue;
      best[i] = usd;
      curve.winner[i] = static_cast<int>(k);
      const std::optional<BilledDay> day = billed_day(priced, requests_per_day[i]);
      curve.unreachable[i] = day && !is_reachable(priced.load, day->utilization);
    }
    curve.usd_per_day.push_back(std::move(row));
  }
  return curve;
}

}  // namespace picker
