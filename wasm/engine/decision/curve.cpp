#include "curve.h"

#include "../catalog/offer_pattern.h"
#include "../numbers/numeric.h"
#include "../numbers/order.h"
#include "../pricing/rules/model_tokens.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace picker {
namespace {

// Who may win is looked at once in so many points of a curve.
constexpr int points_a_stretch = 6;

// A curve while its points come in, in any order.
class Sampled {
 public:
  explicit Sampled(const AxisRange& range) {
    curve_.x = axis_points(range);
    curve_.winner.assign(points(), -1);
    curve_.unreachable.assign(points(), false);
    best_.assign(points(), 0);
  }

  std::size_t points() const { return curve_.x.size(); }
  double x(std::size_t i) const { return curve_.x[i]; }

  void add_offer(const std::string& id) {
    curve_.offers.push_back(id);
    curve_.usd_per_day.emplace_back(points());
  }

  // The bill of offer k, which is admitted at point i.
  void put(std::size_t k, std::size_t i, const PricedOffer& priced, const Bill& bill) {
    const double usd = bill.usd_per_day;
    curve_.usd_per_day[k][i] = usd;
    const int holder = curve_.winner[i];
    if (holder >= 0) {
      const std::string& held_by = curve_.offers[static_cast<std::size_t>(holder)];
      if (usd > best_[i] || (usd == best_[i] && priced.offer.id > held_by)) return;
    }
    best_[i] = usd;
    curve_.winner[i] = static_cast<int>(k);
    curve_.unreachable[i] = bill.day && !bill.day->simulated && !is_reachable(priced, bill.day->utilization);
  }

  Curve take() { return std::move(curve_); }

