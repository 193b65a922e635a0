#include "batch_in_troughs.h"

#include "../billing/idle_window.h"
#include "../billing/model_load.h"
#include "shape.h"
#include "whole_replicas.h"

#include <algorithm>

namespace picker {

void add_batch(const BillingTerms& terms, double interactive_load, double batch_load, bool one_replica,
               BilledDay& day) {
  const double all = whole_replicas(interactive_load + batch_load);
  const double before = day.replicas_peak.value_or(0);
  if (!one_replica) day.replicas_peak = std::max(before, all);
  if (!follows_demand(terms.scale_to_zero)) {
    day.billed_replica_s += (day.replicas_peak.value_or(0) - before) * seconds_per_day;
    return;
  }
  const double spare_s = std::max(day.billed_replica_s - interactive_load * seconds_per_day, 0.0);
  const double more_s = batch_load * seconds_per_day - spare_s;
  if (!(more_s > 0)) return;
  const double run_s = billed_load_s(terms) + (terms.bills_idle ? terms.idle_window_s : 0);
  const double most_s = day.replicas_peak.value_or(1) * seconds_per_day;
  const double billed_s =
      std::max(day.billed_replica_s + more_s, std::min(day.billed_replica_s + more_s + run_s, most_s));
  if (billed_s > day.billed_replica_s + more_s) day.cold_starts += 1;
  day.billed_replica_s = one_replica ? std::min(billed_s, most_s) : billed_s;
}

void spread_batch(const Service& service, double batch_requests_per_day, double added_replicas,
                  std::vector<LoadHour>& hours) {
  double free = 0;
  for (LoadHour& hour : hours) {
    hour.replicas += added_replicas;
    hour.capacity_requests_per_s += added_replicas / service.work_s_per_request;
    free += std::max(hour.capacity_requests_per_s - hour.demand_requests_per_s, 0.0);
  }
  if (!(free > 0)) return;
  const double share = batch_requests_per_day / seconds_per_day * static_cast<double>(hours.size()) / free;
  for (LoadHour& hour : hours)
    hour.batch_requests_per_s =
        share * std::max(hour.capacity_requests_per_s - hour.demand_requests_per_s, 0.0);
}

}  // namespace picker
