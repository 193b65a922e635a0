// Latency of one replica whose requests arrive on their own (open loop), and the largest rate at which it
// keeps the limits that the founder states. Means and a 95th percentile, from closed forms of queueing. It
// never gives a 99th percentile, models a burst at the start of a test, or chooses how many GPUs to take.

#pragma once

#include <optional>

#include "../on_need.h"
#include "serving_constants.h"
#include "serving_query.h"

namespace picker {

// limits of a request as the founder states them; none: unlimited
struct LatencyLimits {
  std::optional<double> tpot_s = {};      // mean time per output token after the first
  std::optional<double> ttft_p95_s = {};  // time to first token that 95 % of requests keep
  double hidden_tokens = 0;               // written before the first token that the limit is about
};

struct Arrivals {
  double interarrival_cv = 1;  // coefficient of variation between arrivals; 1 is Poisson
  double prompt_scv = 0.3;     // squared coefficient of variation of prompt times; classes have their own
};

struct OpenLoop {
  double prompt_load = 0;  // share of the time that prompts take
  double batch = 0;        // mean sequences decoded together, below 1 at low rates
  double t_dec_s = 0;      // one decode step
  double tpot_s = 0;
  double prompt_wait_s = 0;  // mean wait of a prompt behind others
  double ttft_mean_s = 0;
  double ttft_p95_s = 0;
};

// At a rate of at least 0; query.concurrency is ignored. None: overload, or the weights do not fit.
std::optional<OpenLoop> open_loop(const ServingQuery& query, double requests_per_s, const Arrivals& arrivals,
                                  const ServingConstants& constants = default_serving_constants);

// Largest rate (requests/s) of the replica within the limits; 0 when none keeps them; none when the weights
// do not fit. query.concurrency is ignored. Without limits it is the rate at saturation.
PICKER_ON_NEED std::optional<double> largest_rate(
    const ServingQuery& query, const LatencyLimits& limits, const Arrivals& arrivals,
    const ServingConstants& constants = default_serving_constants);

}  // namespace picker
