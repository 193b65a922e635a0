// Tokens per second of one replica: a group of GPUs that serves one copy of a model, as a closed form of the
// model's shape, the GPU's data sheet, the lengths of a request and how many requests are in flight.
// Batch sizes are real numbers, never rounded. Fitted on measured records (serving_constants.h): the median
// error is about 10 % for a model left out of the fit; the time to first token is coarse, useless for sglang.
// It never looks up a name or an alias, picks a precision or a GPU count, applies a latency limit or prices
// anything, and it does not model pipeline parallelism, several nodes or speculation. A prefix cache is
// modelled, not measured: cached tokens take no prefill, and all requests share one copy of them.

#pragma once

#include "serving_constants.h"
#include "serving_query.h"

#include <optional>

namespace picker {

// Bytes of the weights of one copy. The experts of a mixture may be narrower than the rest of it.
double weights_bytes(const ModelShape& model, Precision precision);

// Whether the cache holds one request at all: the longest of the classes, else one whose prompt is the 95th
// percentile of lengths that vary as Arrivals::prompt_scv says (twice the mean), at most `window_tokens` in
// all. The weights fit.
bool holds_one_request(const ServingQuery& query, std::optional<double> window_tokens,
                       const ServingConstants& constants = default_serving_constants);

// Most bytes of weights that this many GPUs hold.
double memory_limit_bytes(const GpuFacts& gpu, double gpus,
                          const ServingConstants& constants = default_serving_constants);

// The replica's speed, or the refusal when weights_bytes is above memory_limit_bytes. Inputs outside the
// stated ranges give meaningless numbers, not errors: checking them is the caller's.
ServingResult estimate_serving(const ServingQuery& query,
                               const ServingConstants& constants = default_serving_constants);

}  // namespace picker