 private:
  Curve curve_;
  std::vector<double> best_;
};

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

// What of an offer the axis changes.
enum class Changes { nothing, load, price };

Changes changes_of(const Axis& axis, const Workload& workload, const Offer& offer) {
  const bool gpu_time = offer.form == OfferForm::gpu_time;
  switch (axis.kind) {
    case Axis::Kind::load:
      if (changes_load(axis)) return Changes::load;
      return gpu_time && workload.sla.ttft_p95_ms ? Changes::price : Changes::nothing;
    case Axis::Kind::sla:
      return gpu_time ? Changes::price : Changes::nothing;
    case Axis::Kind::override_multiplier: {
      const std::string& match = axis.multiplier.match;
      return matches(match, offer.id) ? Changes::price : Changes::nothing;
    }
    case Axis::Kind::own_amount:
    case Axis::Kind::amount: {
      // A GPU serves text.
      const bool served = workload.modality == Modality::text;
      return gpu_time && !served ? Changes::nothing : Changes::price;
    }
    case Axis::Kind::input_share:
      return Changes::price;
    default:
      return Changes::nothing;
  }
}

// An offer on its way along an axis.
struct MovingOffer {
  const Offer* offer;
  Changes changes;
  std::size_t rank;  // in the comparison at the request's own value
  bool passes_gates = false;
  bool has_price = false;  // at some value
  Pricing pricing = Unpriceable{};
};

// Where the comparison has the offer among those with a price; past all of them where it has not.
std::size_t rank_in(const std::vector<CurveOffer>& ranked, const std::string& id) {
  std::size_t rank = 0;
  while (rank < ranked.size() && ranked[rank].priced->offer.id != id) ++rank;
  return rank;
}

std::vector<MovingOffer> moving_offers(const std::vector<OfferList>& lists, const Catalog& catalog,
                                       const Request& request, const Axis& axis) {
  const Comparison own = compare(catalog, request);
  const std::vector<CurveOffer> ranked = curve_offers(own);
  std::vector<MovingOffer> moving;
  for (const OfferList& list : lists)
    for (const Offer& offer : list.offers) {
      if (!is_wanted(request, offer.id)) continue;
      moving.push_back({&offer, changes_of(axis, request.workload, offer), rank_in(ranked, offer.id)});
    }
  sort_by(moving, [](const MovingOffer& a, const MovingOffer& b) {
    if (a.rank != b.rank) return a.rank < b.rank;
    const std::string& platform_a = a.offer->platform->id;
    const std::string& platform_b = b.offer->platform->id;
    return platform_a != platform_b ? platform_a < platform_b : a.offer->id < b.offer->id;
  });
  return moving;
}

// Without the offers that have no price at any value.
Curve with_prices(Curve curve, const std::vector<MovingOffer>& moving) {
  std::vector<int> place(moving.size(), -1);
  std::size_t kept = 0;
  for (std::size_t k = 0; k < moving.size(); ++k) {
    if (!moving[k].has_price) continue;
    place[k] = static_cast<int>(kept);
    if (kept != k) {
      curve.offers[kept] = std::move(curve.offers[k]);
      curve.usd_per_day[kept] = std::move(curve.usd_per_day[k]);
    }
    ++kept;
  }
  curve.offers.resize(kept);
  curve.usd_per_day.resize(kept);
  for (int& winner : curve.winner)
    if (winner >= 0) winner = place[static_cast<std::size_t>(winner)];
  return curve;
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

std::set<std::string> may_win(const Comparison& comparison, const Requirements& requirements,
                              const AxisRange& range, double requests_per_unit) {
  const std::vector<CurveOffer> offers = curve_offers(comparison);
  AxisRange coarse = range;
  coarse.points = std::max(2, (range.points - 1) / points_a_stretch + 1);
  const std::vector<double> x = axis_points(coarse);
  constexpr double none = std::numeric_limits<double>::infinity();
  std::vector<std::vector<double>> usd(offers.size(), std::vector<double>(x.size(), none));
  std::vector<double> best(x.size(), none);
  for (std::size_t k = 0; k < offers.size(); ++k)
    for (std::size_t i = 0; i < x.size() && !offers[k].refused_at_any_volume; ++i) {
      const double bill = usd_per_day(*offers[k].priced, x[i] * requests_per_unit);
      if (!within_budget(bill, requirements)) continue;
      usd[k][i] = bill;
      best[i] = std::min(best[i], bill);
    }
  std::set<std::string> may;
  for (std::size_t k = 0; k < offers.size(); ++k)
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double ends_at = i + 1 < x.size() ? best[i + 1] : best[i];
      if (usd[k][i] < none && usd[k][i] <= ends_at * simulated_slack) may.insert(offers[k].priced->offer.id);
    }
  return may;
}

Curve sample_curve(const Comparison& comparison, const Requirements& requirements, const AxisRange& range,
                   double requests_per_unit, const PricedOffer* one_replica,
                   const std::set<std::string>* wanted) {
  const std::vector<CurveOffer> offers = curve_offers(comparison);
  Sampled sampled(range);
  std::size_t row = 0;
  for (std::size_t k = 0; k < offers.size(); ++k) {
    const PricedOffer& priced = *offers[k].priced;
    if (wanted && wanted->count(priced.offer.id) == 0) continue;
    const bool kept = one_replica && one_replica->offer.id == priced.offer.id;
    sampled.add_offer(priced.offer.id);
    for (std::size_t i = 0; i < sampled.points() && !offers[k].refused_at_any_volume; ++i) {
      const double requests_per_day = sampled.x(i) * requests_per_unit;
      const Bill of_day =
          kept ? bill_of_one_replica(priced, requests_per_day) : bill(priced, requests_per_day);
      if (within_budget(of_day.usd_per_day, requirements)) sampled.put(row, i, priced, of_day);
    }
    ++row;
  }
  return sampled.take();
}

Curve sample_axis(const Catalog& catalog, const Request& request, const Axis& axis, const AxisRange& range) {
  std::vector<OfferList> lists;
  for (const std::string& model_id : request.workload.models)
    if (const Model* model = find_model(catalog, model_id))
      lists.push_back(expand_offers(catalog, *model, request.requirements.precision, request.as_of));
  std::vector<MovingOffer> moving = moving_offers(lists, catalog, request, axis);
  Sampled sampled(range);
  for (const MovingOffer& one : moving) sampled.add_offer(one.offer->id);
  const bool own_load = changes_load(axis);
  std::shared_ptr<const LoadSeries> load;
  for (std::size_t i = 0; i < sampled.points(); ++i) {
    const Request changed = at_axis(request, axis, sampled.x(i));
    if (own_load || !load) load = std::make_shared<const LoadSeries>(load_series(changed.workload.load));
    const Overrides overrides{changed.overrides};
    const Model* bound = nullptr;
    Workload workload;
    std::optional<PricingTask> task;
    for (std::size_t k = 0; k < moving.size(); ++k) {
      MovingOffer& one = moving[k];
      if (bound != one.offer->model) {
        bound = one.offer->model;
        workload = workload_of_model(changed.workload, catalog, *bound);
        task.emplace(PricingTask{catalog, workload, changed.requirements, overrides, load});
      }
      const bool moves_gates = axis.kind == Axis::Kind::amount || axis.kind == Axis::Kind::input_share;
      if (i == 0 || moves_gates)
        one.passes_gates = check_offer(*one.offer, workload, changed.requirements).failures.empty();
      if (i == 0 || one.changes == Changes::price) one.pricing = price(*task, *one.offer);
      PricedOffer* priced = std::get_if<PricedOffer>(&one.pricing);
      if (!priced) continue;
      one.has_price = true;
      if (!one.passes_gates || check_api_speed(*priced, workload.sla)) continue;
      priced->load = load;
      const Bill of_day = bill(*priced, changed.workload.requests_per_day);
      if (within_budget(of_day.usd_per_day, request.requirements)) sampled.put(k, i, *priced, of_day);
    }
  }
  return with_prices(sampled.take(), moving);
}

}  // namespace picker
