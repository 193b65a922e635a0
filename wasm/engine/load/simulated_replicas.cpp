#include "simulated_replicas.h"

#include "billed_table.h"
#include "whole_replicas.h"

#include <algorithm>
#include <cstddef>

namespace picker {
namespace {

// Shares of the load at which replicas are sized for more than the first. Below the one the first serves
// alone: chance peaks want no other. From the other on further ones count in full; between them in part, as
// some scalers start them for what waits for a cold start at any load.
constexpr double additional_from = 0.4;
constexpr double additional_whole = 0.6;

}  // namespace

void add_additional_replicas(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                             double load, BilledDay& day, std::vector<LoadHour>* hours) {
  const double first = std::max(1.0, terms.minimum_replicas);
  const double sized_for = load * series.sizing_peak / first;
  const double share = std::min((sized_for - additional_from) / (additional_whole - additional_from), 1.0);
  if (!(share > 0)) return;
  const SimulatedPeriod period = simulated_period(series, terms, load, hours != nullptr);
  day.simulated = sized_for * (1 - replica_rounding) > 1 || period.further.billed > 0;
  if (!day.simulated) return;
  const double a_day = share * 24 / static_cast<double>(series.hourly.size());
  day.billed_replica_s += a_day * period.further.billed;
  day.replicas_peak = std::max(first, whole_replicas(period.peak_replicas));
  day.cold_starts += a_day * period.further.starts;
  for (std::size_t i = 0; hours && i < hours->size(); ++i) {
    const SimulatedHour& hour = period.hours[i];
    LoadHour& means = (*hours)[i];
    means.demand_requests_per_s = hour.demand / service.work_s_per_request;
    means.capacity_requests_per_s += share * hour.further.ready / service.work_s_per_request;
    means.replicas += share * hour.further.billed;
    means.cold_starts += share * hour.further.starts;
  }
}

void add_simulated(const LoadSeries& series, const BillingTerms& terms, const Service& service, double load,
                   BilledDay& day, std::vector<LoadHour>* hours) {
  const SimulatedPeriod period = simulated_period(series, terms, load, hours != nullptr);
  const double days = static_cast<double>(series.hourly.size()) / 24;
  day.simulated = true;
  day.billed_replica_s = period.billed_s / days;
  day.replicas_peak = whole_replicas(period.peak_replicas);
  day.cold_starts = period.starts / days;
  day.cold_share = period.work_s > 0 ? period.work_without_replica_s / period.work_s : 0;
  for (std::size_t i = 0; hours && i < hours->size(); ++i) {
    const SimulatedHour& hour = period.hours[i];
    (*hours)[i] = {hour.demand / service.work_s_per_request, 0, hour.ready / service.work_s_per_request,
                   hour.billed, hour.starts};
  }
}

}  // namespace picker
