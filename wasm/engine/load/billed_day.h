// Billed day: a load on one offer's replicas, as replicas and billed seconds. Closed forms for replicas that
// always run and for the first one that stops when idle; the autoscaler simulation for those on top of it.
// Replica-seconds are of one whole replica; multiply by its GPUs for GPU-seconds. Never prices anything.
#pragma once

#include "../billing/terms.h"
#include "load_series.h"
#include "replica_day.h"

#include <vector>

namespace picker {

// requests_per_day >= 0. bill_one_replica holds their number at one (the platform's minimum if that is more),
// however little that is. Source of the rules: design "Load"; the lesson's for `packed`.
BilledDay bill_day(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                   double requests_per_day);
BilledDay bill_one_replica(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                           double requests_per_day);

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
