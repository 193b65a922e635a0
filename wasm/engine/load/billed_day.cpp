#include "billed_day.h"

#include "../billing/minimum_replicas.h"
#include "../billing/reserved_minutes.h"
#include "../numbers/order.h"
#include "batch_in_troughs.h"
#include "simulated_replicas.h"
#include "stopping_replica.h"
#include "whole_replicas.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>

// Every day is one of five regimes; which one follows from the shape of the load, from whether the platform
// stops idle replicas, and from whether one replica is enough.
//
//   packed           the lesson's: billed time is work, at least the reserved minutes; replicas are a
//   fraction nothing asked    what runs with no request at all (billing/minimum_replicas.h) always on as many
//   whole replicas as the busiest moment needs, all day one that stops   the first replica of a platform that
//   scales to zero, by its closed form at any load
//                    (stopping_replica.h): it bills its cold start, its work and its idle window
//   simulated        where demand varies, what the autoscaler simulation has further replicas do on top of
//   the
//                    first one's closed form (simulated_replicas.h)
//
// The closed form is exact for one replica and knows no second; the simulation knows any number, but is a
// fluid: in it a replica never idles between two single requests. So the first replica is the closed form's
// at any load, and further ones are the simulation's, which come in where replicas are sized for 0.4 to 0.6
// of what one carries: below that chance peaks want no second replica, above it they count in full. The
// simulation runs at mean loads a third of an octave apart, and a load between two of them is a share of
// each: on a finer grid single chance peaks of the noise come through as falls of the bill, on a coarser one
// the bill bends where the second replica comes. Work that may wait (batch_in_troughs.h) is laid over the day
// of the rest.

