#include "stopping_replica.h"

#include "../billing/granularity.h"
#include "../billing/idle_window.h"
#include "../billing/minimum_charge.h"
#include "../billing/model_load.h"
#include "../numbers/numeric.h"
#include "queueing.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace picker {
namespace {

// With so many requests in a hold the chance that it passes unused is lost in the last bit.
constexpr double always_expected = 37;
// How often one replica that stops when idle is looked at where demand varies. Against every minute it is off
// by 0.3 % at most where the window is an hour, by less where it is shorter.
constexpr double slice_s = 1800;

// Seconds of mean demand from the beginning of the period until `second`, which may lie before it: the period
// repeats.
double demand_until(const LoadSeries& series, double second) {
  const double period_s = static_cast<double>(series.hourly.size()) * seconds_per_hour;
  const double periods = std::floor(second / period_s);
  const double at = (second - periods * period_s) / seconds_per_hour;
  const std::size_t hour = std::min(static_cast<std::size_t>(at), series.hourly.size() - 1);
  const double of_hour = (at - static_cast<double>(hour)) * seconds_per_hour * series.hourly[hour];
  return periods * period_s + series.before[hour] + of_hour;
}

// One replica that stops when idle, at a moment.
struct StoppingMoment {
  double billed_share = 0;
  StoppedWhenIdle replica;
};

// A start that costs more than the time it saves is not made: the replica then runs on.
StoppingMoment stopping_moment(const BillingTerms& terms, const Service& service, double requests_per_s,
                               double expected_in_hold) {
  const double hold = hold_s(service.duration_s, terms);
  StoppingMoment moment;
  if (expected_in_hold > always_expected && terms.bills_idle) {
    moment.billed_share = 1;
    return moment;
  }
  moment.replica = stopped_when_idle(requests_per_s, expected_in_hold, hold, terms.cold_start_s);
  const double starts = moment.replica.starts_per_s;
  const double load_s = billed_load_s(terms);
  const double alone_share = numeric::exp(-expected_in_hold);  // of the lives: nothing came after its start
  Lives lives{load_s + billed_hold_s(service.duration_s, terms), alone_share,
              moment.replica.on_s_per_start - terms.cold_start_s + load_s};
  double billed = 1 - moment.replica.off_share - starts * (terms.cold_start_s - load_s);
  if (!terms.bills_idle) {
    // Requests that wait for the start run at once: the time of one.
    const double rate_before = hold > 0 ? expected_in_hold / hold : requests_per_s;
    const double busy = 1 - numeric::exp(-requests_per_s * service.duration_s);
    billed = busy / (1 + rate_before * terms.cold_start_s * alone_share) + starts * load_s;
    if (starts > 0) lives.mean_s = std::max(billed / starts, lives.least_s);
  }
  if (starts > 0) billed += starts * mean_rounding_s(lives, terms);
  // Requests so long that they fill the replica wait for one another: it runs for their work at least.
  billed = std::max(billed, requests_per_s * service.work_s_per_request);
  moment.billed_share = std::min(billed, 1.0);
  return moment;
}

}  // namespace

bool runs_on(const BillingTerms& terms, const Service& service, double requests_per_s) {
  const double expected = requests_per_s * hold_s(service.duration_s, terms);
  if (!terms.bills_idle || expected <= 1) return false;
  const StoppedWhenIdle replica =
      stopped_when_idle(requests_per_s, expected, hold_s(service.duration_s, terms), terms.cold_start_s);
  return replica.starts_per_s * seconds_per_day * days_per_month < 1;
}

void add_stopping_replica(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                          double requests_per_day, BilledDay& day, std::vector<LoadHour>* hours) {
  const double mean_rate = requests_per_day / seconds_per_day;
  const double hold = hold_s(service.duration_s, terms);
  const bool steady = !varies(series.load.shape);
  const double period_s = static_cast<double>(series.hourly.size()) * seconds_per_hour;
  const int slices = steady && !hours ? 1 : static_cast<int>(period_s / slice_s);
  double delayed = 0, last_rate = -1, last_expected = -1;
  StoppingMoment moment;
  for (int i = 0; i < slices; ++i) {
    const double second = (i + 0.5) * period_s / slices;
    const std::size_t hour = static_cast<std::size_t>(second / seconds_per_hour);
    const double rate = mean_rate * series.hourly[hour];
    const bool same_rate = steady || hold <= second - static_cast<double>(hour) * seconds_per_hour;
    const double expected =
        same_rate ? rate * hold
                  : mean_rate * (demand_until(series, second) - demand_until(series, second - hold));
    // Most slices are like the one before, and the moment is what costs time.
    if (rate != last_rate || expected != last_expected)
      moment = stopping_moment(terms, service, rate, expected);
    last_rate = rate;
    last_expected = expected;
    const double share = 1.0 / slices;
    day.billed_replica_s += share * moment.billed_share * seconds_per_day;
    day.cold_starts += share * moment.replica.starts_per_s * seconds_per_day;
    delayed += share * series.hourly[hour] * std::min(moment.replica.delayed_share, 1.0);
    if (!hours) continue;
    const double of_hour = slice_s / seconds_per_hour;
    LoadHour& means = (*hours)[hour];
    means.replicas += of_hour * moment.billed_share;
    means.capacity_requests_per_s += of_hour * (1 - moment.replica.off_share) / service.work_s_per_request;
    means.cold_starts += moment.replica.starts_per_s * slice_s;
  }
  day.cold_share = delayed;
}

bool first_replica_stops(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                         double requests_per_s) {
  if (!follows_demand(terms.scale_to_zero) || terms.minimum_replicas >= 1) return false;
  if (!varies(series.load.shape)) return !runs_on(terms, service, requests_per_s);
  const double least_rate = requests_per_s * *std::min_element(series.hourly.begin(), series.hourly.end());
  return !terms.bills_idle || least_rate * hold_s(service.duration_s, terms) <= always_expected;
}

}  // namespace picker
