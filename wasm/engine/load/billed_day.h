// Billed day: a load on one offer's replicas, as replicas and billed seconds. Closed forms for replicas that
// always run and for the first one that stops when idle; the autoscaler simulation for those on top of it.
// Replica-seconds are of one whole replica; multiply by its GPUs for GPU-seconds. Never prices anything.
#pragma once

#include "../billing/terms.h"
#include "billed_table.h"
#include "shape.h"

#include <optional>
#include <vector>

namespace picker {

// A week is simulated in coarser steps than a day; against one second they are some percent off.
constexpr double day_step_s = 10;
constexpr double week_step_s = 30;

// A load worked out once for all offers. What the simulation needs of it and what it found are made when
// first asked for; the order does not change them.
struct LoadSeries {
  Load load;
  double sizing_peak = 1;      // of shape.h
  std::vector<double> hourly;  // demand over its mean, by hour of the period
  std::vector<double> before;  // seconds of mean demand before each hour, and before the end
  double step_s = day_step_s;
  double noise_relative_sd = picker::noise_relative_sd;
  mutable std::vector<std::vector<double>> paths = {};  // demand_path
  mutable std::vector<BilledTable> tables = {};
};

LoadSeries load_series(const Load& load, double noise_sd = noise_relative_sd);

// Demand over its mean by steps of step_s, with noise of its own for each path. The load varies.
const std::vector<double>& demand_path(const LoadSeries& series, int path);

// How one replica serves one request.
struct Service {
  double work_s_per_request = 0;  // seconds of the replica at its largest feasible rate (1 / X)
  double duration_s = 0;          // from arrival to last token, on a replica that is ready and idle
  // Of the requests, those that may wait 24 hours: they fill what the others leave of the replicas before
  // they add one, and add none for a peak.
  double batch_share = 0;
};

// Means over the period, per day.
struct BilledDay {
  std::optional<double> replicas_peak;  // empty for `packed`, which has no whole replicas
  double billed_replica_s = 0;
  double utilization = 0;         // work / (peak replicas x 86,400 s); one replica for `packed`, may exceed 1
  double billed_utilization = 0;  // work / billed time
  double cold_starts = 0;
  double cold_share = 0;  // of the requests: those that wait for a replica to start, or are refused meanwhile
  bool simulated = false;  // some or all of it is, and carries the noise of that
};

// requests_per_day >= 0. bill_one_replica holds their number at one (the platform's minimum if that is more),
// however little that is. Source of the rules: design "Load"; the lesson's for `packed`.
BilledDay bill_day(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                   double requests_per_day);
BilledDay bill_one_replica(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                           double requests_per_day);

// Means of one hour of the period.
struct LoadHour {
  double demand_requests_per_s = 0;  // of what does not wait
  double batch_requests_per_s = 0;   // of what does, as far as it fits the hour
  double capacity_requests_per_s = 0;
  double replicas = 0;  // billed, used or not
  double cold_starts = 0;
};

// 24 or 168 of them. `packed` has none.
std::vector<LoadHour> load_hours(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                                 double requests_per_day);

// The most of the day's capacity that this load can use before another replica starts, 0..1. What may wait
// fills the troughs.
double reachable_utilization(const LoadSeries& series, double batch_share);

// Whether a bill at this utilization can happen. `packed` spreads work over fractions of replicas, so always.
bool is_reachable(const LoadSeries& series, double utilization, double batch_share);

// Below so many requests a day the bill bends without steps; 0 where it is straight from step to step.
double curved_to(const LoadSeries& series, const BillingTerms& terms, const Service& service);

// Requests a day in (0, to] at which billed time changes its slope or jumps, rising, at most `most` of them;
// those in the curved part are left out.
std::vector<double> billing_breakpoints(const LoadSeries& series, const BillingTerms& terms,
                                        const Service& service, double to_requests_per_day, int most);

}  // namespace picker