namespace picker {
namespace {

double replicas_for(const LoadSeries& series, const BillingTerms& terms, double load) {
  const double needed = whole_replicas(load * series.sizing_peak);
  return std::max({1.0, needed, terms.minimum_replicas});
}

bool one_is_enough(const LoadSeries& series, double load) {
  return load * series.sizing_peak * (1 - replica_rounding) <= 1;
}

// The day of what does not wait.
BilledDay interactive_day(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                          double requests_per_day, bool one_replica, std::vector<LoadHour>* hours) {
  const double load = mean_load(service, requests_per_day);
  const bool simulates = follows_demand(terms.scale_to_zero) && varies(series.load.shape);
  const bool adds_further = simulates && terms.bills_idle && !one_replica;
  const bool first_alone = one_replica || adds_further || one_is_enough(series, load);
  BilledDay day;
  const auto run_all_day = [&](double replicas) {
    day.replicas_peak = replicas;
    day.billed_replica_s = replicas * seconds_per_day;
    for (std::size_t i = 0; hours && i < hours->size(); ++i)
      (*hours)[i] = {requests_per_day / seconds_per_day * series.hourly[i], 0,
                     service.work_s_per_request > 0 ? replicas / service.work_s_per_request : 0, replicas, 0};
  };
  if (series.load.shape == LoadShape::packed) {
    day.billed_replica_s = load * seconds_per_day;
  } else if (!(requests_per_day > 0)) {
    run_all_day(replicas_at_rest(terms));
  } else if (first_alone && first_replica_stops(series, terms, service, requests_per_day / seconds_per_day)) {
    run_all_day(1);
    day.billed_replica_s = 0;
    for (std::size_t i = 0; hours && i < hours->size(); ++i)
      (*hours)[i].capacity_requests_per_s = (*hours)[i].replicas = 0;
    add_stopping_replica(series, terms, service, requests_per_day, day, hours);
  } else if (simulates && !first_alone) {
    add_simulated(series, terms, service, load, day, hours);
  } else {
    run_all_day(first_alone ? std::max(1.0, terms.minimum_replicas) : replicas_for(series, terms, load));
  }
  if (adds_further) add_additional_replicas(series, terms, service, load, day, hours);
  return day;
}

BilledDay compute_billed_day(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                             double requests_per_day, bool one_replica, std::vector<LoadHour>* hours) {
  const double load = mean_load(service, requests_per_day);
  const bool packed = series.load.shape == LoadShape::packed;
  const double waits = packed ? 0 : service.batch_share;
  const double now = requests_per_day * (1 - waits);
  BilledDay day = interactive_day(series, terms, service, now, one_replica, hours);
  if (waits > 0 && requests_per_day > 0) {
    const double before_s = day.billed_replica_s;
    add_batch(terms, mean_load(service, now), load * waits, one_replica, day);
    day.cold_share *= 1 - waits;
    if (hours)
      spread_batch(service, requests_per_day * waits, (day.billed_replica_s - before_s) / seconds_per_day,
                   *hours);
  }
  const double capacity_s = day.replicas_peak.value_or(1) * seconds_per_day;
  day.billed_replica_s = with_reserved_s(day.billed_replica_s, terms);
  day.utilization = capacity_s > 0 ? load * seconds_per_day / capacity_s : 0;
  day.billed_utilization = day.billed_replica_s > 0 ? load * seconds_per_day / day.billed_replica_s : 0;
  return day;
}

}  // namespace

BilledDay bill_day(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                   double requests_per_day) {
  return compute_billed_day(series, terms, service, requests_per_day, false, nullptr);
}

BilledDay bill_one_replica(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                           double requests_per_day) {
  return compute_billed_day(series, terms, service, requests_per_day, true, nullptr);
}

std::vector<LoadHour> load_hours(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                                 double requests_per_day) {
  if (series.load.shape == LoadShape::packed) return {};
  std::vector<LoadHour> hours(series.hourly.size());
  compute_billed_day(series, terms, service, requests_per_day, false, &hours);
  return hours;
}

double reachable_utilization(const LoadSeries& series, double batch_share) {
  return 1 / std::max((1 - batch_share) * series.sizing_peak, 1.0);
}

bool is_reachable(const LoadSeries& series, double utilization, double batch_share) {
  return series.load.shape == LoadShape::packed ||
         utilization <= reachable_utilization(series, batch_share) * (1 + 2 * replica_rounding);
}

double curved_to(const LoadSeries& series, const BillingTerms& terms, const Service& service) {
  if (series.load.shape == LoadShape::packed || !follows_demand(terms.scale_to_zero)) return 0;
  if (varies(series.load.shape)) return std::numeric_limits<double>::infinity();
  const double now = 1 - service.batch_share;
  if (terms.minimum_replicas >= 1 || !(service.work_s_per_request > 0) || !(now > 0)) return 0;
  double high = seconds_per_day / service.work_s_per_request;
  if (!runs_on(terms, service, high / seconds_per_day)) return high / now;
  double low = 0;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (runs_on(terms, service, middle / seconds_per_day) ? high : low) = middle;
  }
  return high / now;
}

std::vector<double> billing_breakpoints(const LoadSeries& series, const BillingTerms& terms,
                                        const Service& service, double to_requests_per_day, int most) {
  std::vector<double> points;
  if (!(service.work_s_per_request > 0)) return points;
  if (series.load.shape == LoadShape::packed) {
    const double kink = terms.floor_s_per_day / service.work_s_per_request;
    if (kink > 0 && kink <= to_requests_per_day) points.push_back(kink);
    return points;
  }
  const double curved = curved_to(series, terms, service);
  const double first = std::max(1.0, terms.minimum_replicas);
  if (curved > 0 && curved <= to_requests_per_day) points.push_back(curved);
  const auto add_steps = [&](double replica_day) {
    for (int step = 0; step < most; ++step) {
      const double point = (first + step) * replica_day;
      if (!(point <= to_requests_per_day)) break;
      if (point > curved) points.push_back(point);
    }
  };
  // Replicas come for the peak of what does not wait, and for the mean of all.
  const double day = seconds_per_day / service.work_s_per_request;
  const double now = 1 - service.batch_share;
  if (now > 0) add_steps(day / (series.sizing_peak * now));
  if (service.batch_share > 0) add_steps(day);
  sort_by(points, std::less<>());
  return points;
}

}  // namespace picker
