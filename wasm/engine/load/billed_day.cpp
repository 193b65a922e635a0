#include "billed_day.h"

#include "../billing/granularity.h"
#include "../billing/idle_window.h"
#include "../billing/minimum_charge.h"
#include "../billing/minimum_replicas.h"
#include "../billing/model_load.h"
#include "../billing/reserved_minutes.h"
#include "../numeric.h"
#include "../order.h"
#include "noise.h"
#include "queueing.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <utility>

namespace picker {
namespace {

// A replica that is wholly used must not start another one because of the last bit of a product.
constexpr double rounding = 1e-12;
// With so many requests in a hold the chance that it passes unused is lost in the last bit.
constexpr double always_expected = 37;
// How often one replica that stops when idle is looked at where demand varies. Against every minute it is off
// by 0.3 % at most where the window is an hour, by less where it is shorter.
constexpr double slice_s = 1800;
// Shares of the load at which replicas are sized for more than the first. Below the one the first serves
// alone: chance peaks want no other. From the other on further ones count in full; between them in part, as
// some scalers start them for what waits for a cold start at any load.
constexpr double further_from = 0.4;
constexpr double further_whole = 0.6;

double mean_load(const Service& service, double requests_per_day) {
  return requests_per_day * service.work_s_per_request / seconds_per_day;
}

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

// So rarely off that it counts as always on: less than one start a month, and falling with more requests.
bool runs_on(const BillingTerms& terms, const Service& service, double requests_per_s) {
  const double expected = requests_per_s * hold_s(service.duration_s, terms);
  if (!terms.bills_idle || expected <= 1) return false;
  const StoppedWhenIdle replica =
      stopped_when_idle(requests_per_s, expected, hold_s(service.duration_s, terms), terms.cold_start_s);
  return replica.starts_per_s * seconds_per_day * days_per_month < 1;
}

// One replica that stops when idle, over the period. `hours` gets the means of each hour where it is asked
// for.
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

// Whether there are moments without a replica: not where so many requests come at any hour that it runs on.
bool first_stops(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                 double requests_per_s) {
  if (!follows_demand(terms.scale_to_zero) || terms.minimum_replicas >= 1) return false;
  if (!varies(series.load.shape)) return !runs_on(terms, service, requests_per_s);
  const double least_rate = requests_per_s * *std::min_element(series.hourly.begin(), series.hourly.end());
  return !terms.bills_idle || least_rate * hold_s(service.duration_s, terms) <= always_expected;
}

// Where demand varies: the first replica's bill is there, and what the autoscaler simulation has further ones
// do comes on top. A fluid never lets a replica idle between single requests, and one replica never needs a
// second, so each stands for what it sees.
void add_further(const LoadSeries& series, const BillingTerms& terms, const Service& service, double load,
                 BilledDay& day, std::vector<LoadHour>* hours) {
  const double first = std::max(1.0, terms.minimum_replicas);
  const double sized_for = load * series.sizing_peak / first;
  const double share = std::min((sized_for - further_from) / (further_whole - further_from), 1.0);
  if (!(share > 0)) return;
  const SimulatedPeriod period = simulated_period(series, terms, load, hours != nullptr);
  day.simulated = sized_for * (1 - rounding) > 1 || period.further.billed > 0;
  if (!day.simulated) return;
  const double a_day = share * 24 / static_cast<double>(series.hourly.size());
  day.billed_replica_s += a_day * period.further.billed;
  day.replicas_peak = std::max(first, std::ceil(period.peak_replicas * (1 - rounding)));
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

// Where idle time is free. No sum of the two: the closed form bills the time in which any request runs, this
// the work alone, and neither holds a part that the other misses.
void add_simulated(const LoadSeries& series, const BillingTerms& terms, const Service& service, double load,
                   BilledDay& day, std::vector<LoadHour>* hours) {
  const SimulatedPeriod period = simulated_period(series, terms, load, hours != nullptr);
  const double days = static_cast<double>(series.hourly.size()) / 24;
  day.simulated = true;
  day.billed_replica_s = period.billed_s / days;
  day.replicas_peak = std::ceil(period.peak_replicas * (1 - rounding));
  day.cold_starts = period.starts / days;
  day.cold_share = period.work_s > 0 ? period.work_without_replica_s / period.work_s : 0;
  for (std::size_t i = 0; hours && i < hours->size(); ++i) {
    const SimulatedHour& hour = period.hours[i];
    (*hours)[i] = {hour.demand / service.work_s_per_request, 0, hour.ready / service.work_s_per_request,
                   hour.billed, hour.starts};
  }
}

double replicas_for(const LoadSeries& series, const BillingTerms& terms, double load) {
  const double needed = std::ceil(load * series.sizing_peak * (1 - rounding));
  return std::max({1.0, needed, terms.minimum_replicas});
}

bool one_is_enough(const LoadSeries& series, double load) {
  return load * series.sizing_peak * (1 - rounding) <= 1;
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
  } else if (first_alone && first_stops(series, terms, service, requests_per_day / seconds_per_day)) {
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
  if (adds_further) add_further(series, terms, service, load, day, hours);
  return day;
}

// What waits runs on what the others leave: the idle part of what always runs, and of what is billed of
// replicas that stop. The rest adds whole replicas to those that always run, and one run a day, with its
// start and its idle window, to those that stop.
void add_batch(const BillingTerms& terms, double interactive_load, double batch_load, bool one_replica,
               BilledDay& day) {
  const double all = std::ceil((interactive_load + batch_load) * (1 - rounding));
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

// The hours of a day with batch work: what was added to the bill runs evenly, the batch takes what is free.
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

BilledDay worked_day(const LoadSeries& series, const BillingTerms& terms, const Service& service,
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

LoadSeries load_series(const Load& load, double noise_sd) {
  LoadSeries series;
  series.load = load;
  series.noise_relative_sd = noise_sd;
  series.sizing_peak = sizing_peak(load, noise_sd);
  series.hourly = hourly_demand(load);
  series.before = {0};
  for (const double demand : series.hourly)
    series.before.push_back(series.before.back() + demand * seconds_per_hour);
  series.step_s = period_hours(load) > 24 ? week_step_s : day_step_s;
  return series;
}

const std::vector<double>& demand_path(const LoadSeries& series, int path) {
  while (static_cast<int>(series.paths.size()) <= path) {
    const int count = static_cast<int>(period_hours(series.load) * seconds_per_hour / series.step_s);
    std::vector<double> steps = demand_noise(count, series.step_s, series.noise_relative_sd,
                                             noise_correlation_s, series.paths.size());
    double sum = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      steps[i] *= demand_at(series.load, static_cast<double>(i) * series.step_s);
      sum += steps[i];
    }
    // Noise that falls on the busy hours would else change how many requests there are.
    for (double& step : steps) step *= count / sum;
    series.paths.push_back(std::move(steps));
  }
  return series.paths[static_cast<std::size_t>(path)];
}

BilledDay bill_day(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                   double requests_per_day) {
  return worked_day(series, terms, service, requests_per_day, false, nullptr);
}

BilledDay bill_one_replica(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                           double requests_per_day) {
  return worked_day(series, terms, service, requests_per_day, true, nullptr);
}

std::vector<LoadHour> load_hours(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                                 double requests_per_day) {
  if (series.load.shape == LoadShape::packed) return {};
  std::vector<LoadHour> hours(series.hourly.size());
  worked_day(series, terms, service, requests_per_day, false, &hours);
  return hours;
}

double reachable_utilization(const LoadSeries& series, double batch_share) {
  return 1 / std::max((1 - batch_share) * series.sizing_peak, 1.0);
}

bool is_reachable(const LoadSeries& series, double utilization, double batch_share) {
  return series.load.shape == LoadShape::packed ||
         utilization <= reachable_utilization(series, batch_share) * (1 + 2 * rounding);
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
