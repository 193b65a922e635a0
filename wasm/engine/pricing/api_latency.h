// API latency: how fast a hosted API answers one request: the time to the first token at the 95th percentile,
// and how fast the answer then streams, each as a range.
//
// A reading of the offer is taken where there is one, moved to the workload's prompt: the first token comes
// later by what uncached prompt tokens cost models of that class. Else the prior of the platform's kind and
// the model's class, times how the platform stands to other hosts. A GPU API cannot stream faster than the
// fastest GPU group that the serving model knows, times what speculation gives. Never refuses an offer, never
// says anything of a 99th percentile.
#pragma once

#include "../catalog/workload.h"
#include "offers.h"

#include <optional>
#include <string>

namespace picker {

struct ApiSpeed {
  Range ttft_p95_s;        // to the first token, of hidden reasoning where it is streamed
  Range answer_p95_s;      // to the first token of the visible answer
  Range tokens_per_s;      // of one request
  Provenance ttft;         // of the two times
  Provenance speed;        // of tokens_per_s
  bool ttft_read = false;  // a reading of this offer stands behind it; else a prior
  bool speed_read = false;
};

// Tokens a second of a request that has the fastest GPU group of the catalogue to itself; empty where the
// model's shape is not known.
std::optional<double> fastest_stream(const Catalog& catalog, const Model& model, const Workload& workload);

// `workload` is bound to the offer's model; `fastest` is fastest_stream of it. Empty where nothing is known
// of the platform's kind, and for offers that are no API for text. Ages count from the catalogue's day.
std::optional<ApiSpeed> api_speed(const Catalog& catalog, const Offer& offer, const Workload& workload,
                                  std::optional<double> fastest);

// The chance that a value lies at or below a limit, between its percentiles a lognormal one.
double chance_within(const Range& range, double limit);

}  // namespace picker
