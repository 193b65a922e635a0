// Autoscaler: a fluid simulation of replicas that follow demand, step by step: work queues while replicas
// start, replicas stop after a quiet window, lives are billed by the platform's rules.
// One unit of work is what one replica does in one second. Never idles between single requests: below about
// one a minute stopped_when_idle (queueing.h) is right.
#pragma once

#include "../billing/terms.h"

#include <vector>

namespace picker {

// Demand by steps, as work per second over its mean; `before` steps warm the scaler up unmeasured, taken from
// the end of the period, which repeats.
struct DemandSteps {
  const std::vector<double>& relative;
  double step_s = 1;
  int before = 0;
};

// Of the replicas beyond the first ones: the oldest, as many as always run, one at least.
struct FurtherReplicas {
  double ready = 0;
  double billed = 0;
  double starts = 0;
};

// Means of one hour.
struct SimulatedHour {
  double demand = 0;  // work a second
  double ready = 0;   // replicas that serve
  double billed = 0;  // replicas that are billed
  double starts = 0;
  FurtherReplicas further;
};

// Sums over the measured period, in replica-seconds.
struct SimulatedPeriod {
  double work_s = 0;
  double billed_s = 0;
  double starts = 0;
  double peak_replicas = 0;           // ready at once
  double work_without_replica_s = 0;  // that arrived while none was ready
  FurtherReplicas further;
  std::vector<SimulatedHour> hours;
};

// mean_load: replicas that would just carry the mean demand. target: the share of a replica that the scaler
// fills. Granularity, idle window, cold start, what bills and the least replicas come from `terms`.
SimulatedPeriod simulate_autoscaler(const DemandSteps& demand, double mean_load, double target,
                                    const BillingTerms& terms);

}  // namespace picker
