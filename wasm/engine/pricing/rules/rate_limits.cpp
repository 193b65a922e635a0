#include "rate_limits.h"

#include "../../numbers/lists.h"

#include <algorithm>
#include <cmath>

namespace picker {
namespace {

// Of 100 minutes of the busiest hour, 95 have no more than the mean and so many standard deviations.
constexpr double burst_covered_z = 1.645;
constexpr double seconds_per_minute = 60;
constexpr LimitKind kinds[] = {LimitKind::requests_per_minute,      LimitKind::requests_per_day,
                               LimitKind::tokens_per_minute,        LimitKind::tokens_per_day,
                               LimitKind::prompt_tokens_per_minute, LimitKind::uncached_tokens_per_minute,
                               LimitKind::output_tokens_per_minute, LimitKind::concurrent_requests,
                               LimitKind::concurrent_gpus,          LimitKind::spend_cap};

struct Demand {
  double peak_requests_per_s = 0;  // mean of the busiest hour
  double busiest_day_requests = 0;
  double burst_cv = 1;
};

Demand demand_of(const PricedOffer& priced, const Workload& workload) {
  // What may wait goes by the batch API, which has limits of its own.
  const bool waits = priced.offer.batch != nullptr;
  const double requests = workload.requests_per_day * (waits ? 1 - workload.batch_share : 1);
  const std::vector<double>& hourly = priced.load->hourly;
  Demand demand;
  demand.burst_cv = workload.load.burst_cv;
  demand.peak_requests_per_s = shape_peak(priced.load->load) * requests / seconds_per_day;
  double busiest = 0;
  for (std::size_t day = 0; day + 24 <= hourly.size(); day += 24) {
    double sum = 0;
    for (std::size_t hour = day; hour < day + 24; ++hour) sum += hourly[hour];
    busiest = std::max(busiest, sum / 24);
  }
  demand.busiest_day_requests = requests * (hourly.empty() ? 1 : busiest);
  return demand;
}

// What 95 of 100 counts stay below, around their mean.
double with_burst(double mean, double burst_cv) {
  return mean + burst_covered_z * burst_cv * std::sqrt(mean);
}

double tokens_counted(const Limit& limit, const Workload& workload) {
  const double cached = limit.cached_counts ? 0 : workload.input_tokens * workload.cached_input_share;
  switch (limit.what) {
    case LimitKind::prompt_tokens_per_minute:
      return workload.input_tokens - cached;
    case LimitKind::uncached_tokens_per_minute:
      return workload.input_tokens * (1 - workload.cached_input_share);
    case LimitKind::output_tokens_per_minute:
      return workload.output_tokens;
    default:
      return workload.input_tokens + workload.output_tokens - cached;
  }
}

// Seconds of one request on a hosted API; empty where nothing is known of its speed.
std::optional<double> request_s(const PricedOffer& priced, const Workload& workload) {
  if (!priced.api) return std::nullopt;
  // The first token at the median: the tail of the p95 does not hold a slot on the average.
  constexpr double tail = 3;
  return priced.api->ttft_p95_s.typical / tail + workload.output_tokens / priced.api->tokens_per_s.typical;
}

std::optional<double> needed(const Limit& limit, const PricedOffer& priced, const Quote& quote,
                             const Workload& workload, const Demand& demand) {
  const double a_minute = with_burst(demand.peak_requests_per_s * seconds_per_minute, demand.burst_cv);
  switch (limit.what) {
    case LimitKind::requests_per_minute:
      return a_minute;
    case LimitKind::requests_per_day:
      return demand.busiest_day_requests;
    case LimitKind::tokens_per_day:
      return demand.busiest_day_requests * tokens_counted(limit, workload);
    case LimitKind::tokens_per_minute:
    case LimitKind::prompt_tokens_per_minute:
    case LimitKind::uncached_tokens_per_minute:
    case LimitKind::output_tokens_per_minute:
      return a_minute * tokens_counted(limit, workload);
    case LimitKind::concurrent_requests: {
      const std::optional<double> seconds = request_s(priced, workload);
      if (!seconds) return std::nullopt;
      return with_burst(demand.peak_requests_per_s * *seconds, demand.burst_cv);
    }
    case LimitKind::concurrent_gpus:
      return quote.replicas_peak.value_or(0) * priced.offer.gpus;
    case LimitKind::spend_cap:
      return quote.usd_per_day * days_per_month;
    case LimitKind::other:
      break;
  }
  return std::nullopt;
}

bool applies(const Limit& limit, const Offer& offer) {
  const bool gpu_time = offer.form == OfferForm::gpu_time;
  if (limit.what == LimitKind::spend_cap) return limit.applies_to != LimitScope::batch;
  return limit.applies_to == (gpu_time ? LimitScope::gpu : LimitScope::serverless);
}

// The limits of one kind that a paying customer meets by himself: those that name the model, else those that
// name none.
std::vector<const Limit*> reachable(const Offer& offer, LimitKind kind) {
  std::vector<const Limit*> named, general;
  for (const Limit& limit : offer.platform->limits) {
    if (limit.what != kind || !applies(limit, offer)) continue;
    if (limit.reach != LimitReach::first && limit.reach != LimitReach::earned) continue;
    if (contains(limit.models, offer.model->id)) named.push_back(&limit);
    if (limit.models.empty()) general.push_back(&limit);
  }
  return named.empty() ? general : named;
}

}  // namespace

std::vector<LimitBreach> limit_breaches(const PricedOffer& priced, const Quote& quote,
                                        const Workload& workload) {
  std::vector<LimitBreach> breaches;
  if (priced.offer.platform->limits.empty()) return breaches;
  const Demand demand = demand_of(priced, workload);
  for (const LimitKind kind : kinds) {
    const Limit* highest = nullptr;
    const Limit* first = nullptr;
    const Limit* next = nullptr;  // the lowest that holds the workload
    std::optional<double> amount;
    for (const Limit* limit : reachable(priced.offer, kind)) {
      amount = needed(*limit, priced, quote, workload, demand);
      if (!highest || limit->value > highest->value) highest = limit;
      if (limit->reach == LimitReach::first && (!first || limit->value > first->value)) first = limit;
      if (amount && *amount <= limit->value && (!next || limit->value < next->value)) next = limit;
    }
    if (!highest || !amount) continue;
    amount = needed(*highest, priced, quote, workload, demand);
    if (*amount > highest->value)
      breaches.push_back({highest, *amount, false});
    else if (next && next->reach == LimitReach::earned && !(first && *amount <= first->value))
      breaches.push_back({next, *amount, true});
  }
  return breaches;
}

}  // namespace picker
